// A button that copies a text, and says whether it could. Never the text itself.
import { copyText } from "./copying.js";
import { button, h } from "./dom.js";
import { liveRegion } from "./notice.js";

/** The button with its answer. @param {{copy: string, copyName: (what: string) => string, copied: string, copyFailed: string}} words @param {string} what is copied, for who hears only the button @param {string} value @returns {HTMLElement} */
export function copyButton(words, what, value) {
  const told = liveRegion();
  const press = button(words.copy, () => void copyText(value, words, told), "button button-quiet");
  press.setAttribute("aria-label", words.copyName(what));
  return h("div", { class: "actions" }, press, told.element);
}
