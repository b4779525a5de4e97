// Sorting the calendar: what is to be done first, and which round is in which month. Pure: what is late is the server's word.
import { toLocal } from "./amsterdam.js";

/** @typedef {import("./calendar-shapes.js").Slot} Slot */
/** @typedef {import("./calendar-shapes.js").Task} Task */
/** @typedef {import("./calendar-shapes.js").Rhythm} Rhythm */

/** What people have to do, of all rounds, first due first: everything that is late, and what comes next. What the clock does is in it only when it is late. @param {Slot[]} slots @returns {{slot: Slot, task: Task}[]} */
export function openTasks(slots) {
  const wanted = (/** @type {Task} */ task) => task.status === "late" || (task.status === "next" && !task.by_the_clock);
  const all = slots.flatMap((slot) => slot.tasks.filter(wanted).map((task) => ({ slot, task })));
  const due = (/** @type {{task: Task}} */ { task }) => task.due_at?.slice(0, 10) ?? task.due_on ?? "9999";
  return all.sort((one, other) => due(one).localeCompare(due(other)));
}

/** Rounds by the month in which they open, in Amsterdam; those without times come first, in month null. @param {Slot[]} slots @returns {{month: string|null, slots: Slot[]}[]} */
export function byMonth(slots) {
  /** @type {{month: string|null, slots: Slot[]}[]} */
  const months = [];
  const sorted = [...slots].sort((one, other) => (one.opens_at ?? "").localeCompare(other.opens_at ?? ""));
  for (const slot of sorted) {
    const month = slot.opens_at === null ? null : toLocal(slot.opens_at).slice(0, 7);
    const last = months.at(-1);
    if (last !== undefined && last.month === month) last.slots.push(slot);
    else months.push({ month, slots: [slot] });
  }
  return months;
}

/** What a new rhythm begins with. */
export const USUAL = {
  first_day: "", weeks: "6", opens: "09:00", days_open: "10", closes: "20:00", days_to_result: "1", publishes: "12:00",
  statements_days: "21", review_days: "14", approval_days: "7", scheduling_days: "3", feedback_days: "42",
};
const WORDS = ["first_day", "opens", "closes", "publishes"];

/** The form of a rhythm, as typed; the usual one where there is none. @param {Rhythm|null} rhythm @returns {Record<string, string>} */
export function rhythmForm(rhythm) {
  if (rhythm === null) return { ...USUAL };
  return Object.fromEntries(Object.entries(rhythm).map(([name, value]) => [name, String(value)]));
}

/** The rhythm in a form, or the fields in which there is none. @param {Record<string, string>} form @returns {{rhythm: Rhythm, faults: string[]}} */
export function fromRhythmForm(form) {
  const whole = (/** @type {string} */ value) => (/^\d{1,3}$/.test(value.trim()) ? Number(value) : null);
  // Some browsers add seconds to a time.
  const read = (/** @type {[string, string]} */ [name, value]) => [name, WORDS.includes(name) ? value.slice(0, name === "first_day" ? 10 : 5) : whole(value)];
  const rhythm = Object.fromEntries(Object.entries(form).map(read));
  return { rhythm, faults: Object.keys(rhythm).filter((name) => rhythm[name] === null || rhythm[name] === "") };
}
