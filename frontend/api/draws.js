// What is asked about draws, tables and notes of a conversation. Never the page; wire.js fetches.
import { part, platform } from "./wire.js";

/** @typedef {import("../lib/draw-shapes.js").Wishes} Wishes */
/** @typedef {import("../lib/draw-shapes.js").DrawStage} DrawStage */
/** @typedef {import("../lib/draw-shapes.js").Draw} Draw */
/** @typedef {import("../lib/draw-shapes.js").Tables} Tables */
/** @typedef {import("../lib/draw-shapes.js").TablePage} TablePage */

/** @param {string} id @returns {string} */
const desk = (id) => `/desk/conversations/${part(id)}`;

/** Tries a draw; nothing is kept. @param {string} id @param {Wishes} wishes @returns {Promise<import("../lib/draw-shapes.js").DryRun>} */
export const dryRun = (id, wishes) => platform("POST", `${desk(id)}/draw/dry-run`, wishes);
/** Fixes a draw; the witnesses' links are told only now. @param {string} id @param {Wishes} wishes @param {string[]} witnesses two names @returns {Promise<import("../lib/draw-shapes.js").Fixed>} */
export const fixDraw = (id, wishes, witnesses) => platform("POST", `${desk(id)}/draw`, { draw: wishes, witnesses });
/** Enters the public value; the second person's makes the draw. @param {string} id @param {DrawStage} stage @param {string} value @returns {Promise<{draws: Draw[]}>} */
export const enterValue = (id, stage, value) => platform("POST", `${desk(id)}/draw/value`, { stage, value });
/** Address of the whole file of a draw that was made. @param {string} id @param {DrawStage} stage @returns {string} */
export const drawFile = (id, stage) => `/api/v1${desk(id)}/draws/${stage}/file`;
/** The draws of a conversation, for everybody. @param {string} id @returns {Promise<{draws: Draw[]}>} */
export const draws = (id) => platform("GET", `/conversations/${part(id)}/draws`);
/** The own lots, by a mailed link or signed in. @param {import("./conversations.js").Door} door @returns {Promise<{lots: import("../lib/draw-shapes.js").OwnLot[]}>} */
export const ownLots = (door) => ("token" in door ? platform("POST", `/conversation-links/${part(door.token)}/lots`) : platform("GET", `/conversations/${part(door.id)}/lots`));

/** The plan of tables; none are in it before people were split. @param {string} id @returns {Promise<Tables>} */
export const tables = (id) => platform("GET", `${desk(id)}/tables`);
/** Splits who is checked in over tables, in place of an earlier plan. @param {string} id @param {number} rounds 1 or 2 @returns {Promise<Tables>} */
export const splitTables = (id, rounds) => platform("POST", `${desk(id)}/tables`, { rounds });
/** All notes of a conversation. @param {string} id @returns {Promise<{notes: import("../lib/draw-shapes.js").DeskNote[]}>} */
export const notes = (id) => platform("GET", `${desk(id)}/notes`);

/** @param {string} token @returns {string} */
const table = (token) => `/table-links/${part(token)}`;

/** A moderator's table; changes nothing. @param {string} token @returns {Promise<TablePage>} */
export const openTable = (token) => platform("POST", `${table(token)}/open`);
/** Adds a note. @param {string} token @param {Omit<import("../lib/draw-shapes.js").Note, "id">} note @returns {Promise<TablePage>} */
export const addNote = (token, note) => platform("POST", `${table(token)}/notes`, note);
/** Takes a note away. @param {string} token @param {string} id @returns {Promise<TablePage>} */
export const removeNote = (token, id) => platform("POST", `${table(token)}/notes/${part(id)}/remove`);
