// Form fields with a label, a hint, an error and a counter. Never what a form is for.
import { fill, h } from "./dom.js";

/** @typedef {{id: string, label: string, value?: string, hint?: string|null, type?: string, rows?: number, max?: number, counter?: (left: number) => string, attributes?: Record<string, unknown>, oninput?: (value: string) => void}} FieldWishes */

/** A labelled input or, with rows, a text area. @param {FieldWishes} wishes @returns {HTMLDivElement} */
export function field({ id, label, value = "", hint = null, type = "text", rows, max, counter, attributes = {}, oninput }) {
  const described = [hint && `${id}-hint`, `${id}-error`, counter && `${id}-count`].filter(Boolean).join(" ");
  const shared = { id, name: id, "aria-describedby": described, ...attributes };
  const input = rows ? h("textarea", { rows, ...shared }) : h("input", { type, ...shared });
  input.value = value;
  const count = counter && max ? h("p", { class: "field-count", id: `${id}-count` }) : null;
  const tell = () => {
    const left = (max ?? 0) - [...input.value.trim()].length;
    if (count && counter) fill(count, counter(left));
    count?.classList.toggle("field-count-over", left < 0);
  };
  input.addEventListener("input", () => (tell(), oninput?.(input.value)));
  tell();
  return h("div", { class: "field" },
    h("label", { for: id }, label),
    hint && h("p", { class: "field-hint", id: `${id}-hint` }, hint),
    h("p", { class: "field-error", id: `${id}-error` }),
    input,
    count);
}

/** Marks a field as wrong, or right again with null. @param {string} id @param {string|null} words @returns {void} */
export function markField(id, words) {
  const input = document.getElementById(id);
  const error = document.getElementById(`${id}-error`);
  if (words === null) input?.removeAttribute("aria-invalid");
  else input?.setAttribute("aria-invalid", "true");
  if (error) error.textContent = words ?? "";
}

/** Takes every mark off inside a form. @param {HTMLElement} form @returns {void} */
export function clearMarks(form) {
  for (const input of form.querySelectorAll("[aria-invalid]")) markField(input.id, null);
}
