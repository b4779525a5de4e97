// Finding an afdeling among those of a published round, on the way to its page. Never figures.
import { groupOf } from "../lib/partition.js";
import { fill, h } from "./dom.js";
import { field } from "./field.js";

/** @typedef {import("./result-bar.js").RoundStage} RoundStage */
/** @typedef {import("../lib/shapes.js").Results} Results */
/** @typedef {{code: string, name: string}} BranchName */

const MOST = 10;

/** Address of an afdeling's page of a round. @param {string} round @param {string} code @returns {string} */
export function branchPage(round, code) {
  return `/rondes/${round}/afdeling/${encodeURIComponent(code)}`;
}

/** The way to the page of the reader's own afdeling, else to the search; nothing when no afdeling is shown. @param {RoundStage} stage @param {Results} results @param {BranchName|null} own @returns {HTMLElement|null} */
export function branchLink({ text }, results, own) {
  if (results.groups.length === 0) return null;
  const known = own !== null && groupOf(results, own.code) !== null;
  return h("p", {}, known ? h("a", { href: branchPage(results.round, own.code) }, text.branchPage(own.name)) : h("a", { href: "#branches" }, text.branchFind));
}

/** A search field over all afdelingen of a result; nothing when none are shown. @param {RoundStage} stage @param {Results} results @returns {HTMLElement|null} */
export function branchChoice({ text, language }, results) {
  const all = results.groups.flatMap(({ branches }) => branches).sort((a, b) => a.name.localeCompare(b.name, language));
  if (all.length === 0) return null;
  const found = h("ul", { class: "stack close" });
  const told = h("p", { class: "small soft", role: "status" });
  const line = (/** @type {BranchName} */ { code, name }) => h("li", {}, h("a", { href: branchPage(results.round, code) }, text.branchPage(name)));
  const show = (/** @type {string} */ typed) => {
    const part = plain(typed);
    const fitting = all.filter(({ name }) => plain(name).includes(part));
    const asked = part !== "" || all.length <= MOST;
    fill(found, asked && fitting.slice(0, MOST).map(line));
    fill(told, part !== "" && text.branchFound(fitting.length), asked && fitting.length > MOST && ` ${text.branchMore}`);
  };
  show("");
  return h("section", { class: "card", id: "branches", "aria-labelledby": "branches-title" },
    h("div", { class: "stack close" }, h("h2", { id: "branches-title" }, text.branchesTitle), h("p", {}, text.branchesLead)),
    field({ id: "branch", label: text.branchFind, hint: text.branchFindHint, type: "search", attributes: { autocomplete: "off" }, oninput: show }),
    told,
    found);
}

/** Letters without case and marks: who types "Sudwest" finds "Súdwest". @param {string} words @returns {string} */
function plain(words) {
  return words.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
