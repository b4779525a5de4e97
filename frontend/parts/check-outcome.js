// What the check page found, in plain words: counted, not there, or something that has to be reported. Never looks.
import { compareWithDevice } from "../lib/check.js";
import { h } from "./dom.js";
import { notice } from "./notice.js";
import { count } from "./result-bar.js";

/** @typedef {import("./check-form.js").CheckStage} CheckStage */
/** @typedef {import("../lib/check.js").Finding | {kind: "wrong", statement: number|null} | {kind: "not_yet"} | {kind: "failed", words: string}} Found */
/** @typedef {{found: Found, group: import("../lib/shapes.js").GroupResult|null, saved: import("../lib/voting.js").Saved|null}} Outcome `saved`: what this device sent with the same code */
/** @typedef {{id: string, statements: string[]}} About the round and its statements */

/** What was found, as one message. @param {CheckStage} stage @param {About} about @param {Outcome} outcome @returns {HTMLElement} */
export function outcomeBlock(stage, about, outcome) {
  const { text } = stage;
  const { found } = outcome;
  if (found.kind === "counted") return counted(stage, about, outcome, found);
  if (found.kind === "missing") return missing(stage, about, outcome);
  if (found.kind === "incomplete") return alarm(stage, about, outcome, text.incomplete.title, text.incomplete.body(found.lines));
  if (found.kind === "twice") return alarm(stage, about, outcome, text.twice.title, text.twice.body(found.versions.join(", ")));
  if (found.kind === "wrong") return alarm(stage, about, outcome, text.wrong.title, found.statement === null ? text.wrong.leaf : text.wrong.list(found.statement));
  if (found.kind === "not_yet") return notice("info", null, heading(text.notYet.title), h("p", {}, text.notYet.soon));
  return notice("warn", null, heading(text.failed), h("p", {}, found.words));
}

/** @param {string} title @returns {HTMLElement} */
const heading = (title) => h("h2", { tabindex: "-1" }, title);

/** Something that no honest count does. @param {CheckStage} stage @param {About} about @param {Outcome} outcome @param {string} title @param {string} body @returns {HTMLElement} */
function alarm({ text }, about, { group }, title, body) {
  return notice("bad", null,
    heading(title),
    h("p", {}, body),
    h("p", {}, text.report),
    h("p", { class: "small" }, text.evidence(about.id, group?.id ?? null)));
}

/** @param {CheckStage} stage @param {About} about @param {Outcome} outcome @param {Extract<Found, {kind: "counted"}>} vote @returns {HTMLElement} */
function counted(stage, about, outcome, { version, answers }) {
  const { text, common } = stage;
  const { group, saved } = outcome;
  const compared = compareWithDevice(saved, version);
  const change = compared === "late" ? text.counted.late(saved?.version ?? 0) : compared === "lost" ? null : text.counted[compared];
  const row = (/** @type {string} */ statement, /** @type {number} */ i) =>
    h("li", {}, h("span", { class: "asked" }, statement), h("span", { class: "given" }, common.scale[answers[i] ?? "none"]));
  return h("div", { class: "stack" },
    change === null
      ? alarm(stage, about, outcome, text.lost.title, text.lost.body(saved?.version ?? 0, version))
      : notice(compared === "late" ? "warn" : "good", null, heading(text.counted.title), h("p", {}, text.counted.version(version)), h("p", {}, change)),
    h("section", { class: "stack close" },
      h("h3", {}, text.counted.answers),
      h("ol", { class: "answers" }, about.statements.map(row)),
      h("p", { class: "small soft" }, text.counted.secret),
      group && h("p", { class: "small soft" }, text.counted.proof(count(stage, group.ballots), group.name))));
}

/** @param {CheckStage} stage @param {About} about @param {Outcome} outcome @returns {HTMLElement} */
function missing({ text }, about, { group, saved }) {
  return notice("warn", null,
    heading(text.missing.title),
    saved && h("p", {}, h("strong", {}, saved.sent ? text.missing.sent : text.missing.unsent)),
    h("p", {}, text.missing.body(group?.name ?? "")),
    h("ul", { class: "stack close" }, text.missing.hints.map((words) => h("li", {}, words))),
    h("p", {}, text.missing.sure, " ", text.report),
    h("p", { class: "small" }, text.evidence(about.id, group?.id ?? null)));
}
