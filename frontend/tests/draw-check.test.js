// A member's own lot: it holds only when everything that was published agrees with it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { drandRound } from "../lib/drand.js";
import { lotFault, numberOf, readLeaf, seedOf } from "../lib/draw-check.js";
import { proofOf, rootOf } from "../lib/tree.js";

const CODES = ["00", "11", "22", "33", "44"].map((two) => two.repeat(16));
const LEAVES = ['["loting-v1","Avond",2,5,"dobbelstenen",[]]', ...CODES.map((code) => JSON.stringify(["lot", code, "ab".repeat(16), false, ["Utrecht", "v"]]))];

/** The lot and the draw, as the server tells them. @param {string|null} value */
async function told(value) {
  const [root, code, index] = [await rootOf(LEAVES), CODES[2], 3];
  const seed = value === null ? null : await seedOf(root, value);
  const number = seed === null ? null : await numberOf(seed, code);
  const lot = { stage: /** @type {const} */ ("seats"), code, leaf: LEAVES[index], root, size: LEAVES.length, index, proof: await proofOf(LEAVES, index), number, drawn: value === null ? null : true };
  return { lot, draw: { root, value, seed, drawn: value === null ? [] : [CODES[4], code] } };
}

test("a lot holds before the value is known and after it", async () => {
  for (const value of [null, "6 1 3 3 5"]) {
    const { lot, draw } = await told(value);
    assert.equal(await lotFault(lot, draw), null);
  }
});

test("whatever was changed afterwards is named", async () => {
  const { lot, draw } = await told("6 1 3 3 5");
  const other = "f".repeat(64);
  assert.equal(await lotFault({ ...lot, code: CODES[0] }, draw), "leaf");
  assert.equal(await lotFault({ ...lot, root: other }, draw), "root");
  assert.equal(await lotFault(lot, { ...draw, root: other }), "root");
  assert.equal(await lotFault({ ...lot, leaf: lot.leaf.replace("Utrecht", "Zeeland") }, draw), "proof");
  assert.equal(await lotFault({ ...lot, index: 2 }, draw), "proof");
  assert.equal(await lotFault(lot, { ...draw, value: "6 1 3 3 6" }), "seed");
  assert.equal(await lotFault({ ...lot, number: other }, draw), "number");
  assert.equal(await lotFault(lot, { ...draw, drawn: [CODES[4]] }), "drawn");
  assert.equal(await lotFault({ ...lot, drawn: false }, draw), "drawn");
});

test("the seed is made of the root's bytes and the value without the space around it", async () => {
  const root = await rootOf(LEAVES);
  const plain = createHash("sha256").update("loting-v1").update(Buffer.from(root, "hex")).update("42").digest("hex");
  assert.equal(await seedOf(root, " 42\n"), plain);
});

test("a leaf is read, and what is no lot is none", () => {
  assert.deepEqual(readLeaf(LEAVES[1]), { code: CODES[0], behind: false, traits: ["Utrecht", "v"] });
  for (const leaf of [LEAVES[0], "", "{}", "null", '["lot"]']) assert.equal(readLeaf(leaf), null);
});

test("a moment is named by the drand round that comes out then, or just after", () => {
  assert.equal(drandRound("2023-08-23T15:09:27Z"), 1);
  assert.equal(drandRound("2023-08-23T15:09:28Z"), 2);
  assert.equal(drandRound("2023-08-23T15:09:30Z"), 2);
  assert.equal(drandRound("2020-01-01T00:00:00Z"), 1);
});
