// The report at the desk: writing, publishing, and reading what members wrote beside it. Never whose that is.
import * as api from "../api/conversations.js";
import { dayInWords } from "../lib/amsterdam.js";
import { button, fill, goTo, h } from "./dom.js";
import { field } from "./field.js";
import { liveRegion, notice } from "./notice.js";
import { askSure } from "./sure.js";

/** @typedef {import("./staff-conversation-form.js").DeskStage} DeskStage */
/** @typedef {import("../lib/conversation-shapes.js").DeskReport} DeskReport */
/** @typedef {import("../lib/conversation-shapes.js").Contribution} Contribution */

/** Longest report, in characters. */
const LONGEST = 20000;

/** The desk of a report; it fills itself. @param {DeskStage} stage @param {string} id @returns {HTMLElement} */
export function reportDesk(stage, id) {
  const { text } = stage;
  const told = liveRegion();
  const place = h("div", { class: "stack" });
  /** @type {string|null} */
  let unsaved = null;
  const run = async (/** @type {() => Promise<DeskReport>} */ act, /** @type {string|null} */ words) => {
    try {
      draw(await act());
      told.say(words && notice("good", words));
      if (words) goTo(told.element);
    } catch (error) {
      told.say(notice("bad", null, h("p", {}, await stage.explain(error))));
      goTo(told.element);
    }
  };
  const write = async (/** @type {DeskReport} */ report) => {
    const written = await api.writeReport(id, report.version, unsaved ?? report.text);
    unsaved = null;
    return written;
  };
  const publish = async (/** @type {DeskReport} */ report) => {
    if (unsaved !== null) await write(report);
    return api.publishReport(id);
  };
  const draw = (/** @type {DeskReport} */ report) => fill(place,
    reportForm(stage, report, unsaved ?? report.text, (words) => (unsaved = words), () => void run(() => write(report), text.report.saved)),
    report.version > 0 && report.published_at === null && h("p", { class: "actions" }, button(text.report.publish, () =>
      askSure({ title: text.sureTitle, body: text.report.publishSure, act: text.report.publish, stay: text.stay }, () => void run(() => publish(report), text.report.published)))),
    ...[...contributions(stage, text.report.notes, report.notes), ...contributions(stage, text.report.reactions, report.reactions)]);
  /** @param {DeskStage} stage @param {string} title @param {Contribution[]} list @returns {HTMLElement[]} */
  function contributions({ text: { report: words } }, title, list) {
    if (list.length === 0) return [];
    const line = (/** @type {Contribution} */ one) => h("li", {},
      h("blockquote", {}, one.text),
      h("p", { class: "actions" },
        h("span", { class: one.shown ? "tag" : "tag tag-quiet" }, one.shown === null ? words.waits : one.shown ? words.shown : words.hidden),
        one.shown !== true && button(words.show, () => void run(() => api.moderate(id, one.id, true), null), "button-link"),
        one.shown !== false && button(words.hide, () => void run(() => api.moderate(id, one.id, false), null), "button-link")));
    return [h("section", { class: "stack close" }, h("h3", {}, title), h("ul", { class: "people" }, list.map(line)))];
  }
  void run(() => api.deskReport(id), null);
  return h("section", { class: "card" }, h("h2", {}, text.report.title), told.element, place);
}

/** @param {DeskStage} stage @param {DeskReport} report @param {string} value @param {(words: string) => void} oninput @param {() => void} save @returns {HTMLElement} */
function reportForm({ text, language }, report, value, oninput, save) {
  const typed = field({ id: "report-text", label: text.report.text, hint: text.report.hint, rows: 12, value, max: LONGEST, counter: text.left, oninput });
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    save();
  };
  return h("form", { class: "stack", novalidate: true, onsubmit: submit },
    report.published_at && h("p", { class: "soft" }, text.report.publishedOn(dayInWords(report.published_at, language))),
    typed,
    h("p", { class: "actions" }, h("button", { class: "button button-quiet" }, text.report.save)));
}
