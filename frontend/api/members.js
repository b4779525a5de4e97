// What the members desk asks and sends: files, look-ups, post, data of one person; and what a member asks of their own. Never the page; wire.js fetches.
import { part, platform, reach, read } from "./wire.js";

/** @typedef {import("../lib/member-shapes.js").MemberPreview} MemberPreview */
/** @typedef {import("../lib/member-shapes.js").BranchPreview} BranchPreview */
/** @typedef {import("../lib/member-shapes.js").MemberView} MemberView */
/** @typedef {"members"|"branches"} What */

// A large file takes a while to arrive and to compare.
const UPLOAD_MS = 180000;

/** @param {What} what @param {Record<string, string>} wishes @param {Blob} file @returns {Promise<any>} */
async function send(what, wishes, file) {
  const headers = { Accept: "application/json", "Content-Type": "text/csv" };
  const options = /** @type {RequestInit} */ ({ method: "POST", credentials: "same-origin", headers, body: file });
  return read(await reach(`/api/v1/import/${what}?${new URLSearchParams(wishes)}`, options, UPLOAD_MS));
}

/** What a file would change; changes nothing. @param {What} what @param {Blob} file @param {boolean} complete @returns {Promise<any>} */
export const previewImport = (what, file, complete) => send(what, { dry_run: "true", complete: String(complete) }, file);
/** Imports exactly what the preview with this digest showed. @param {What} what @param {Blob} file @param {boolean} complete @param {string} digest @returns {Promise<any>} */
export const applyImport = (what, file, complete, digest) => send(what, { complete: String(complete), digest }, file);
/** The last imports. @returns {Promise<{imports: import("../lib/member-shapes.js").ImportLine[]}>} */
export const imports = () => platform("GET", "/staff/imports");

/** Members by number, address or part of a name. @param {string} text @returns {Promise<{members: import("../lib/member-shapes.js").DeskMember[], more: boolean}>} */
export const searchMembers = (text) => platform("POST", "/staff/members/search", { text });
/** One member; the look is noted. @param {string} id @returns {Promise<MemberView>} */
export const lookAtMember = (id) => platform("POST", `/staff/members/${part(id)}/look`);
/** Pauses somebody's letters until a day, or ends that with null. @param {string} id @param {string|null} until @returns {Promise<{until: string|null}>} */
export const pauseMember = (id, until) => platform("POST", `/staff/members/${part(id)}/pause`, { until });
/** Switches a stream of somebody's letters off or on. @param {string} id @param {string} stream @param {boolean} off @returns {Promise<{off: string[]}>} */
export const switchMail = (id, stream, off) => platform("POST", `/staff/members/${part(id)}/mail`, { stream, off });
/** Members whose mail came back. @returns {Promise<{members: import("../lib/member-shapes.js").MailStop[]}>} */
export const mailStops = () => platform("GET", "/staff/mail-stops");
/** Lets mail to a member go again. @param {string} id @returns {Promise<{members: import("../lib/member-shapes.js").MailStop[]}>} */
export const liftMailStop = (id) => platform("POST", `/staff/mail-stops/${part(id)}/lift`);
/** What the desk may hand over of a member's data. @param {string} id @returns {Promise<Record<string, unknown>>} */
export const exportMember = (id) => platform("POST", `/staff/members/${part(id)}/export`);
/** Erases a member for ever; the number is typed once more. @param {string} id @param {string} number @returns {Promise<{account_stays: boolean}>} */
export const eraseMember = (id, number) => platform("POST", `/staff/members/${part(id)}/erase`, { number });
/** Every kind of data, and how long it is kept. @returns {Promise<{kinds: import("../lib/member-shapes.js").RetentionKind[]}>} */
export const retention = () => platform("GET", "/staff/retention");
/** Everything that is kept about the signed-in member. @returns {Promise<Record<string, unknown>>} */
export const ownData = () => platform("GET", "/me/export");
