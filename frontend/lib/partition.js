// The published parts of a country: which one a branch is in, what two rounds have in common, who differs most. Never draws, never fetches.
import { figures, percent } from "./figures.js";

/** @typedef {import("./shapes.js").Results} Results */
/** @typedef {import("./shapes.js").GroupResult} GroupResult */
/** @typedef {import("./shapes.js").Counts} Counts */
/** @typedef {{roll: number, tickets: number, ballots: number, statements: {number: number, counts: Counts, n: number}[]}} Figures */
/** @typedef {Figures & {kind: "group"|"region"|"country", name: string}} Level */

/** The group that a branch is published with; none when there is turnout only or the branch took no part. @param {Results} results @param {string} code @returns {GroupResult|null} */
export function groupOf(results, code) {
  return results.groups.find(({ branches }) => branches.some((branch) => branch.code === code)) ?? null;
}

/**
 * The published parts around a branch, the smallest first. A part with the same groups as the one before it would say the same
 * twice and is left out: the larger of the two stays for the country, the smaller for the region.
 * @param {Results} results @param {GroupResult} group @returns {Level[]}
 */
export function levelsOf(results, group) {
  const country = { ...results, kind: /** @type {const} */ ("country"), name: "" };
  if (results.groups.length < 2) return [country];
  const region = results.regions.find(({ groups }) => groups.includes(group.id));
  const own = { ...group, kind: /** @type {const} */ ("group") };
  const between = region && region.groups.length > 1 && region.groups.length < results.groups.length;
  return [own, ...(between ? [{ ...region, kind: /** @type {const} */ ("region") }] : []), country];
}

/**
 * The finest common coarsening of partitions, at one branch: the smallest set of branches with this one in it that is a union of
 * groups in each of them. Null where a branch of it is missing from one of them: then there is no such set.
 * @param {string[][][]} partitions each a list of groups of branch codes @param {string} code @returns {Set<string>|null}
 */
export function commonPart(partitions, code) {
  const part = new Set([code]);
  // A set grows while it is being walked: the walk ends when every branch in it has brought its whole group, in each partition.
  for (const one of part) {
    for (const groups of partitions) {
      const group = groups.find((branches) => branches.includes(one));
      if (group === undefined) return null;
      for (const branch of group) part.add(branch);
    }
  }
  return part;
}

/** A result's groups as branch codes. @param {Results} results @returns {string[][]} */
export function codesOf(results) {
  return results.groups.map(({ branches }) => branches.map(({ code }) => code));
}

/** The counts of one statement, of the groups that lie in a set of branches. @param {Results} results @param {Set<string>} part @param {number} number @returns {Counts} */
export function countsWithin(results, part, number) {
  const sum = { 5: 0, 4: 0, 3: 0, 2: 0, 1: 0, none: 0 };
  for (const { branches, statements } of results.groups) {
    const found = statements.find((one) => one.number === number);
    if (!found || !branches.every(({ code }) => part.has(code))) continue;
    for (const key of /** @type {(keyof Counts)[]} */ (Object.keys(sum))) sum[key] += found.counts[key];
  }
  return sum;
}

/** @typedef {{results: Results, number: number}} Put a round in which the statement was put, with its number there */
/** @typedef {{part: Set<string>, points: {results: Results, number: number, counts: Counts}[]}} Trend */

/**
 * One statement through the rounds, for the part of the country that holds this branch and was published in all of them. It goes back
 * for as long as that part is smaller than the country. Null when not even the round before can be compared.
 * @param {Put[]} rounds the latest first @param {string} code @returns {Trend|null}
 */
export function trendOf(rounds, code) {
  /** @type {Trend|null} */
  let trend = null;
  for (let last = 2; last <= rounds.length; last++) {
    const compared = rounds.slice(0, last);
    const part = commonPart(compared.map(({ results }) => codesOf(results)), code);
    const whole = part === null || compared.every(({ results }) => codesOf(results).flat().every((one) => part.has(one)));
    if (whole) break;
    trend = { part, points: compared.map((one) => ({ ...one, counts: countsWithin(one.results, part, one.number) })) };
  }
  return trend;
}

/** How far a group's opinion is from the country's: percentage points (helemaal) mee eens, more or less. @typedef {{group: GroupResult, number: number, agree: number, country: number, difference: number, opinions: number}} Deviation */

/** Groups by how far they are from the country on a statement, the farthest first; of equals the one with more opinions. @param {Results} results @param {number} most @returns {Deviation[]} */
export function deviations(results, most) {
  const country = new Map(results.statements.map(({ number, counts }) => [number, figures(counts)]));
  const all = results.groups.flatMap((group) => group.statements.flatMap(({ number, counts }) => {
    const [own, whole] = [figures(counts), country.get(number)];
    if (!whole || own.opinions === 0 || whole.opinions === 0) return [];
    return [{ group, number, agree: own.agree, country: whole.agree, difference: own.agree - whole.agree, opinions: own.opinions }];
  }));
  const farther = (/** @type {Deviation} */ a, /** @type {Deviation} */ b) => Math.abs(b.difference) - Math.abs(a.difference) || b.opinions - a.opinions || a.group.id - b.group.id || a.number - b.number;
  return all.filter(({ difference }) => difference !== 0).sort(farther).slice(0, most);
}

/** Turnout in whole percentages: ballots of those on the roll. @param {{ballots: number, roll: number}} part @returns {number} */
export function turnoutOf({ ballots, roll }) {
  return percent(ballots, roll);
}
