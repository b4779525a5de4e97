// What a visit does when another device or tab was first: take over its code, settle a clash. Loaded when needed, never draws.
import { Refusal } from "../api/wire.js";
import { adopted, confirmed, overruling } from "../lib/voting.js";

/** @typedef {import("./visit.js").Visit} Visit */

/** Takes over the vote of another device by its code. @param {Visit} visit @param {string} typed @returns {Promise<"empty"|"length"|"letters"|"check"|"foreign"|null>} what is wrong with it */
export async function adopt(visit, typed) {
  const [{ readCode }, { fetchTicket }, where] = await Promise.all([import("../lib/code.js"), import("../lib/sending.js"), visit.check()]);
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
