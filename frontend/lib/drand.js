// Rounds of drand quicknet, a public source of random values: which one comes out when. Pure; never asks drand.

// Of the chain 52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971: its first round, and the seconds between two.
const GENESIS = 1692803367;
const PERIOD = 3;

/** The first round that comes out at or after a moment. @param {string} utc RFC 3339 @returns {number} */
export function drandRound(utc) {
  return Math.max(1, Math.ceil((Date.parse(utc) / 1000 - GENESIS) / PERIOD) + 1);
}
