// The report of a conversation for who reads it, with a note of who was there and a reaction of any member. Never whose they are.
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
export function noteForm(stage, door, note) {
  return besideForm(stage, "note", note, async (words) => (await api.addNote(door, words)).contribution);
}

/** The form in which any member reacts to the report; an empty reaction takes the one before away. @param {ConversationStage} stage @param {string} id @returns {HTMLElement} */
export function reactionForm(stage, id) {
  return besideForm(stage, "reaction", null, async (words) => (await api.react(id, words)).contribution);
}

/** @param {ConversationStage} stage @param {"note"|"reaction"} kind @param {string|null} before @param {(words: string) => Promise<unknown>} send what was written, or null when it was taken away @returns {HTMLElement} */
function besideForm({ text, explain }, kind, before, send) {
  const words = text.beside[kind];
  const told = liveRegion();
  const typed = field({ id: kind, label: words.label, rows: 4, value: before ?? "", max: LONGEST, counter: text.left });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const written = /** @type {HTMLTextAreaElement} */ (typed.querySelector("textarea")).value.trim();
    if ([...written].length > LONGEST) return told.say(notice("bad", null, h("p", {}, text.tooLong)));
    try {
      told.say(notice("good", null, h("p", {}, (await send(written)) ? words.kept : words.gone)));
    } catch (error) {
      told.say(notice("bad", null, h("p", {}, await explain(error))));
    }
  };
  return h("form", { class: "card", novalidate: true, onsubmit: (/** @type {Event} */ event) => void submit(event) },
    h("h2", {}, words.title),
    h("p", {}, words.body),
    typed,
    told.element,
    h("p", { class: "actions" }, h("button", { class: "button button-quiet" }, words.keep)));
}
