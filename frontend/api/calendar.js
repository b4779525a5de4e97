// What is asked about the calendar of the desk. Never the page; wire.js fetches.
import { part, platform } from "./wire.js";

/** @typedef {import("../lib/calendar-shapes.js").Calendar} Calendar */
/** @typedef {import("../lib/calendar-shapes.js").Occurrence} Occurrence */

/** The rounds of the year with what is to be done for each. @returns {Promise<Calendar>} */
export const calendar = () => platform("GET", "/staff/calendar");
/** What is to be done for one round. @param {string} id @returns {Promise<import("../lib/calendar-shapes.js").RoundTasks>} */
export const roundTasks = (id) => platform("GET", `/staff/rounds/${part(id)}/tasks`);
/** Sets the rhythm, in the place of any other. @param {import("../lib/calendar-shapes.js").Rhythm} rhythm @returns {Promise<Calendar>} */
export const setRhythm = (rhythm) => platform("PUT", "/staff/calendar/rhythm", rhythm);
/** Stops the rhythm. @param {string} from the first day without rounds @returns {Promise<Calendar>} */
export const stopRhythm = (from) => platform("POST", "/staff/calendar/rhythm/stop", { from });

/** @param {Occurrence} one @returns {string} */
const place = (one) => `/staff/calendar/rhythms/${part(one.rhythm)}/${one.number}`;

/** Skips a round of the rhythm. @param {Occurrence} one @param {string} reason @returns {Promise<Calendar>} */
export const skipRound = (one, reason) => platform("POST", `${place(one)}/skip`, { reason });
/** Takes a round up again that was skipped. @param {Occurrence} one @returns {Promise<Calendar>} */
export const restoreRound = (one) => platform("POST", `${place(one)}/restore`, {});
/** Moves a round to another day. @param {Occurrence} one @param {string} day @returns {Promise<Calendar>} */
export const moveRound = (one, day) => platform("POST", `${place(one)}/move`, { day });
