// What stands beside the vote: not this time, wanting to talk, a pause. Never an answer; wire.js fetches.
import { part, platform } from "./wire.js";

/** Says "not this time", or takes it back. @param {string} id @param {boolean} declined @returns {Promise<{declined: boolean}>} */
export const setDeclined = (id, declined) => platform("POST", `/rounds/${part(id)}/decline`, { declined });
/** The statements this member wants to talk about; apart from any answer. @param {string} id @returns {Promise<{statements: number[]}>} */
export const interests = (id) => platform("GET", `/rounds/${part(id)}/interests`);
/** Says which statements this member wants to talk about. @param {string} id @param {number[]} statements @returns {Promise<{statements: number[]}>} */
export const setInterests = (id, statements) => platform("POST", `/rounds/${part(id)}/interests`, { statements });
/** Until when this member wants no mail about rounds. @returns {Promise<{until: string|null}>} */
export const pause = () => platform("GET", "/pause");
/** Wants no mail about rounds until a day, or wants it again with null. @param {string|null} until @returns {Promise<{until: string|null}>} */
export const setPause = (until) => platform("POST", "/pause", { until });
