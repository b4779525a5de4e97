// The history of imports: when, by whom, and numbers. Never a name of a member.
import { imports } from "../api/members.js";
import { momentInWords } from "../lib/amsterdam.js";
import { h } from "./dom.js";
import { count } from "./result-bar.js";

/** @typedef {import("./stage.js").Stage<typeof import("../text/staff-members.nl.js").text>} MembersStage */

/** Heading and list of the last imports. @param {MembersStage} stage @returns {Promise<HTMLElement[]>} */
export async function importHistory(stage) {
  const { text, language } = stage;
  const { imports: lines } = await imports();
  const heading = h("h2", {}, text.historyTitle);
  if (lines.length === 0) return [heading, h("p", {}, text.historyNone)];
  const groups = /** @type {const} */ (["new", "changed", "moved", "returned", "left"]);
  const what = (/** @type {import("../lib/member-shapes.js").ImportLine} */ line) => `${line.what === "members" ? text.importMembers : text.importBranches}${line.complete ? ` (${text.complete})` : ""}`;
  const numbers = (/** @type {import("../lib/member-shapes.js").ImportLine} */ line) => groups.filter((group) => line[group] > 0).map((group) => `${text.groups[group]}: ${count(stage, line[group])}`).join(" · ");
  const item = (/** @type {import("../lib/member-shapes.js").ImportLine} */ line) =>
    h("li", { class: "card close" },
      h("h3", {}, momentInWords(line.at, language)),
      h("p", {}, `${what(line)}, ${text.by(line.by ?? text.commandLine)}`),
      h("p", {}, numbers(line) || text.historyNothing),
      h("p", { class: "soft small" }, `${text.check} ${line.sha256.slice(0, 12)}`));
  return [heading, h("ul", { class: "cards" }, lines.map(item))];
}
