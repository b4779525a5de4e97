// The fields with which a role is given: which, for which afdelingen, until when. Never sends anything.
import { fill, h } from "./dom.js";
import { field } from "./field.js";

/** @typedef {import("../lib/desk-shapes.js").RoleName} RoleName */
/** @typedef {import("../lib/desk-shapes.js").RoleForm} RoleForm */
/** @typedef {typeof import("../text/access.nl.js").text} AccessWords */
/** @typedef {{code: string, name: string}} Branch */

const ROLES = /** @type {RoleName[]} */ (["viewer", "board", "staff", "admin"]);
/** Whether a role is for an afdeling. @param {RoleName} role @returns {boolean} */
export const isLocal = (role) => role === "viewer" || role === "board";

/** The fields, and what was chosen: the roles, or the field that is missing. @param {AccessWords} text @param {Branch[]} branches @param {string} prefix of the fields' ids @returns {{element: HTMLElement, read: () => RoleForm[]|{id: string, words: string}}} */
export function roleFields(text, branches, prefix) {
  /** @type {RoleName} */
  let role = "board";
  const chosen = new Set();
  const places = h("div", {});
  const day = field({ id: `${prefix}-last-day`, label: text.lastDay, hint: text.lastDayHint, type: "date", attributes: { class: "input-short" } });
  const draw = () => {
    fill(places, isLocal(role) && branchChoice(text, branches, chosen, prefix));
    day.hidden = role === "admin";
  };
  const radio = (/** @type {RoleName} */ name) => {
    const input = h("input", { type: "radio", name: `${prefix}-role`, value: name, onchange: () => ((role = name), draw()) });
    input.checked = name === role;
    const [label, hint] = text.roles[name];
    return h("label", { class: "choice" }, input, h("span", {}, label, h("span", { class: "soft small block plain" }, hint)));
  };
  draw();
  const element = h("div", { class: "stack" }, h("fieldset", {}, h("legend", { class: "label" }, text.role), h("div", { class: "choices" }, ROLES.map(radio))), places, day);
  const read = () => {
    const last_day = role === "admin" ? null : /** @type {HTMLInputElement} */ (day.querySelector("input")).value || null;
    if (!isLocal(role)) return [{ role, branch: null, last_day }];
    if (chosen.size === 0) return { id: `${prefix}-branches`, words: text.needBranch };
    return [...chosen].map((branch) => ({ role, branch, last_day }));
  };
  return { element, read };
}

/** @param {AccessWords} text @param {Branch[]} branches @param {Set<string>} chosen @param {string} prefix @returns {HTMLElement} */
function branchChoice(text, branches, chosen, prefix) {
  const list = h("div", { class: "choices tall", id: `${prefix}-branches` });
  const box = (/** @type {Branch} */ { code, name }) => {
    const input = h("input", { type: "checkbox", value: code, onchange: () => (input.checked ? chosen.add(code) : chosen.delete(code)) });
    input.checked = chosen.has(code);
    return h("label", { class: "choice" }, input, h("span", {}, name));
  };
  fill(list, branches.map(box));
  return h("fieldset", {}, h("legend", { class: "label" }, text.branches), h("p", { class: "field-hint" }, text.branchesHint), list);
}
