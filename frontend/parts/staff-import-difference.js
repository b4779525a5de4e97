// What a file would change, in numbers and by name; and what is wrong with it. Never the file itself.
import { h } from "./dom.js";
import { notice } from "./notice.js";
import { count } from "./result-bar.js";

/** @typedef {import("./staff-import-history.js").MembersStage} MembersStage */
/** @typedef {import("../lib/member-shapes.js").MemberDifference} MemberDifference */
/** @typedef {import("../lib/member-shapes.js").BranchPreview} BranchPreview */

const GROUPS = /** @type {const} */ (["new", "changed", "moved", "returned", "left"]);

/** Whether anything would be written. @param {"members"|"branches"} what @param {any} seen @returns {boolean} */
export const writes = (what, seen) => (what === "members" ? GROUPS.some((group) => seen.difference[group].total > 0) : seen.new.length + seen.changed.length > 0);

/** @param {string} label @param {string[]} heads @param {(string|number)[][]} rows @returns {HTMLElement} */
function table(label, heads, rows) {
  return h("div", { class: "scroll tall", tabindex: "0", role: "region", "aria-label": label },
    h("table", {},
      h("thead", {}, h("tr", {}, heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, rows.map(([first, ...cells]) => h("tr", {}, h("th", { scope: "row" }, first), cells.map((cell) => h("td", {}, cell)))))));
}

/** Every fault, with its line. @param {MembersStage} stage @param {import("../lib/member-shapes.js").BadLines} bad @returns {HTMLElement[]} */
export function badRows({ text }, bad) {
  const reasons = /** @type {Record<string, (about: string[]) => string>} */ (text.reasons);
  return [
    h("h3", {}, text.importBadTitle(bad.total)),
    h("p", {}, text.importBadBody, bad.total > bad.shown.length && ` ${text.importBadMore(bad.shown.length)}`),
    table(text.importBadTitle(bad.total), [text.line, text.what], bad.shown.map(({ line, reason, about }) => [line, reasons[reason](about)])),
  ];
}

/** @param {string[]} facts @returns {HTMLElement} */
const list = (facts) => h("ul", {}, facts.map((fact) => h("li", {}, fact)));

/** Numbers, warnings, and each group folded. @param {MembersStage} stage @param {MemberDifference} difference @returns {HTMLElement[]} */
export function memberDifference(stage, difference) {
  const { text } = stage;
  const number = (/** @type {number} */ n) => count(stage, n);
  const columns = /** @type {Record<string, string>} */ (text.columns);
  const lines = /** @type {[string, number][]} */ ([...GROUPS.map((group) => [text.groups[group], difference[group].total]), [text.unchanged, difference.unchanged]]);
  const numbers = h("table", {}, h("caption", { class: "hidden-text" }, text.importChangedTitle),
    h("tbody", {}, lines.map(([label, n]) => h("tr", {}, h("th", { scope: "row" }, label), h("td", { class: "number" }, number(n))))));
  const warnings = [
    difference.left.total > 0 && text.warnLeft(number(difference.left.total)),
    difference.without_email > 0 && text.warnEmail(number(difference.without_email)),
    difference.sharing > 0 && text.warnShared(number(difference.sharing), number(difference.shared_addresses)),
  ].filter((words) => words !== false);
  const changes = (/** @type {import("../lib/member-shapes.js").ListedMember} */ one) => one.changes.map((column) => columns[column]).join(", ");
  const groups = GROUPS.filter((group) => difference[group].total > 0).map((group) => {
    const { total, shown } = difference[group];
    const known = group !== "new" && group !== "left";
    const rows = shown.map((one) => [one.number, one.name, one.from === null ? one.branch : text.fromTo(one.from, one.branch), ...(known ? [changes(one)] : [])]);
    return h("details", {}, h("summary", {}, `${text.groups[group]} (${number(total)})`),
      h("div", { class: "details-body" },
        total > shown.length && h("p", { class: "soft small" }, text.firstShown(shown.length)),
        table(text.groups[group], [text.number, text.name, text.branch, ...(known ? [text.changes] : [])], rows)));
  });
  return [numbers, ...(warnings.length > 0 ? [notice("warn", null, list(/** @type {string[]} */ (warnings)))] : []), ...groups];
}

/** The same for a file of branches. @param {MembersStage} stage @param {BranchPreview} seen @returns {HTMLElement[]} */
export function branchDifference(stage, seen) {
  const { text } = stage;
  const groups = /** @type {const} */ (["new", "changed"]).filter((group) => seen[group].length > 0).map((group) =>
    h("details", {}, h("summary", {}, `${text.groups[group]} (${count(stage, seen[group].length)})`),
      h("div", { class: "details-body" }, table(text.groups[group], [text.code, text.name, text.region], seen[group].map((one) => [one.code, one.name, one.region])))));
  return [h("p", {}, `${text.unchanged}: ${count(stage, seen.unchanged)}`), ...groups];
}
