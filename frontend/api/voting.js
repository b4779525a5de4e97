// What the voting page asks after its first screen: open, ticket, cast and status. Never the page; wire.js fetches.
import { ballotBox, part, platform } from "./wire.js";

/** Opens a mailed round link: a session for this round only. @param {string} token @returns {Promise<import("../lib/shapes.js").BallotPaper>} */
export const openRoundLink = (token) => platform("POST", `/round-links/${part(token)}/open`);
/** Asks a signature on a blinded ticket. @param {string} id @param {string} blinded @returns {Promise<{signature: string}>} */
export const issueTicket = (id, blinded) => platform("POST", `/rounds/${part(id)}/ticket`, { blinded });
/** Puts a ballot in the box. @param {string} origin @param {string} id @param {import("../lib/ticket.js").Ballot} ballot @returns {Promise<{version: number}>} */
export const castBallot = (origin, id, ballot) => ballotBox(origin, `/rounds/${part(id)}/ballots`, ballot);
/** Which version the box holds; never answers. @param {string} origin @param {string} id @param {string} token @returns {Promise<{version: number, changes_left: number}>} */
export const ballotStatus = (origin, id, token) => ballotBox(origin, `/rounds/${part(id)}/status`, { token });
