// What the workshop around a draft asks: advice on wording, versions, test readers. Never the page; wire.js fetches.
import { part, platform } from "./wire.js";

/** @typedef {import("../lib/workshop-shapes.js").Wording} Wording */
/** @typedef {import("../lib/workshop-shapes.js").Texts} Texts */
/** @typedef {import("../lib/workshop-shapes.js").TestLinks} TestLinks */
/** @typedef {import("../lib/workshop-shapes.js").TestDraft} TestDraft */

/** Advice on statements as they are typed; keeps nothing. @param {string|null} round @param {Texts[]} statements @returns {Promise<Wording>} */
export const lint = (round, statements) => platform("POST", "/staff/lint", { round, statements });
/** Passes over one remark, for exactly its text. @param {string} id @param {Texts[]} statements @param {{rule: string, statement: number|null, place: string}} remark @param {string|null} reason @returns {Promise<Wording>} */
export const overrule = (id, statements, { rule, statement, place }, reason) => platform("POST", `/staff/rounds/${part(id)}/lint/overrule`, { statements, rule, statement, place, reason });
/** The versions of a round's text, the last one first. @param {string} id @returns {Promise<{versions: import("../lib/workshop-shapes.js").Version[]}>} */
export const versions = (id) => platform("GET", `/staff/rounds/${part(id)}/versions`);
/** What a round said in one version. @param {string} id @param {number} version @returns {Promise<{version: number, draft: import("../lib/shapes.js").RoundDraft}>} */
export const versionText = (id, version) => platform("GET", `/staff/rounds/${part(id)}/versions/${version}`);
/** Brings the words of an old version back, over the version that was read. @param {string} id @param {number} version @param {number} current @returns {Promise<import("../lib/shapes.js").StaffRound>} */
export const restoreVersion = (id, version, current) => platform("POST", `/staff/rounds/${part(id)}/versions/${version}/restore`, { current });
/** Links for test readers, with what was written. @param {string} id @returns {Promise<TestLinks>} */
export const testLinks = (id) => platform("GET", `/staff/rounds/${part(id)}/test-links`);
/** Makes a link to the version that stands. @param {string} id @returns {Promise<TestLinks>} */
export const makeTestLink = (id) => platform("POST", `/staff/rounds/${part(id)}/test-links`);
/** Ends a link. @param {string} id @param {string} link @returns {Promise<TestLinks>} */
export const endTestLink = (id, link) => platform("POST", `/staff/rounds/${part(id)}/test-links/${part(link)}/end`);
/** Removes what one reader wrote. @param {string} id @param {string} reading @returns {Promise<TestLinks>} */
export const removeTestReading = (id, reading) => platform("POST", `/staff/rounds/${part(id)}/test-readings/${part(reading)}/remove`);
/** The draft behind a reader's link; changes nothing. @param {string} token @returns {Promise<TestDraft>} */
export const testDraft = (token) => platform("GET", `/test-links/${part(token)}`);
/** Sends what a reader wrote; the same id again takes the place of what was sent before. @param {string} token @param {{id: string, name: string|null, answers: import("../lib/workshop-shapes.js").TestAnswer[]}} reading @returns {Promise<TestDraft>} */
export const sendTestReading = (token, reading) => platform("POST", `/test-links/${part(token)}/readings`, reading);
