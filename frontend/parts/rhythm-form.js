// The rhythm in a sentence, the form in which it is set, and stopping it. Never saves.
import { typed } from "./choice.js";
import { fill, h } from "./dom.js";
import { inputId } from "./staff-form.js";

/** @typedef {import("../lib/calendar-shapes.js").Rhythm} Rhythm */
/** @typedef {import("./task-list.js").Said} Said */
/** @typedef {Record<string, string>} Form as typed */
/** @typedef {keyof typeof import("../text/calendar.nl.js").text.fields} RhythmField */

/** The weekday of a day in words; nothing for what is no day. @param {string} day @param {"nl"|"en"} language @returns {string} */
function weekday(day, language) {
  const date = new Date(`${day}T12:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(date.valueOf())) return "";
  return new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", { weekday: "long", timeZone: "UTC" }).format(date);
}

/** The rhythm in a sentence. @param {Said} said @param {Rhythm} rhythm @returns {string} */
export function rhythmSentence({ words, language }, rhythm) {
  return words.rhythmSays({ weeks: rhythm.weeks, weekday: weekday(rhythm.first_day, language), opens: rhythm.opens.replace(/^0/, ""), days: rhythm.days_open });
}

const NUMBER = { inputmode: "numeric", class: "input-short" };

/** The form of a rhythm; typing goes straight into the model. @param {Said} said @param {Form} form @param {() => void} save @returns {HTMLElement} */
export function rhythmFields({ words, language }, form, save) {
  const note = h("p", { class: "field-hint", role: "status" });
  const tell = () => fill(note, weekday(form.first_day, language) ? words.weekday(weekday(form.first_day, language)) : words.weekdayHint);
  const day = typed(form, "first_day", { label: words.fields.first_day, type: "date", attributes: { class: "input-short" } }, tell);
  day.append(note);
  tell();
  const number = (/** @type {RhythmField} */ name) => typed(form, name, { label: words.fields[name], attributes: NUMBER });
  const time = (/** @type {RhythmField} */ name) => typed(form, name, { label: words.fields[name], type: "time", attributes: { class: "input-short" } });
  const group = (/** @type {string} */ legend, /** @type {HTMLElement[]} */ ...content) =>
    h("fieldset", {}, h("legend", { class: "label" }, legend), h("div", { class: "column-pair" }, ...content));
  return h("form", { class: "stack rhythm", novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), save()) },
    group(words.howOften, day, number("weeks")),
    group(words.howLong, time("opens"), number("days_open"), time("closes"), number("days_to_result"), time("publishes")),
    h("details", {}, h("summary", {}, words.ready),
      h("div", { class: "details-body" }, h("p", { class: "field-hint" }, words.readyHint),
        h("div", { class: "column-pair" }, ...(/** @type {RhythmField[]} */ (["statements_days", "review_days", "approval_days", "scheduling_days", "feedback_days"])).map(number)))),
    h("p", { class: "actions" }, h("button", { class: "button" }, words.set)));
}

/** The form in which the rhythm is stopped. @param {Said} said @param {Form} form @param {() => void} stop @returns {HTMLElement} */
export function stopFields({ words }, form, stop) {
  return h("form", { class: "stack close", novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), stop()) },
    typed(form, "from", { label: words.stopFrom, hint: words.stopHint, type: "date", attributes: { class: "input-short" } }),
    h("p", { class: "actions" }, h("button", { class: "button button-bad" }, words.stop)));
}

/** The id of a field of the form. @param {string} name @returns {string} */
export const rhythmInput = (name) => inputId(name);
