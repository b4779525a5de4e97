// A button that copies a text, and says whether it could. Never the text itself.
import { button, h } from "./dom.js";
import { liveRegion } from "./notice.js";

/** The button with its answer. @param {{copy: string, copyName: (what: string) => string, copied: string, copyFailed: string}} words @param {string} what is copied, for who hears only the button @param {string} value @returns {HTMLElement} */
export function copyButton(words, what, value) {
  const told = liveRegion();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      told.say(h("p", { class: "small" }, words.copied));
    } catch {
      told.say(h("p", { class: "small" }, words.copyFailed));
    }
  };
  const press = button(words.copy, () => void copy(), "button button-quiet");
  press.setAttribute("aria-label", words.copyName(what));
  return h("div", { class: "actions" }, press, told.element);
}
