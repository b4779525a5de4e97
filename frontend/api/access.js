// What is asked about who works with the platform: by admins, and by who was invited. Never the page; wire.js fetches.
import { part, platform } from "./wire.js";

/** @typedef {import("../lib/desk-shapes.js").AccessList} AccessList */
/** @typedef {import("../lib/desk-shapes.js").RoleForm} RoleForm */

/** Everybody who works with the platform. @returns {Promise<AccessList>} */
export const colleagues = () => platform("GET", "/staff/access");
/** Invites somebody by mail. @param {{email: string, name: string, roles: RoleForm[]}} invitation @returns {Promise<AccessList>} */
export const invite = (invitation) => platform("POST", "/staff/access", invitation);
/** Gives somebody exactly these roles. @param {string} id @param {RoleForm[]} roles @returns {Promise<AccessList>} */
export const setRoles = (id, roles) => platform("PUT", `/staff/access/${part(id)}/roles`, { roles });
/** Switches an account off or on. @param {string} id @param {boolean} on @returns {Promise<AccessList>} */
export const switchAccount = (id, on) => platform("POST", `/staff/access/${part(id)}/switch`, { on });
/** Ends all sessions of somebody. @param {string} id @returns {Promise<AccessList>} */
export const endSessions = (id) => platform("POST", `/staff/access/${part(id)}/sign-out`);
/** Sends a new invitation; an old second factor is worth nothing from then on. @param {string} id @returns {Promise<AccessList>} */
export const inviteAgain = (id) => platform("POST", `/staff/access/${part(id)}/invitation`);
/** What an invitation is about; changes nothing. @param {string} token @returns {Promise<import("../lib/desk-shapes.js").Welcome>} */
export const openWelcome = (token) => platform("POST", `/staff-invitations/${part(token)}/open`);
/** Accepts an invitation, with digits from the app where a second factor is needed. @param {string} token @param {string|null} code @returns {Promise<import("../lib/desk-shapes.js").Accepted>} */
export const acceptWelcome = (token, code) => platform("POST", `/staff-invitations/${part(token)}/accept`, { code });
/** New recovery codes in the place of all earlier ones. @param {string} code digits from the app @returns {Promise<{recovery_codes: string[]}>} */
export const newRecoveryCodes = (code) => platform("POST", "/me/recovery-codes", { code });
