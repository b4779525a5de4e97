// Fields of a form model: words, one of some, some of many, yes or nothing. Never what a form is for.
import { lines } from "../lib/conversation-draft.js";
import { h } from "./dom.js";
import { field } from "./field.js";
import { inputId } from "./staff-form.js";

/** @typedef {Record<string, string>} Form keyed by field path, as typed; lists have a line for each */

/** For a field in which a short number is typed. */
export const SHORT = { class: "input-short", inputmode: "numeric" };

/** A field whose words go straight into the form. @param {Form} form @param {string} path @param {Omit<import("./field.js").FieldWishes, "id"|"value"|"oninput">} wishes @param {() => void} [changed] @returns {HTMLDivElement} */
export function typed(form, path, wishes, changed = () => {}) {
  return field({ ...wishes, id: inputId(path), value: form[path], oninput: (value) => (form[path] = value, changed()) });
}

/** Radio buttons, each with a line under it. @param {Form} form @param {string} path @param {string} legend @param {Record<string, string[]>} choices @param {() => void} [changed] @returns {HTMLElement} */
export function radios(form, path, legend, choices, changed = () => {}) {
  const choice = (/** @type {[string, string[]]} */ [value, [label, hint]], /** @type {number} */ i) => {
    const input = h("input", { type: "radio", name: path, id: inputId(i === 0 ? path : `${path}.${value}`), value, onchange: () => (form[path] = value, changed()) });
    input.checked = form[path] === value;
    return h("label", { class: "choice" }, input, h("span", {}, label, h("span", { class: "soft small block plain" }, hint)));
  };
  return h("fieldset", {},
    h("legend", { class: "label" }, legend),
    h("p", { class: "field-error", id: `${inputId(path)}-error` }),
    h("div", { class: "choices" }, Object.entries(choices).map(choice)));
}

/** A labelled list to choose one from. @param {Form} form @param {string} path @param {{label: string, hint?: string|null, options: [string, string][], changed?: () => void}} wishes @returns {HTMLElement} */
export function chooser(form, path, { label, hint, options, changed }) {
  const id = inputId(path);
  const select = h("select", { id, "aria-describedby": `${hint ? `${id}-hint ` : ""}${id}-error`, onchange: () => (form[path] = select.value, changed?.()) },
    options.map(([value, words]) => h("option", { value }, words)));
  select.value = form[path];
  return h("div", { class: "field" },
    h("label", { for: id }, label),
    hint && h("p", { class: "field-hint", id: `${id}-hint` }, hint),
    h("p", { class: "field-error", id: `${id}-error` }),
    select);
}

/** A box for yes or nothing. @param {Form} form @param {string} path @param {string} label @param {string} hint @returns {HTMLElement} */
export function checkbox(form, path, label, hint) {
  const input = h("input", { type: "checkbox", id: inputId(path), onchange: () => (form[path] = input.checked ? "yes" : "") });
  input.checked = form[path] === "yes";
  return h("label", { class: "choice" }, input, h("span", {}, label, h("span", { class: "soft small block plain" }, hint)));
}

/** A box that is one line of a list in the form. @param {Form} form @param {string} path @param {string} value @param {string} label @param {string} hint @returns {HTMLElement} */
export function tick(form, path, value, label, hint) {
  const change = () => {
    const kept = lines(form[path]).filter((line) => line !== value);
    form[path] = (input.checked ? [...kept, value] : kept).join("\n");
  };
  const input = h("input", { type: "checkbox", value, onchange: change });
  input.checked = lines(form[path]).includes(value);
  return h("label", { class: "choice" }, input, h("span", {}, label, h("span", { class: "soft small block plain" }, hint)));
}
