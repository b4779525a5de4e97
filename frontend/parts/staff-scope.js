// Whom a round is for: the whole country or some afdelingen, and how many members those have. Never saves.
import { codes } from "../lib/draft.js";
import { fill, h } from "./dom.js";
import { field } from "./field.js";
import { notice } from "./notice.js";
import { count } from "./result-bar.js";

/** @typedef {import("./staff-form.js").StaffStage} StaffStage */
/** @typedef {import("../lib/draft.js").Form} Form */
/** @typedef {import("../lib/shapes.js").DeskBranches} DeskBranches */

/** The codes in a form. @param {Form} form @returns {string[]} */
const chosen = (form) => codes(form.scope);
/** Some afdelingen, but none is chosen yet: not the same as the whole country. */
const NONE_YET = "\n";

/**
 * The choice of members; a board chooses among its own afdelingen that staff let compose.
 * @param {StaffStage} stage @param {Form} form @param {DeskBranches} desk @param {boolean} staff
 * @returns {HTMLElement}
 */
export function scopeFields(stage, form, desk, staff) {
  const { text } = stage;
  const told = h("div", { role: "status" });
  const list = h("div", { class: "stack close", id: "f-scope" });
  const tell = () => fill(told, ...total(stage, form, desk));
  const offered = staff ? desk.branches : desk.branches.filter(({ composing }) => composing);
  const show = (/** @type {string} */ part) => fill(list, branchChoices(stage, form, offered, part, tell));
  const whole = choice("scope-all", text.scopeAll, form.scope === "", () => (form.scope = "", open(false)));
  const some = choice("scope-some", text.scopeSome, form.scope !== "", () => (form.scope ||= NONE_YET, open(true)));
  const filter = field({ id: "scope-filter", label: text.scopeFilter, oninput: show });
  const open = (/** @type {boolean} */ yes) => {
    filter.hidden = !yes || offered.length < 12;
    list.hidden = !yes;
    show("");
    tell();
  };
  if (!staff) form.scope ||= NONE_YET;
  open(form.scope !== "");
  return h("section", { class: "card" },
    h("h2", {}, text.scope),
    h("p", { class: "field-error", id: "f-scope-error" }),
    staff ? h("fieldset", {}, h("legend", { class: "hidden-text" }, text.scope), h("div", { class: "choices" }, whole, some)) : offered.length === 0 && notice("warn", text.scopeOff),
    filter, list, told);
}

/** @param {string} id @param {string} label @param {boolean} checked @param {() => void} act @returns {HTMLElement} */
function choice(id, label, checked, act) {
  const input = h("input", { type: "radio", name: "scope-kind", id, onchange: act });
  input.checked = checked;
  return h("label", { class: "choice" }, input, h("span", {}, label));
}

/** @param {StaffStage} stage @param {Form} form @param {DeskBranches["branches"]} branches @param {string} part @param {() => void} tell @returns {HTMLElement} */
function branchChoices(stage, form, branches, part, tell) {
  const { text } = stage;
  const now = new Set(chosen(form));
  const fits = branches.filter(({ code, name, region }) => now.has(code) || `${name} ${region}`.toLowerCase().includes(part.trim().toLowerCase()));
  const box = (/** @type {DeskBranches["branches"][number]} */ branch) => {
    const change = () => {
      const all = new Set(chosen(form));
      if (input.checked) all.add(branch.code);
      else all.delete(branch.code);
      form.scope = [...all].join("\n") || NONE_YET;
      tell();
    };
    const input = h("input", { type: "checkbox", id: `scope-${branch.code}`, onchange: change });
    input.checked = now.has(branch.code);
    return h("label", { class: "choice" }, input, h("span", {}, branch.name, h("span", { class: "soft small block plain" }, `${branch.region} · ${text.scopeMembers(count(stage, branch.members))}`)));
  };
  return h("fieldset", {}, h("legend", { class: "label" }, text.scopeBranches), h("div", { class: "choices tall" }, fits.map(box)));
}

/** @param {StaffStage} stage @param {Form} form @param {DeskBranches} desk @returns {HTMLElement[]} */
function total(stage, form, desk) {
  const now = chosen(form);
  if (now.length === 0) return [];
  const members = desk.branches.filter(({ code }) => now.includes(code)).reduce((sum, branch) => sum + branch.members, 0);
  const words = stage.text.scopeTotal(count(stage, members));
  return [members < desk.minimum ? notice("warn", words, h("p", {}, stage.text.scopeSmall(desk.minimum))) : h("p", { class: "soft" }, words)];
}
