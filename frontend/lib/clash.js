// The records of a vote that another device or tab was first with. Pure: no clock, no storage, no network.

/** @typedef {import("./voting.js").Saved} Saved */

/** The record after a clash: the same answers once more, over what the box holds. @param {Saved} saved @param {number} boxVersion @returns {Saved} */
export function overruling(saved, boxVersion) {
  return { ...saved, version: Math.max(saved.version, boxVersion) + 1, sent: false, replaces: true };
}

/** The record that a typed code gives on another device. @param {string} code @param {string} signature @param {number} boxVersion @returns {Saved} */
export function adopted(code, signature, boxVersion) {
  return { format: 1, code, version: boxVersion, answers: null, signature, sent: boxVersion > 0, replaces: false };
}
