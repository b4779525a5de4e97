// Pages that only tell: a title, a lead, and sections of paragraphs and lists. Never anything that acts.
import { fill, h } from "./dom.js";
import { notice } from "./notice.js";
import { startPage } from "./stage.js";

/** @typedef {{title: string, lead: string, promise?: string, sections: {title: string, body: string[], list?: string[], link?: {href: string, words: string}}[]}} Prose */

/** Shows a telling page in both languages. @param {import("./stage.js").TextSets<Prose>} sets @returns {Promise<void>} */
export function startProse(sets) {
  return startPage(sets, ({ main, text, title }) => {
    title(text.title);
    fill(main,
      h("article", { class: "column" },
        h("div", { class: "stack close" }, h("h1", {}, text.title), h("p", { class: "lead" }, text.lead)),
        text.promise && notice("info", text.promise),
        text.sections.map((section) =>
          h("section", { class: "stack close" },
            h("h2", {}, section.title),
            section.body.map((words) => h("p", {}, words)),
            section.list && h("ul", { class: "stack close" }, section.list.map((words) => h("li", {}, words))),
            section.link && h("p", {}, h("a", { href: section.link.href }, section.link.words))))));
  });
}
