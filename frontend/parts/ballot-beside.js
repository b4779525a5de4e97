// What stands beside the vote: not this time, a pause, and wanting to talk about a statement. Never an answer.
import * as api from "../api/voting.js";
import { dayInWords } from "../lib/amsterdam.js";
import { button, h } from "./dom.js";
import { liveRegion, messageScreen, notice } from "./notice.js";

/** @typedef {typeof import("../text/beside.nl.js").text} Words */
/** @typedef {{language: "nl"|"en", explain: (error: unknown) => Promise<string>}} Teller */

const PAUSES = [3, 6, 12];

/** "Not this time", with the way back and a pause. @param {Teller} stage @param {Words} text @param {() => void} undo @returns {HTMLElement} */
export function declinedScreen(stage, text, undo) {
  return messageScreen({ title: text.decline.title, tone: "info" },
    h("p", { class: "lead" }, text.decline.body),
    h("p", { class: "actions" }, button(text.decline.undo, undo, "button button-quiet")),
    pauseBlock(stage, text));
}

/** The day some months from a day, as "2027-03-01". @param {Date} day @param {number} months @returns {string} */
function monthsOn(day, months) {
  return new Date(Date.UTC(day.getFullYear(), day.getMonth() + months, 1)).toISOString().slice(0, 10);
}

/** A block that pauses the mail about rounds; asks by itself what holds now. @param {Teller} stage @param {{pause: Words["pause"]}} text @returns {HTMLElement} */
export function pauseBlock({ language, explain }, text) {
  const told = liveRegion();
  const days = PAUSES.map((months) => monthsOn(new Date(), months));
  const choice = (/** @type {string} */ value, /** @type {string} */ label) =>
    h("label", { class: "choice" }, h("input", { type: "radio", name: "pause", value }), h("span", {}, label));
  const list = h("div", { class: "choices" });
  const draw = (/** @type {string|null} */ until) => {
    const all = until !== null && !days.includes(until) ? [until, ...days] : days;
    list.replaceChildren(...all.map((day) => choice(day, dayInWords(day, language))), choice("", text.pause.none));
    /** @type {HTMLInputElement} */ (list.querySelector(`input[value="${until ?? ""}"]`)).checked = true;
  };
  const keep = async () => {
    const { value } = /** @type {HTMLInputElement} */ (list.querySelector("input:checked"));
    try {
      const { until } = await api.setPause(value || null);
      told.say(notice("good", null, h("p", {}, until ? text.pause.until(dayInWords(until, language)) : text.pause.off)));
    } catch (error) {
      told.say(notice("bad", null, h("p", {}, await explain(error))));
    }
  };
  draw(null);
  api.pause().then(({ until }) => draw(until), () => null);
  return h("section", { class: "card", "aria-labelledby": "pause-title" },
    h("h2", { id: "pause-title" }, text.pause.title),
    h("p", {}, text.pause.offer),
    h("fieldset", {}, h("legend", { class: "label" }, text.pause.legend), list),
    told.element,
    h("p", { class: "actions" }, button(text.pause.keep, () => void keep(), "button button-quiet")));
}

/**
 * The screen on which a member says which statements to talk about.
 * @param {Teller} stage @param {Words} text @param {{statements: import("../lib/shapes.js").Statement[], chosen: number[], keep: (numbers: number[]) => Promise<number[]>, back: () => void}} talk
 * @returns {HTMLElement}
 */
export function talkScreen({ explain }, text, { statements, chosen, keep, back }) {
  const told = liveRegion();
  const rows = statements.map(({ number, text: words }) => {
    const input = h("input", { type: "checkbox", name: "talk", value: number });
    input.checked = chosen.includes(number);
    return h("label", { class: "choice" }, input, h("span", {}, words));
  });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const numbers = [...form.querySelectorAll("input")].filter((one) => one.checked).map((one) => Number(one.value));
    try {
      told.say(notice("good", null, h("p", {}, text.talk.kept((await keep(numbers)).length))));
    } catch (error) {
      told.say(notice("bad", null, h("p", {}, await explain(error))));
    }
  };
  const form = h("form", { class: "stack", onsubmit: (/** @type {Event} */ event) => void submit(event) },
    h("fieldset", {}, h("legend", { class: "label" }, text.talk.legend), h("div", { class: "choices" }, rows)),
    told.element,
    h("div", { class: "ballot-actions" }, h("button", { class: "button" }, text.talk.keep), button(text.talk.back, back, "button-link")));
  return h("div", { class: "column" }, h("h1", { tabindex: "-1" }, text.talk.act), h("p", { class: "lead" }, text.talk.lead), form);
}
