// How a round is doing, for staff: opening, mail, turnout, state. Never who did what.
import * as api from "../api/client.js";
import { dayInWords, momentInWords } from "../lib/amsterdam.js";
import { button, fill, h } from "./dom.js";
import { notice } from "./notice.js";
import { count } from "./result-bar.js";
import { rootBlock } from "./root-block.js";

/** @typedef {import("./staff-form.js").StaffStage} StaffStage */
/** @typedef {import("../lib/shapes.js").StaffRound} StaffRound */

const STATES = /** @type {const} */ (["queued", "sending", "sent", "failed", "unknown", "skipped"]);

/** A person as the server names one. @param {import("../lib/shapes.js").Person} person @returns {string} */
export function personName(person) {
  return typeof person === "string" ? person : person.name;
}

/** State, progress, mail and turnout of a round. @param {StaffStage} stage @param {StaffRound} round @returns {HTMLElement} */
export function followBlock(stage, round) {
  const { text, common } = stage;
  const fact = (/** @type {string} */ name, /** @type {string} */ value) => h("div", {}, h("dt", {}, name), h("dd", {}, value));
  return h("section", { class: "stack" },
    round.held_up && notice("bad", text.heldUp, h("p", {}, text.heldUpBody)),
    h("p", {}, h("a", { href: `/staf/rondes/${round.id}/post` }, text.postPage)),
    round.halted && notice("bad", text.halted, h("p", {}, round.halted)),
    round.opening && openingProgress(stage, round.opening),
    h("dl", { class: "facts" },
      fact(text.state, common.state[round.state]),
      fact(text.author, personName(round.author)),
      round.approved_by && fact(text.approvedBy, personName(round.approved_by)),
      round.roll !== null && fact(text.roll, count(stage, round.roll)),
      round.turnout && fact(text.tickets, count(stage, round.turnout.tickets)),
      round.turnout && fact(text.ballots, count(stage, round.turnout.ballots))),
    round.turnout && h("p", { class: "small soft" }, `${text.rounded} ${dayInWords(round.turnout.as_of, stage.language)}`),
    Object.keys(round.mail ?? {}).length > 0 && mailTable(stage, round),
    round.root && rootBlock(common, round.root),
    ["open", "closed", "counted", "published", "withdrawn"].includes(round.state) && h("p", {}, h("a", { href: `/rondes/${round.id}` }, text.publicPage)),
    round.state === "published" && h("p", {}, h("a", { href: `/staf/rondes/${round.id}/groepen` }, text.overview)));
}

/** @param {StaffStage} stage @param {NonNullable<StaffRound["opening"]>} opening @returns {HTMLElement} */
function openingProgress({ text }, { step, done, total }) {
  return notice("info", text.opening,
    h("label", { for: "opening" }, `${step}: ${done} / ${total}`),
    h("progress", { id: "opening", max: Math.max(total, 1), value: done }));
}

/** @param {StaffStage} stage @param {StaffRound} round @returns {HTMLElement} */
function mailTable(stage, round) {
  const { text } = stage;
  const kinds = /** @type {Record<string, string>} */ (text.mailKinds);
  const rows = h("div", {});
  const list = (/** @type {"unknown"|"failed"} */ status) => void showRows(stage, round.id, status, rows);
  return h("div", { class: "stack close" },
    h("h2", {}, text.mail),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": text.mail },
      h("table", {},
        h("thead", {}, h("tr", {}, h("th", { scope: "col" }, text.mailKind), STATES.map((state) => h("th", { scope: "col", class: "number" }, text.mailStates[state])))),
        h("tbody", {}, Object.entries(round.mail).map(([kind, figures]) =>
          h("tr", {}, h("th", { scope: "row" }, kinds[kind] ?? kind), STATES.map((state) => h("td", { class: "number" }, count(stage, figures[state] ?? 0)))))))),
    round.may.letters && h("p", { class: "actions" }, button(text.doubt, () => list("unknown"), "button-link"), button(text.failedMail, () => list("failed"), "button-link")),
    rows);
}

/** @param {StaffStage} stage @param {string} id @param {"unknown"|"failed"} status @param {HTMLElement} place */
async function showRows(stage, id, status, place) {
  const { text } = stage;
  try {
    const { rows, total } = await api.roundMail(id, status, 0);
    if (total === 0) return fill(place, h("p", { role: "status" }, text.noMail));
    fill(place,
      h("p", { role: "status" }, `${text.mailStates[status]}: ${count(stage, total)}`),
      h("div", { class: "scroll" }, h("table", {},
        h("thead", {}, h("tr", {}, [text.mailKind, text.recipient, text.error].map((name) => h("th", { scope: "col" }, name)))),
        h("tbody", {}, rows.map((row) => h("tr", {}, h("td", {}, row.kind), h("td", {}, row.recipient), h("td", {}, row.error ?? "")))))));
  } catch (error) {
    fill(place, h("p", { role: "alert" }, await stage.explain(error)));
  }
}

/** The texts of a round that can no longer change. @param {StaffStage} stage @param {StaffRound} round @returns {HTMLElement} */
export function fixedTexts({ text, common, language }, { draft }) {
  const time = (/** @type {string} */ name, /** @type {string|null} */ moment) => moment && h("div", {}, h("dt", {}, name), h("dd", {}, momentInWords(moment, language)));
  return h("section", { class: "stack" },
    h("p", { class: "soft" }, text.locked),
    h("dl", { class: "facts" },
      draft.purpose && h("div", {}, h("dt", {}, text.purpose), h("dd", {}, common.purpose[draft.purpose])),
      time(text.opens_at, draft.opens_at), time(text.closes_at, draft.closes_at), time(text.publishes_at, draft.publishes_at)),
    draft.statements.map((one, i) => h("article", { class: "card close" },
      h("p", { class: "result-number" }, common.statement(i + 1)),
      h("h2", {}, one.text),
      one.explanation && h("p", {}, one.explanation),
      one.owner && h("p", { class: "small soft" }, `${text.owner} ${one.owner}`, one.feedback_due && ` · ${dayInWords(one.feedback_due, language)}`))));
}
