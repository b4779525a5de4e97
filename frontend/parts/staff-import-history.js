// The history of imports: when, by whom, and numbers. Never a name of a member.
import { imports } from "../api/members.js";
import { momentInWords } from "../lib/amsterdam.js";
import { h } from "./dom.js";
import { count } from "./result-bar.js";

/** @typedef {import("./stage.js").Stage<typeof import("../text/staff-members.nl.js").text>} MembersStage */

/** Heading and table of the last imports. @param {MembersStage} stage @returns {Promise<HTMLElement[]>} */
export async function importHistory(stage) {
  const { text, language } = stage;
  const { imports: lines } = await imports();
  const heading = h("h2", {}, text.historyTitle);
  if (lines.length === 0) return [heading, h("p", {}, text.historyNone)];
  const groups = /** @type {const} */ (["new", "changed", "moved", "returned", "left"]);
  const file = (/** @type {import("../lib/member-shapes.js").ImportLine} */ line) =>
    [line.what === "members" ? text.importMembers : text.importBranches, line.complete ? ` (${text.complete})` : "", h("span", { class: "soft block" }, `${text.check} ${line.sha256.slice(0, 12)}`)];
  const row = (/** @type {import("../lib/member-shapes.js").ImportLine} */ line) =>
    h("tr", {}, h("th", { scope: "row" }, momentInWords(line.at, language)), h("td", {}, line.by ?? text.commandLine), h("td", {}, file(line)), groups.map((group) => h("td", { class: "number" }, count(stage, line[group]))));
  return [heading, h("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": text.historyTitle },
    h("table", {},
      h("thead", {}, h("tr", {}, [text.when, text.who, text.file].map((head) => h("th", { scope: "col" }, head)), groups.map((group) => h("th", { scope: "col", class: "number" }, text.groups[group])))),
      h("tbody", {}, lines.map(row))))];
}
