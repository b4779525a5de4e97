// A field for a moment on the Amsterdam clock, which tells at once when that clock skips or doubles it. Never the form around it.
import { toUtc } from "../lib/amsterdam.js";
import { fill, h } from "./dom.js";
import { field } from "./field.js";

/** The field of one moment in a form; typing goes straight into the form. @param {{twice: string, gap: string}} words @param {Record<string, string>} form @param {string} path @param {{id: string, label: string, hint?: string|null}} wishes @returns {HTMLElement} */
export function timeField(words, form, path, wishes) {
  const note = h("p", { class: "field-hint", role: "status" });
  const tell = () => {
    const { kind } = toUtc(form[path]);
    fill(note, kind === "twice" || kind === "gap" ? words[kind] : "");
  };
  tell();
  const input = field({
    ...wishes, value: form[path], type: "datetime-local",
    oninput: (value) => {
      form[path] = value.slice(0, 16);
      tell();
    },
  });
  input.append(note);
  return input;
}
