// Whether a vote stands in the published lists: checks the lists of a group, and looks for a code's lines in them. Pure: no storage, no network.
import { STATEMENTS } from "./voting.js";
import { included } from "./merkle.js";
import { inRange } from "./range.js";
import { LAST_VERSION, lineCode, openCode } from "./ticket.js";

/** @typedef {import("./shapes.js").Answer} Answer */
/** @typedef {import("./shapes.js").GroupResult} GroupResult */
/** @typedef {import("./shapes.js").ListSeal} ListSeal */
/** @typedef {import("./shapes.js").ProvenRun} ProvenRun */
/** @typedef {{kind: "counted", version: number, answers: Answer[]} | {kind: "missing"} | {kind: "incomplete", lines: number} | {kind: "twice", versions: number[]}} Finding */

const LINE = /^(\d+);([0-9A-HJKMNP-TV-Z]{16});([1-5]?)$/;

/**
 * Where the ballot box is and what the statements were, out of the proven leaf of the round; null when the leaf does not hold.
 * @param {import("./shapes.js").Proven} proven @param {import("./shapes.js").PublicRound} round
 * @returns {Promise<{box: string, statements: string[]}|null>}
 */
export async function readLeaf(proven, round) {
  const holds = await included({ leaf: proven.leaf0, index: 0, size: proven.size, proof: proven.leaf0_proof, root: proven.root });
  if (!holds || proven.root !== round.root) return null;
  const leaf = JSON.parse(proven.leaf0);
  if (leaf.round !== round.id) return null;
  return { box: new URL(leaf.box).origin, statements: leaf.statements.map((/** @type {{text: string}} */ one) => one.text) };
}

/**
 * The answers of a group in the list of one statement, by line code; null unless the lines are proven to stand in the sealed
 * list, all belong to the group, and add up to what the result says of it.
 * @param {ProvenRun} run @param {{seal: ListSeal, group: GroupResult, statement: number}} published
 * @returns {Promise<Map<string, Answer>|null>}
 */
export async function readRun(run, { seal, group, statement }) {
  const { lines, start, size, proof } = run ?? {};
  if (!Array.isArray(lines) || !Array.isArray(proof) || size !== seal.lines || lines.length !== group.ballots) return null;
  if (!(await inRange({ leaves: lines, start, size, proof, root: seal.root }))) return null;
  /** @type {Map<string, Answer>} */
  const answers = new Map();
  for (const line of lines) {
    const [, label, code, answer] = LINE.exec(line) ?? [];
    if (Number(label) !== group.id || answers.has(code)) return null;
    answers.set(code, answer === "" ? null : /** @type {Answer} */ (Number(answer)));
  }
  return addsUp(answers, group, statement) ? answers : null;
}

/** @param {Map<string, Answer>} answers @param {GroupResult} group @param {number} statement @returns {boolean} */
function addsUp(answers, group, statement) {
  const counts = group.statements.find(({ number }) => number === statement)?.counts;
  const given = { 5: 0, 4: 0, 3: 0, 2: 0, 1: 0, none: 0 };
  for (const answer of answers.values()) given[answer ?? "none"] += 1;
  return counts !== undefined && /** @type {(keyof typeof given)[]} */ (Object.keys(given)).every((key) => given[key] === counts[key]);
}

/**
 * What stands in the four lists under a code: exactly one version with all four lines is a vote that was counted.
 * @param {string} code @param {string} round UUID @param {Map<string, Answer>[]} lists of statements 1 … 4
 * @returns {Promise<Finding>}
 */
export async function findVote(code, round, lists) {
  const secrets = await openCode(code, round);
  /** @type {{version: number, answers: (Answer|undefined)[]}[]} */
  const found = [];
  for (let version = 1; version <= LAST_VERSION; version++) {
    const codes = await Promise.all(lists.map((_, i) => lineCode(secrets, i + 1, version)));
    const answers = lists.map((list, i) => list.get(codes[i]));
    if (answers.some((answer) => answer !== undefined)) found.push({ version, answers });
  }
  const last = found.at(-1);
  if (last === undefined) return { kind: "missing" };
  if (found.length > 1) return { kind: "twice", versions: found.map(({ version }) => version) };
  const there = last.answers.filter((answer) => answer !== undefined);
  if (there.length < STATEMENTS) return { kind: "incomplete", lines: there.length };
  return { kind: "counted", version: last.version, answers: there };
}

/**
 * How the counted version compares to what this device sent last with the same code; "unknown" when it sent nothing.
 * @param {import("./voting.js").Saved|null} saved @param {number} version that was counted
 * @returns {"unknown"|"last"|"newer"|"late"|"lost"} "late": a change that was never confirmed; "lost": one that the box had confirmed
 */
export function compareWithDevice(saved, version) {
  if (saved === null) return "unknown";
  if (version === saved.version) return "last";
  if (version > saved.version) return "newer";
  return saved.sent ? "lost" : "late";
}
