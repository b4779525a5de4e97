// What the voting page asks after its first screen: open, ticket, cast, status, and what stands beside the vote. Never the page; wire.js fetches.
import { ballotBox, part, platform } from "./wire.js";

/** Opens a mailed round link: a session for this round only. @param {string} token @returns {Promise<import("../lib/shapes.js").BallotPaper>} */
export const openRoundLink = (token) => platform("POST", `/round-links/${part(token)}/open`);
/** Asks a signature on a blinded ticket. @param {string} id @param {string} blinded @returns {Promise<{signature: string}>} */
export const issueTicket = (id, blinded) => platform("POST", `/rounds/${part(id)}/ticket`, { blinded });
/** Says "not this time", or takes it back. @param {string} id @param {boolean} declined @returns {Promise<{declined: boolean}>} */
export const decline = (id, declined) => platform("POST", `/rounds/${part(id)}/decline`, { declined });
/** Puts a ballot in the box. @param {string} origin @param {string} id @param {import("../lib/ticket.js").Ballot} ballot @returns {Promise<{version: number}>} */
export const castBallot = (origin, id, ballot) => ballotBox(origin, `/rounds/${part(id)}/ballots`, ballot);
/** Which version the box holds; never answers. @param {string} origin @param {string} id @param {string} token @returns {Promise<{version: number, changes_left: number}>} */
export const ballotStatus = (origin, id, token) => ballotBox(origin, `/rounds/${part(id)}/status`, { token });
/** The statements this member wants to talk about; apart from any answer. @param {string} id @returns {Promise<{statements: number[]}>} */
export const interests = (id) => platform("GET", `/rounds/${part(id)}/interests`);
/** Says which statements this member wants to talk about. @param {string} id @param {number[]} statements @returns {Promise<{statements: number[]}>} */
export const setInterests = (id, statements) => platform("POST", `/rounds/${part(id)}/interests`, { statements });
/** Until when this member wants no mail about rounds. @returns {Promise<{until: string|null}>} */
export const pause = () => platform("GET", "/pause");
/** Wants no mail about rounds until a day, or wants it again with null. @param {string|null} until @returns {Promise<{until: string|null}>} */
export const setPause = (until) => platform("POST", "/pause", { until });
