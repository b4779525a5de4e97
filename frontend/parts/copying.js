// Copying a text, and saying whether that worked. Never what the text is.
import { h } from "./dom.js";

/** Copies a text and says so. @param {string} value @param {{copied: string, copyFailed: string}} words @param {{say: (...children: import("./dom.js").Children[]) => void}} told @returns {Promise<void>} */
export async function copyText(value, words, told) {
  try {
    await navigator.clipboard.writeText(value);
    told.say(h("p", { class: "small" }, words.copied));
  } catch {
    told.say(h("p", { class: "small" }, words.copyFailed));
  }
}
