// What is asked about programs of others. Never the page; wire.js fetches.
import { part, platform } from "./wire.js";

/** All clients. @returns {Promise<import("../lib/desk-shapes.js").ClientList>} */
export const clients = () => platform("GET", "/staff/api-clients");
/** Makes a client; its secret comes back this once. @param {{name: string, scopes: string[], last_day: string}} wishes @returns {Promise<import("../lib/desk-shapes.js").ClientMade>} */
export const createClient = (wishes) => platform("POST", "/staff/api-clients", wishes);
/** Revokes a client at once. @param {string} id @returns {Promise<import("../lib/desk-shapes.js").ClientList>} */
export const revokeClient = (id) => platform("POST", `/staff/api-clients/${part(id)}/revoke`);
