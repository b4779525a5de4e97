// What is asked about the post of a round: by the desk. Never the page; wire.js fetches.
import { part, platform } from "./wire.js";

/** @typedef {"green"|"amber"|"red"} Level */
/** @typedef {{checked_at: string, verdict: Level, findings: {name: string, level: Level}[], overruled: string|null}} Preflight */
/** @typedef {{domain: string|null, sent: number, waiting: number, failed: number, unknown: number, bounced: number}} Fared */
/** @typedef {{members: number, reached: number, no_address: number, stopped: number, unsubscribed: number, paused: number}} Reach */
/** @typedef {{check: boolean, pause: boolean, trial: boolean, overrule: boolean, paper: boolean}} MayPost */
/** @typedef {{round: string, title: string, state: import("../lib/shapes.js").RoundState, preflight: Preflight|null, held_up: boolean, reach: Reach, letters: Record<string, Record<string, number>>, fared: Fared, domains: Fared[], paused: boolean, previews: string[], may: MayPost}} Post */
/** @typedef {{member: string, name: string, branch: string, link: string}} PaperLetter */
/** @typedef {{title: string, purpose: "besluiten"|"adviseren"|"ophalen"|null, closes_at: string|null, letters: PaperLetter[]}} Pile */

/** @param {string} id @returns {string} */
const at = (id) => `/staff/rounds/${part(id)}`;

/** Whether mail is in order, who is reached, how letters fare. @param {string} id @returns {Promise<Post>} */
export const roundPost = (id) => platform("GET", `${at(id)}/post`);
/** Looks at mail now. @param {string} id @returns {Promise<Post>} */
export const checkPost = (id) => platform("POST", `${at(id)}/post/check`);
/** Lets letters wait, or go again. @param {string} id @param {boolean} paused @returns {Promise<Post>} */
export const pausePost = (id, paused) => platform("POST", `${at(id)}/post/pause`, { paused });
/** Sends the invitation as it will look to one's own address. @param {string} id @returns {Promise<Post>} */
export const sendTrial = (id) => platform("POST", `${at(id)}/post/trial`);
/** Lets the round open while mail is not in order. @param {string} id @param {string} reason @returns {Promise<Post>} */
export const overrulePost = (id, reason) => platform("POST", `${at(id)}/post/overruling`, { reason });
/** One mail of the round as text. @param {string} id @param {string} kind @returns {Promise<{subject: string, text: string}>} */
export const previewText = (id, kind) => platform("GET", `${at(id)}/letters/${part(kind)}`);
/** Address of the same mail in HTML, for a locked frame. @param {string} id @param {string} kind @returns {string} */
export const previewPage = (id, kind) => `/api/v1${at(id)}/letters/${part(kind)}/html`;
/** Letters on paper for members without an address, or for one of them. @param {string} id @param {string|null} member @returns {Promise<Pile>} */
export const paperLetters = (id, member) => platform("POST", `${at(id)}/paper-letters`, { member });
