// Messages in the page: notices, the error summary with links, a live status line. Never the sentences themselves.
import { fill, goTo, h, mark } from "./dom.js";

/** @typedef {import("./dom.js").Children} Children */
/** @typedef {{id: string|null, words: string}} Fault */

/** A box with a message. @param {"info"|"good"|"warn"|"bad"} tone @param {string|null} title @param {...Children} children @returns {HTMLElement} */
export function notice(tone, title, ...children) {
  return h("div", { class: `notice notice-${tone}` }, mark(tone), h("div", { class: "notice-words" }, title && h("p", { class: "notice-title" }, title), ...children));
}

/**
 * One message as a whole screen.
 * @param {{title: string, tone?: "info"|"good"|"warn"|"bad"}} head @param {...Children} children
 * @returns {HTMLElement}
 */
export function messageScreen({ title, tone }, ...children) {
  const heading = h("h1", { tabindex: "-1" }, title);
  return h("div", { class: "column" }, tone ? notice(tone, null, heading) : heading, ...children);
}

/** Lists what is wrong, with a link to each field, and takes the focus. @param {HTMLElement} place @param {string} title @param {Fault[]} faults @returns {void} */
export function showFaults(place, title, faults) {
  if (faults.length === 0) return fill(place);
  const summary = h("div", { class: "faults", role: "alert", tabindex: "-1" },
    h("h2", {}, title),
    h("ul", {}, faults.map(({ id, words }) => h("li", {}, id === null ? words : faultLink(id, words)))));
  fill(place, summary);
  goTo(summary);
}

/** @param {string} id @param {string} words @returns {HTMLElement} */
function faultLink(id, words) {
  const jump = (/** @type {Event} */ event) => {
    event.preventDefault();
    goTo(document.getElementById(id));
  };
  return h("a", { href: `#${id}`, onclick: jump }, words);
}

/** A line that screen readers speak when it changes. @returns {{element: HTMLElement, say: (...children: Children[]) => void}} */
export function liveRegion() {
  const element = h("div", { class: "live", role: "status", "aria-live": "polite" });
  return { element, say: (...children) => fill(element, ...children) };
}
