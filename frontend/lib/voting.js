// What is to be done next with a vote, given what the server and the device say. Pure: no clock, no storage, no network.

/** @typedef {import("./shapes.js").Answer} Answer */
/** @typedef {{format: 1, code: string, version: number, answers: Answer[]|null, signature: string|null, sent: boolean, replaces: boolean}} Saved */
/** @typedef {"soon"|"withdrawn"|"closed"|"closed_sent"|"sending"|"done"|"code_needed"|"declined"|"answering"} Situation */
/** @typedef {{kind: "retry", wait: number} | {kind: "next_version"} | {kind: "conflict"} | {kind: "other_code"} | {kind: "stop", code: string}} Remedy */

export const STATEMENTS = 4;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 60000;
const PASSING = ["offline", "too_many", "box_unreachable", "busy", "internal"];

/**
 * Which of the page's situations holds. Unsent answers are always tried: only the ballot box knows whether it is too late.
 * @param {{state: import("./shapes.js").RoundState, ticketIssued: boolean, declined: boolean, saved: Saved|null}} known
 * @returns {Situation}
 */
export function situation({ state, ticketIssued, declined, saved }) {
  if (state === "withdrawn") return "withdrawn";
  if (state === "draft" || state === "approved" || state === "scheduled") return "soon";
  if (saved?.answers && !saved.sent && (state === "open" || state === "closed")) return "sending";
  if (state !== "open") return saved?.sent ? "closed_sent" : "closed";
  if (saved) return saved.sent ? "done" : "answering";
  if (ticketIssued) return "code_needed";
  return declined ? "declined" : "answering";
}

/** The next request that an unsent vote needs. @param {Saved} saved @returns {"issue"|"cast"|"rest"} */
export function nextAct(saved) {
  if (saved.sent || saved.answers === null) return "rest";
  return saved.signature === null ? "issue" : "cast";
}

/**
 * How to go on after a refused or lost request.
 * @param {{code: string, retryAfter?: number|null}} refusal @param {number} attempt 0 for the first failure @param {number} chance 0 … 1, spreads the retries
 * @returns {Remedy}
 */
export function remedy({ code, retryAfter }, attempt, chance) {
  if (PASSING.includes(code)) return { kind: "retry", wait: waitBefore(attempt, chance, retryAfter ?? 0) };
  if (code === "line_code_taken") return { kind: "next_version" };
  if (code === "version_taken" || code === "version_outdated") return { kind: "conflict" };
  if (code === "ticket_already_issued") return { kind: "other_code" };
  return { kind: "stop", code };
}

/** Milliseconds before the next try: doubling, with a ceiling, spread by a quarter. @param {number} attempt @param {number} chance @param {number} atLeastSeconds @returns {number} */
export function waitBefore(attempt, chance, atLeastSeconds) {
  const doubled = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.max(Math.round(doubled * (0.75 + chance / 4)), 1000 * atLeastSeconds);
}

/** True for refusals that go away by themselves. @param {string} code @returns {boolean} */
export function isPassing(code) {
  return PASSING.includes(code);
}

/** The record to keep at the tap on "Verstuur". An earlier record's code and ticket are used again, with a higher version. @param {Saved|null} earlier @param {string} newCode @param {Answer[]} answers @param {number} boxVersion what the box holds, 0 when unknown @returns {Saved} */
export function recordVote(earlier, newCode, answers, boxVersion) {
  const used = Math.max(earlier?.version ?? 0, boxVersion);
  return {
    format: 1,
    code: earlier?.code ?? newCode,
    version: used + 1,
    answers: [...answers],
    signature: earlier?.signature ?? null,
    sent: false,
    replaces: boxVersion > 0 || (earlier?.sent ?? false) || (earlier?.replaces ?? false),
  };
}

/** The record once the box has confirmed: the answers leave the device. @param {Saved} saved @param {number} version as confirmed @returns {Saved} */
export function confirmed(saved, version) {
  return { ...saved, version, answers: null, sent: true };
}

/** Reads a kept record; anything strange counts as none. @param {unknown} value @returns {Saved|null} */
export function readSaved(value) {
  const kept = /** @type {Partial<Saved>|null} */ (value);
  if (typeof kept !== "object" || kept === null || kept.format !== 1 || typeof kept.code !== "string") return null;
  if (!Number.isInteger(kept.version) || typeof kept.sent !== "boolean") return null;
  const answers = isAnswers(kept.answers) ? kept.answers : null;
  const signature = typeof kept.signature === "string" ? kept.signature : null;
  return { format: 1, code: kept.code, version: kept.version ?? 0, answers, signature, sent: kept.sent, replaces: kept.replaces === true };
}

/** @param {unknown} value @returns {value is Answer[]} */
function isAnswers(value) {
  return Array.isArray(value) && value.length === STATEMENTS && value.every((answer) => answer === null || [1, 2, 3, 4, 5].includes(answer));
}
