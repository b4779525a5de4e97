// What is asked about the audit trail. Never the page; wire.js fetches.
import { part, platform } from "./wire.js";

/** A page of lines, the newest first; only the wishes that are filled in count. @param {Record<string, string>} wishes @returns {Promise<import("../lib/desk-shapes.js").AuditLines>} */
export const auditLines = (wishes) => platform("GET", `/staff/audit?${new URLSearchParams(Object.entries(wishes).filter(([, value]) => value !== ""))}`);
/** What can be looked for, and the last line. @returns {Promise<import("../lib/desk-shapes.js").AuditChoices>} */
export const auditChoices = () => platform("GET", "/staff/audit/choices");
/** The last lines about one thing. @param {"round"|"conversation"} kind @param {string} id @returns {Promise<import("../lib/desk-shapes.js").AuditLines>} */
export const auditAbout = (kind, id) => platform("GET", `/desk/audit/${kind}/${part(id)}`);
/** Address of the whole trail as a file. */
export const AUDIT_FILE = "/api/v1/staff/audit.csv";
