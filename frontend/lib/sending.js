// Sends a kept vote until it is confirmed or cannot be: issue, then cast, each as often as needed. Fetches only through what it is handed.
import { LAST_VERSION, makeBallot, openCode, requestTicket } from "./ticket.js";
import { confirmed, nextAct, remedy } from "./voting.js";

/** @typedef {import("./voting.js").Saved} Saved */
/** @typedef {{round: string, area: number, key: import("./blind.js").PublicKey, box: string}} Where */
/** @typedef {{issueTicket: (round: string, blinded: string) => Promise<{signature: string}>, castBallot: (box: string, round: string, ballot: import("./ticket.js").Ballot) => Promise<{version: number}>}} Wire */
/** @typedef {{kind: "sent", saved: Saved} | {kind: "conflict"} | {kind: "other_code"} | {kind: "stop", code: string}} Outcome */

/**
 * Takes a vote as far as it goes. `keep` is called after every step, `report` before every wait, `pause` waits (and may end early).
 * @param {{saved: Saved, where: Where, wire: Wire, keep: (saved: Saved) => void, report: (code: string) => void, pause: (ms: number) => Promise<void>, dice: () => number}} trip
 * @returns {Promise<Outcome>}
 */
export async function sendVote({ saved, where, wire, keep, report, pause, dice }) {
  let now = saved;
  for (let attempt = 0; nextAct(now) !== "rest"; ) {
    try {
      now = await step(now, where, wire);
      attempt = 0;
      keep(now);
    } catch (error) {
      const refusal = asRefusal(error);
      const next = remedy(refusal, attempt, dice());
      if (next.kind === "next_version" && now.version < LAST_VERSION) {
        now = { ...now, version: now.version + 1 };
        keep(now);
      } else if (next.kind === "retry") {
        report(refusal.code);
        await pause(next.wait);
        attempt += 1;
      } else {
        return next.kind === "next_version" ? { kind: "stop", code: refusal.code } : next;
      }
    }
  }
  return { kind: "sent", saved: now };
}

/** @param {Saved} saved @param {Where} where @param {Wire} wire @returns {Promise<Saved>} */
async function step(saved, where, wire) {
  const secrets = await openCode(saved.code, where.round);
  if (nextAct(saved) === "issue") return { ...saved, signature: await fetchTicket(saved.code, where, wire) };
  const vote = { area: where.area, version: saved.version, signature: saved.signature ?? "", answers: saved.answers ?? [] };
  const answer = await wire.castBallot(where.box, where.round, await makeBallot(secrets, vote));
  return confirmed(saved, answer.version);
}

/** Asks the ticket that belongs to a code; the same code always gives the same one. @param {string} code @param {Where} where @param {Pick<Wire, "issueTicket">} wire @returns {Promise<string>} */
export async function fetchTicket(code, where, wire) {
  const request = await requestTicket(await openCode(code, where.round), where.key);
  const { signature } = await wire.issueTicket(where.round, request.blinded);
  return request.finish(signature).catch(() => {
    throw Object.assign(new Error("the signature does not verify"), { code: "ticket_invalid" });
  });
}

/** @param {unknown} error @returns {{code: string, retryAfter: number|null}} */
function asRefusal(error) {
  const found = /** @type {{code?: unknown, retryAfter?: number|null}} */ (error);
  return { code: typeof found?.code === "string" ? found.code : "page_error", retryAfter: found?.retryAfter ?? null };
}
