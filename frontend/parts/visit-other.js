// What a visit does when another device or tab was first: take over its code, settle a clash. Loaded when needed, never draws.
import { Refusal } from "../api/wire.js";
import { adopted, overruling } from "../lib/clash.js";
import { readCode } from "../lib/code.js";
import { fetchTicket } from "../lib/sending.js";
import { confirmed } from "../lib/voting.js";

/** @typedef {import("./visit.js").Visit} Visit */

/** Takes over the vote of another device by its code. @param {Visit} visit @param {string} typed @returns {Promise<"empty"|"length"|"letters"|"check"|"foreign"|null>} what is wrong with it */
export async function adopt(visit, typed) {
  const where = await visit.check();
  const read = await readCode(typed);
  if (read.code === null) return read.wrong;
  const { version } = await visit.status(read.code);
  try {
    visit.keep(adopted(read.code, await fetchTicket(read.code, where, { issueTicket: visit.issue }), version));
  } catch (error) {
    if (error instanceof Refusal && error.code === "ticket_already_issued") return "foreign";
    throw error;
  }
  visit.boxVersion = version;
  return null;
}

/** Settles a clash: sends this device's answers over the other, or drops them. @param {Visit} visit @param {"mine"|"theirs"} choice @returns {Promise<void>} */
export async function settle(visit, choice) {
  const { version } = await visit.status();
  if (visit.saved) visit.keep(choice === "mine" ? overruling(visit.saved, version) : confirmed(visit.saved, version));
}

/** Forgets a code that never became a ticket, because another one did. @param {Visit} visit @returns {void} */
export function dropCode(visit) {
  visit.drop();
  if (visit.paper) visit.paper.ticket_issued = true;
}
