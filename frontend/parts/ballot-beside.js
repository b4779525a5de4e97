// What stands beside the vote: not this time, a pause, and wanting to talk about a statement. Never an answer.
import { interests, pause, setDeclined, setInterests, setPause } from "../api/beside.js";
import { dayInWords } from "../lib/amsterdam.js";
import { text as dutch } from "../text/beside.nl.js";
import { button, h } from "./dom.js";
import { liveRegion, messageScreen, notice } from "./notice.js";

/** @typedef {typeof dutch} Words */
/** @typedef {import("./ballot-path.js").Path} Path */
/** @typedef {{language: "nl"|"en", explain: (error: unknown) => Promise<string>}} Teller */

const PAUSES = [3, 6, 12];

/** The words of these screens; the English ones come when they are asked for. @param {"nl"|"en"} language @returns {Promise<Words>} */
export const words = async (language) => (language === "nl" ? dutch : (await import("../text/beside.en.js")).text);

/** Says "not this time", or takes it back. @param {Path} path @param {Words} words @param {boolean} declined @returns {Promise<void>} */
export async function decline({ visit, desk, goOn }, words, declined) {
  try {
    await visit.open();
    await visit.ensureMine();
    const answer = await setDeclined(visit.round.id, declined);
    if (visit.paper) visit.paper.declined = answer.declined;
    goOn();
  } catch (error) {
    await desk.fail(error, goOn);
  }
}

/** "Not this time", with the way back and a pause. @param {Path} path @param {Words} words @returns {void} */
export function declined(path, words) {
  const { desk } = path;
  const screen = messageScreen({ title: words.decline.title, tone: "info" },
    h("p", { class: "lead" }, words.decline.body),
    h("p", { class: "actions" }, button(words.decline.undo, () => void decline(path, words, false), "button button-quiet")),
    pauseBlock(desk.stage(), words));
  desk.show(screen, words.decline.title, () => void desk.beside((_, other) => declined(path, other)));
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
      const { until } = await setPause(value || null);
      told.say(notice("good", null, h("p", {}, until ? text.pause.until(dayInWords(until, language)) : text.pause.off)));
    } catch (error) {
      told.say(notice("bad", null, h("p", {}, await explain(error))));
    }
  };
  draw(null);
  pause().then(({ until }) => draw(until), () => null);
  return h("section", { class: "card", "aria-labelledby": "pause-title" },
    h("h2", { id: "pause-title" }, text.pause.title),
    h("p", {}, text.pause.offer),
    h("fieldset", {}, h("legend", { class: "label" }, text.pause.legend), list),
    told.element,
    h("p", { class: "actions" }, button(text.pause.keep, () => void keep(), "button button-quiet")));
}

/** The screen on which a member says which statements to talk about. @param {Path} path @param {Words} words @returns {Promise<void>} */
export async function talk(path, words) {
  const { visit, desk, goOn } = path;
  try {
    await visit.ensureMine();
    const { statements } = await interests(visit.round.id);
    desk.show(talkScreen(path, words, statements), words.talk.act, () => void desk.beside((_, other) => talk(path, other)));
  } catch (error) {
    await desk.fail(error, goOn);
  }
}

/** @param {Path} path @param {Words} words @param {number[]} chosen @returns {HTMLElement} */
function talkScreen({ visit, desk, goOn }, { talk: words }, chosen) {
  const told = liveRegion();
  const rows = visit.statements.map(({ number, text }) => {
    const input = h("input", { type: "checkbox", name: "talk", value: number });
    input.checked = chosen.includes(number);
    return h("label", { class: "choice" }, input, h("span", {}, text));
  });
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const numbers = [...form.querySelectorAll("input")].filter((one) => one.checked).map((one) => Number(one.value));
    try {
      await visit.ensureMine();
      const { statements } = await setInterests(visit.round.id, numbers);
      told.say(notice("good", null, h("p", {}, words.kept(statements.length))));
    } catch (error) {
      told.say(notice("bad", null, h("p", {}, await desk.stage().explain(error))));
    }
  };
  const form = h("form", { class: "stack", onsubmit: (/** @type {Event} */ event) => void submit(event) },
    h("fieldset", {}, h("legend", { class: "label" }, words.legend), h("div", { class: "choices" }, rows)),
    told.element,
    h("div", { class: "ballot-actions" }, h("button", { class: "button" }, words.keep), button(words.back, goOn, "button-link")));
  return h("div", { class: "column" }, h("h1", { tabindex: "-1" }, words.act), h("p", { class: "lead" }, words.lead), form);
}
