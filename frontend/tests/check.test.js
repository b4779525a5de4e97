// Whether a vote stands in the lists: found in the right version, and every way in which the lists can be wrong.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { compareWithDevice, findVote, readLeaf, readRun } from "../lib/check.js";
import { makeCode } from "../lib/code.js";
import { proofOf, rootOf } from "../lib/tree.js";
import { ballotOf, others, sealLists } from "./list-fixture.js";

/** @typedef {import("../lib/shapes.js").Answer} Answer */

const ROUND = "00000000-0000-4000-8000-000000000001";
const ANSWERS = /** @type {Answer[]} */ ([5, null, 2, 1]);
const crowd = [...others(1, 27), ...others(2, 30), ...others(10, 26)];

/** @param {import("./list-fixture.js").Counted[]} mine @returns {Promise<{sealed: import("./list-fixture.js").Sealed, group: any}>} */
async function publish(mine) {
  const ballots = [...crowd, ...mine];
  const sealed = await sealLists(ballots);
  return { sealed, group: { id: 2, ballots: ballots.filter(({ group }) => group === 2).length, statements: sealed.figures(2) } };
}

/** The lists of group 2, each proven. @param {Awaited<ReturnType<typeof publish>>} published */
async function read({ sealed, group }) {
  const lists = await Promise.all([1, 2, 3, 4].map(async (statement) => readRun(await sealed.run(statement, 2), { seal: sealed.lists[statement - 1], group, statement })));
  assert.ok(lists.every((list) => list !== null));
  return /** @type {Map<string, Answer>[]} */ (lists);
}

test("a vote is found with its version and its answers, first, changed and last", async () => {
  const code = await makeCode();
  for (const version of [1, 2, 32]) {
    const lists = await read(await publish([await ballotOf(code, ROUND, 2, version, ANSWERS)]));
    assert.deepEqual(await findVote(code, ROUND, lists), { kind: "counted", version, answers: ANSWERS });
  }
});

test("another code, another round and another group find nothing", async () => {
  const code = await makeCode();
  const lists = await read(await publish([await ballotOf(code, ROUND, 2, 1, ANSWERS)]));
  assert.deepEqual(await findVote(await makeCode(), ROUND, lists), { kind: "missing" });
  assert.deepEqual(await findVote(code, ROUND.replace("1", "2").replace(/1$/, "2"), lists), { kind: "missing" });
  const elsewhere = await read(await publish([await ballotOf(code, ROUND, 10, 1, ANSWERS)]));
  assert.deepEqual(await findVote(code, ROUND, elsewhere), { kind: "missing" });
});

test("a vote of which lines are gone, or that stands there twice, is not called counted", async () => {
  const code = await makeCode();
  const [one, two] = [await ballotOf(code, ROUND, 2, 1, ANSWERS), await ballotOf(code, ROUND, 2, 2, ANSWERS)];
  const half = { ...one, lines: [one.lines[0], ...others(2, 1)[0].lines.slice(1, 3), one.lines[3]] };
  assert.deepEqual(await findVote(code, ROUND, await read(await publish([half]))), { kind: "incomplete", lines: 2 });
  assert.deepEqual(await findVote(code, ROUND, await read(await publish([one, two]))), { kind: "twice", versions: [1, 2] });
});

test("lines that are not those of the result are refused", async () => {
  const { sealed, group } = await publish([]);
  const run = await sealed.run(1, 2);
  const seal = sealed.lists[0];
  const whole = { seal, group, statement: 1 };
  assert.ok(await readRun(run, whole));
  const flipped = run.lines.map((line, i) => (i === 3 ? line.replace(/;.?$/, (answer) => (answer === ";5" ? ";1" : ";5")) : line));
  const { start, size, proof, lines } = run;
  const bent = [
    { ...run, lines: flipped },
    { ...run, lines: lines.slice(1) },
    { ...run, start: start + 1 },
    { ...run, size: size + 1 },
    { ...run, proof: proof.slice(1) },
    await sealed.run(1, 1),
    await sealed.run(2, 2),
    /** @type {any} */ (null),
    /** @type {any} */ ({ start, size, lines: "1;2;3", proof }),
  ];
  for (const one of bent) assert.equal(await readRun(one, whole), null);
});

test("proven lines are refused when they are fewer than the result says, of another group, or add up to something else", async () => {
  const { sealed, group } = await publish([]);
  const published = { seal: sealed.lists[0], group, statement: 1 };
  const run = await sealed.run(1, 2);
  const other = await sealed.run(1, 10);
  assert.equal(await readRun(other, { ...published, group: { ...group, ballots: other.lines.length } }), null);
  assert.equal(await readRun(run, { ...published, group: { ...group, ballots: group.ballots + 1 } }), null);
  assert.equal(await readRun(run, { ...published, group: { ...group, statements: sealed.figures(1) } }), null);
  assert.equal(await readRun(run, { ...published, group: { ...group, statements: [] } }), null);
});

test("what the ballot box itself gave is proven, and no longer when one answer is another", async () => {
  const { run, ...published } = JSON.parse(readFileSync(new URL("../../tests/data/range-vector.json", import.meta.url), "utf8"));
  assert.equal((await readRun(run, published))?.size, published.group.ballots);
  for (const at of run.lines.keys()) {
    const lines = run.lines.map((/** @type {string} */ line, /** @type {number} */ i) => (i === at ? line.replace(/;.?$/, (answer) => (answer === ";5" ? ";4" : ";5")) : line));
    assert.equal(await readRun({ ...run, lines }, published), null);
  }
});

test("the leaf of the round gives the ballot box and the statements, if it is the one under the root", async () => {
  const leaf0 = JSON.stringify({ round: ROUND, box: "https://stem.example.org/", statements: ["A", "B", "C", "D"].map((text, i) => ({ number: i + 1, text })) });
  const leaves = [leaf0, "area 1", "area 2"];
  const root = await rootOf(leaves);
  const proven = /** @type {any} */ ({ root, size: 3, leaf0, leaf0_proof: await proofOf(leaves, 0) });
  const round = /** @type {any} */ ({ id: ROUND, root });
  assert.deepEqual(await readLeaf(proven, round), { box: "https://stem.example.org", statements: ["A", "B", "C", "D"] });
  assert.equal(await readLeaf({ ...proven, leaf0: leaf0.replace("stem", "ander") }, round), null);
  assert.equal(await readLeaf(proven, { ...round, root: "00".repeat(32) }), null);
  assert.equal(await readLeaf(proven, { ...round, id: ROUND.replace(/1$/, "2") }), null);
});

test("the counted version is held against what this device sent", () => {
  const saved = (/** @type {number} */ version, /** @type {boolean} */ sent) => /** @type {any} */ ({ version, sent });
  assert.equal(compareWithDevice(null, 2), "unknown");
  assert.equal(compareWithDevice(saved(2, true), 2), "last");
  assert.equal(compareWithDevice(saved(2, false), 2), "last");
  assert.equal(compareWithDevice(saved(1, true), 2), "newer");
  assert.equal(compareWithDevice(saved(3, false), 2), "late");
  assert.equal(compareWithDevice(saved(3, true), 2), "lost");
});
