// The report of a conversation for who reads it, and a note beside it of who was there. Never whose a note is.
import * as api from "../api/conversations.js";
import { dayInWords } from "../lib/amsterdam.js";
import { h, paragraphs } from "./dom.js";
import { field } from "./field.js";
import { liveRegion, notice } from "./notice.js";

/** @typedef {import("./conversation-facts.js").ConversationStage} ConversationStage */

/** Longest note, in characters. */
const LONGEST = 1000;

/** What was said, and what was written beside it. @param {ConversationStage} stage @param {import("../lib/conversation-shapes.js").Report} report @returns {HTMLElement} */
export function reportBlock({ text, language }, report) {
  const published = report.published_at ?? report.changed_at;
  const beside = (/** @type {string} */ title, /** @type {string[]} */ list) => list.length > 0 && h("section", { class: "stack close" }, h("h3", {}, title), list.map((words) => h("blockquote", {}, paragraphs(words))));
  return h("section", { class: "card", "aria-labelledby": "report" },
    h("h2", { id: "report" }, text.report),
    h("p", { class: "small soft" }, text.reportOf(dayInWords(published, language)), report.changed_at > published && ` ${text.reportChanged(dayInWords(report.changed_at, language))}`),
    paragraphs(report.text),
    beside(text.notes, report.notes),
    beside(text.reactions, report.reactions));
}

/** The form in which somebody who was there adds to the report; an empty note takes it away. @param {ConversationStage} stage @param {api.Door} door @param {string|null} note @returns {HTMLElement} */
export function noteForm({ text, explain }, door, note) {
  const told = liveRegion();
  const typed = field({ id: "note", label: text.note, rows: 4, value: note ?? "", max: LONGEST, counter: text.left });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const words = /** @type {HTMLTextAreaElement} */ (typed.querySelector("textarea")).value.trim();
    if ([...words].length > LONGEST) return told.say(notice("bad", null, h("p", {}, text.tooLong)));
    try {
      const { contribution } = await api.addNote(door, words);
      told.say(notice("good", null, h("p", {}, contribution ? text.noteKept : text.noteGone)));
    } catch (error) {
      told.say(notice("bad", null, h("p", {}, await explain(error))));
    }
  };
  return h("form", { class: "card", novalidate: true, onsubmit: (/** @type {Event} */ event) => void submit(event) },
    h("h2", {}, text.noteTitle),
    h("p", {}, text.noteBody),
    typed,
    told.element,
    h("p", { class: "actions" }, h("button", { class: "button button-quiet" }, text.noteKeep)));
}
