// Lists of conversations elsewhere: on the first page and with a round. Never one conversation's own page.
import { momentInWords } from "../lib/amsterdam.js";
import { h } from "./dom.js";

/** @typedef {{id: string, title: string, starts_at: string, tag: string, quiet: boolean}} Line */

/** A titled list of cards that lead to each conversation; null when there are none. @param {{language: "nl"|"en"}} stage @param {string} title @param {Line[]} lines @returns {HTMLElement|null} */
export function conversationCards({ language }, title, lines) {
  if (lines.length === 0) return null;
  return h("section", { class: "stack" },
    h("h2", {}, title),
    h("ul", { class: "cards" }, lines.map((one) =>
      h("li", {}, h("a", { class: "card card-link close", href: `/gesprek/${one.id}` },
        h("p", { class: "tags" }, h("span", { class: one.quiet ? "tag tag-quiet" : "tag" }, one.tag)),
        h("h3", {}, one.title),
        h("p", { class: "soft" }, momentInWords(one.starts_at, language)))))));
}
