// Counting out shares of published counts. Never fetches, never draws.

/** @typedef {import("./shapes.js").Counts} Counts */
export const SCALE = /** @type {const} */ ([5, 4, 3, 2, 1]);

/** A whole percentage, halves up; 0 of 0 is 0. @param {number} part @param {number} whole @returns {number} */
export function percent(part, whole) {
  return whole === 0 ? 0 : Math.floor((200 * part + whole) / (2 * whole));
}

/**
 * Shares among those who gave an opinion; "no opinion" is a share of everybody.
 * @param {Counts} counts
 * @returns {{opinions: number, everybody: number, shares: {value: 5|4|3|2|1, count: number, percent: number, exact: number}[], agree: number, disagree: number, none: number}}
 */
export function figures(counts) {
  const opinions = SCALE.reduce((sum, value) => sum + counts[value], 0);
  const everybody = opinions + counts.none;
  return {
    opinions,
    everybody,
    shares: SCALE.map((value) => ({
      value,
      count: counts[value],
      percent: percent(counts[value], opinions),
      exact: opinions === 0 ? 0 : (100 * counts[value]) / opinions,
    })),
    agree: percent(counts[5] + counts[4], opinions),
    disagree: percent(counts[2] + counts[1], opinions),
    none: percent(counts.none, everybody),
  };
}
