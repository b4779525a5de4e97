// Saving a text that this page made as a file. Never fetches.
import { h } from "./dom.js";

/** Lets the browser save words under a name. @param {string} name @param {string} words @param {string} [type] @returns {void} */
export function saveFile(name, words, type = "text/plain") {
  const url = URL.createObjectURL(new Blob([words], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
