// What is to be done for rounds, as lines with a day and a mark, and the warning that members are asked too much. Never asks the server.
import { dayInWords } from "../lib/amsterdam.js";
import { openTasks } from "../lib/calendar.js";
import { h } from "./dom.js";
import { notice } from "./notice.js";

/** @typedef {typeof import("../text/calendar.nl.js").text} CalendarWords */
/** @typedef {import("../lib/calendar-shapes.js").Slot} Slot */
/** @typedef {import("../lib/calendar-shapes.js").Task} Task */
/** @typedef {import("../lib/calendar-shapes.js").Crowding} Crowding */
/** @typedef {{words: CalendarWords, language: "nl"|"en"}} Said */

/** The words of the calendar. @param {"nl"|"en"} language @returns {Promise<CalendarWords>} */
export async function calendarWords(language) {
  return (language === "nl" ? await import("../text/calendar.nl.js") : await import("../text/calendar.en.js")).text;
}

/** What a round is called in the calendar: by its day while it has no title. @param {Said} said @param {{title: string, opens_at: string|null}} round @returns {string} */
export const roundName = ({ words, language }, { title, opens_at }) => title || (opens_at === null ? words.untitled : words.untitledOf(dayInWords(opens_at, language)));

/** All tasks of one round, in order. @param {Said} said @param {Task[]} tasks @returns {HTMLElement} */
export function taskList(said, tasks) {
  return h("ul", { class: "tasks" }, tasks.map((task) => h("li", {}, taskLine(said, task))));
}

/** The first tasks of several rounds that people have to do, first due first. @param {Said} said @param {Slot[]} slots @param {number} most @returns {HTMLElement} */
export function firstTasks(said, slots, most) {
  const open = openTasks(slots).slice(0, most);
  if (open.length === 0) return h("p", {}, said.words.todoNone);
  return h("ul", { class: "tasks" }, open.map(({ slot, task }) => h("li", {},
    taskLine(said, task, h("a", { href: `/staf/rondes/${slot.round}` }, roundName(said, slot))))));
}

/** @param {Said} said @param {Task} task @param {HTMLElement} [round] @returns {HTMLElement} */
function taskLine({ words, language }, task, round) {
  const name = task.kind === "feedback" ? words.feedback(task.statement ?? 0) : words.kinds[task.kind];
  const when = task.due_on === null ? words.noDay : task.by_the_clock ? dayInWords(task.due_on, language) : words.until(dayInWords(task.due_on, language));
  return h("div", { class: "task" },
    h("span", { class: `tag ${task.status === "late" ? "tag-bad" : task.status === "next" ? "" : "tag-quiet"}` }, words.status[task.status]),
    h("span", {}, h("span", { class: "task-name" }, name), round && [" – ", round],
      h("span", { class: "soft small block" }, task.by_the_clock && (task.status === "next" || task.status === "ahead") ? `${when}, ${words.byTheClock}` : when)));
}

/** The warning that members would be asked too much, with the rounds that count; nothing where there is none. `names` tells what a branch is called. @param {Said} said @param {Crowding[]} crowding @param {(code: string) => string} names @returns {HTMLElement|null} */
export function crowdingNotice({ words, language }, crowding, names) {
  if (crowding.length === 0) return null;
  const called = (/** @type {import("../lib/calendar-shapes.js").NamedRound} */ one) => words.roundOf(one.title, one.opens_at === null ? words.noTimes : dayInWords(one.opens_at, language));
  const capital = (/** @type {string} */ sentence) => sentence.charAt(0).toUpperCase() + sentence.slice(1);
  const line = (/** @type {Crowding} */ one) => {
    const round = called(one.round);
    const said = one.reason === "too_soon"
      ? words.tooSoon({ round, days: one.number, other: called(one.with[0]), limit: one.limit })
      : words.tooMany({ round, number: one.number, limit: one.limit });
    return h("li", {}, capital(said),
      one.branches.length > 0 && ` ${words.crowdFor(one.branches.map(names).join(", "))}`,
      one.reason === "too_many" && h("details", {}, h("summary", {}, words.others), h("ul", { class: "details-body" }, one.with.map((other) => h("li", {}, capital(called(other)))))));
  };
  return notice("warn", words.crowdTitle, h("ul", { class: "stack close" }, crowding.map(line)), h("p", {}, words.crowdAdvice));
}
