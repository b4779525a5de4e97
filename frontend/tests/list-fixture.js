// The four lists of a small round, made as the ballot box makes them: for the tests of checking, here and in a browser.
import { sha256, toHex, utf8 } from "../lib/bytes.js";
import { crockford } from "../lib/code.js";
import { lineCode, openCode } from "../lib/ticket.js";
import { rangeProofOf, rootOf } from "../lib/tree.js";

/** @typedef {import("../lib/shapes.js").Answer} Answer */
/** @typedef {{group: number, lines: string[], answers: Answer[]}} Counted */
/** @typedef {{lists: import("../lib/shapes.js").ListSeal[], figures: (group: number) => import("../lib/shapes.js").StatementFigures[], run: (statement: number, group: number) => Promise<import("../lib/shapes.js").ProvenRun>}} Sealed */

const CHOICES = /** @type {Answer[]} */ ([5, 4, 3, 2, 1, null]);

/** A ballot as it was counted in a version of a code. @param {string} code @param {string} round @param {number} group @param {number} version @param {Answer[]} answers @returns {Promise<Counted>} */
export async function ballotOf(code, round, group, version, answers) {
  const secrets = await openCode(code, round);
  return { group, answers, lines: await Promise.all([1, 2, 3, 4].map((statement) => lineCode(secrets, statement, version))) };
}

/** Ballots of other people. @param {number} group @param {number} many @returns {Counted[]} */
export function others(group, many) {
  const line = () => crockford(crypto.getRandomValues(new Uint8Array(10)));
  return Array.from({ length: many }, (_, i) => ({ group, answers: [0, 1, 2, 3].map((s) => CHOICES[(i + s) % 6]), lines: [line(), line(), line(), line()] }));
}

/** Puts ballots into four sorted lists and seals them. @param {Counted[]} ballots @returns {Promise<Sealed>} */
export async function sealLists(ballots) {
  const lists = [0, 1, 2, 3].map((at) =>
    ballots.map(({ group, lines, answers }) => ({ group, line: `${group};${lines[at]};${answers[at] ?? ""}` })).sort((one, other) => one.group - other.group || (one.line < other.line ? -1 : 1)));
  const seal = async (/** @type {{line: string}[]} */ list) => {
    const lines = list.map(({ line }) => line);
    const file = ["groep;code;antwoord", ...lines, ""].join("\n");
    return { lines: lines.length, sha256: toHex(await sha256(utf8(file))), root: await rootOf(lines) };
  };
  const counts = (/** @type {number} */ group, /** @type {number} */ at) => {
    const given = { 5: 0, 4: 0, 3: 0, 2: 0, 1: 0, none: 0 };
    for (const one of ballots) if (one.group === group) given[one.answers[at] ?? "none"] += 1;
    return given;
  };
  return {
    lists: await Promise.all(lists.map(seal)),
    figures: (group) => [0, 1, 2, 3].map((at) => ({ number: at + 1, counts: counts(group, at), n: ballots.filter((one) => one.group === group).length })),
    run: async (statement, group) => {
      const list = lists[statement - 1];
      const start = list.findIndex((one) => one.group === group);
      const lines = list.filter((one) => one.group === group).map(({ line }) => line);
      return { start, size: list.length, lines, proof: await rangeProofOf(list.map(({ line }) => line), start, start + lines.length) };
    },
  };
}
