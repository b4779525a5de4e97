// The public lists of a round, asked from the ballot box without cookies and without a trace of where from. Never the page; wire.js fetches.
import { part, reach, read } from "./wire.js";

/** Address of a whole list. @param {string} origin @param {string} id @param {number} statement 1 … 4 @returns {string} */
export const listFile = (origin, id, statement) => `${origin}/box/v1/rounds/${part(id)}/lists/${statement}`;

/** The lines of one publication group in a list, with their proof: always all of them, so that nobody can tell who looks for which. @param {string} origin @param {string} id @param {number} statement @param {number} group @returns {Promise<import("../lib/shapes.js").ProvenRun>} */
export async function groupLines(origin, id, statement, group) {
  return read(await reach(`${listFile(origin, id, statement)}/groups/${group}`, { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", headers: { Accept: "application/json" } }));
}
