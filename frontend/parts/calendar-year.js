// The rounds of the year by month, each with its tasks and what can be changed about its day. Never asks the server.
import { dayInWords, shortMoment } from "../lib/amsterdam.js";
import { byMonth } from "../lib/calendar.js";
import { button, h } from "./dom.js";
import { field } from "./field.js";
import { roundName, taskList } from "./task-list.js";

/** @typedef {import("../lib/calendar-shapes.js").Slot} Slot */
/** @typedef {import("../lib/calendar-shapes.js").Occurrence} Occurrence */
/** @typedef {import("./task-list.js").Said} Said */
/** @typedef {{move: (one: Occurrence, day: string, id: string) => void, skip: (one: Occurrence, reason: string, id: string) => void, restore: (one: Occurrence) => void}} Acts */
/** @typedef {Said & {states: Record<import("../lib/shapes.js").RoundState, string>, acts: Acts, rhythmic: boolean}} YearStage rhythmic: there is a rhythm, so what is outside it is worth a word */

/** All months that have rounds. @param {YearStage} stage @param {Slot[]} slots @returns {HTMLElement} */
export function yearList(stage, slots) {
  const { words, language } = stage;
  const name = new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  return h("div", { class: "year" }, byMonth(slots).map(({ month, slots: own }) =>
    h("section", { class: "month" },
      h("h3", { class: "month-name" }, month === null ? words.noTimes : name.format(new Date(`${month}-15T12:00:00Z`))),
      h("ul", { class: "cards" }, own.map((slot) => h("li", {}, slotCard(stage, slot)))))));
}

/** @param {YearStage} stage @param {Slot} slot @returns {HTMLElement} */
function slotCard(stage, slot) {
  const { words, language, states } = stage;
  const { occurrence: one, tasks } = slot;
  const skipped = one?.skipped ?? null;
  const gone = skipped !== null && slot.round === null;
  const late = tasks.some(({ status }) => status === "late");
  const done = tasks.filter(({ status }) => status === "done").length;
  const moved = one !== null && slot.opens_at !== null && dayInWords(one.in_rhythm, language) !== dayInWords(slot.opens_at, language);
  const told = h("div", { class: "stack close" },
    h("p", { class: "tags" },
      slot.round === null && !gone && h("span", { class: "tag tag-quiet" }, words.toCome),
      slot.state && h("span", { class: slot.state === "open" ? "tag" : "tag tag-quiet" }, states[slot.state]),
      late && h("span", { class: "tag tag-bad" }, words.status.late),
      skipped !== null && h("span", { class: "tag tag-quiet" }, words.skipped),
      moved && one && h("span", { class: "tag tag-quiet" }, words.movedFrom(dayInWords(one.in_rhythm, language))),
      one === null && stage.rhythmic && h("span", { class: "tag tag-quiet" }, words.outside),
      slot.scope.map((name) => h("span", { class: "tag tag-quiet" }, name))),
    h("h4", {}, slot.round === null ? openingDay(stage, slot) : h("a", { href: `/staf/rondes/${slot.round}` }, roundName(stage, slot))),
    !gone && slot.opens_at && slot.closes_at && h("p", { class: "soft small" },
      h("span", { class: "block" }, words.span(shortMoment(slot.opens_at, language), shortMoment(slot.closes_at, language))),
      slot.publishes_at && h("span", { class: "block" }, words.result(shortMoment(slot.publishes_at, language)))),
    skipped !== null && h("p", { class: "small" }, words.skippedWhy(skipped)));
  const more = h("div", { class: "stack close" },
    tasks.length > 0 && h("details", {}, h("summary", {}, words.tasks(done, tasks.length)), h("div", { class: "details-body" }, taskList(stage, tasks))),
    one?.may_change && (skipped === null ? changes(stage, slot, one) : h("p", { class: "actions" }, button(words.restore, () => stage.acts.restore(one), "button button-quiet"))));
  return h("div", { class: `card slot ${gone ? "card-gone" : ""}` }, told, more);
}

/** @param {YearStage} stage @param {Slot} slot @returns {string} */
function openingDay({ words, language }, slot) {
  return slot.opens_at === null ? words.noTimes : dayInWords(slot.opens_at, language);
}

/** @param {YearStage} stage @param {Slot} slot @param {Occurrence} one @returns {HTMLElement} */
function changes(stage, slot, one) {
  const { words, acts } = stage;
  const [day, reason] = ["day", "reason"].map((part) => `${part}-${one.rhythm.slice(0, 8)}-${one.number}`);
  const value = (/** @type {string} */ id) => /** @type {HTMLInputElement} */ (document.getElementById(id)).value.trim();
  const form = (/** @type {() => void} */ act, /** @type {HTMLElement[]} */ ...content) =>
    h("form", { class: "stack close", novalidate: true, onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), act()) }, ...content);
  return h("details", {},
    h("summary", {}, words.change, h("span", { class: "hidden-text" }, words.changeOne(openingDay(stage, slot)))),
    h("div", { class: "details-body" },
      form(() => acts.move(one, value(day), day),
        field({ id: day, label: words.moveTo, hint: words.moveHint, type: "date", attributes: { class: "input-short" } }),
        h("p", { class: "actions" }, h("button", { class: "button button-quiet" }, words.move))),
      form(() => acts.skip(one, value(reason), reason),
        field({ id: reason, label: words.skipReason, hint: words.skipHint }),
        h("p", { class: "actions" }, h("button", { class: "button button-quiet" }, words.skip)))));
}
