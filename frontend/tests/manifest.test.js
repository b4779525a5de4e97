// Ballot papers that fit the manifest, and many that do not.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { checkPaper } from "../lib/manifest.js";
import { proofOf, rootOf } from "../lib/tree.js";
import { VECTOR } from "./ticket-fixture.js";

const vector = JSON.parse(readFileSync(VECTOR, "utf8"));
const statements = [1, 2, 3, 4].map((number) => ({ number, text: `Stelling ${number}`, explanation: null, argument_for: null, argument_against: null }));

/** @param {(leaf: any) => void} [bend] @returns {Promise<any>} */
async function paper(bend = () => undefined) {
  const whole = { format: 1, round: vector.round, title: "Titel", purpose: "adviseren", statements, box: "https://stem.example.org", areas: 3, roll: 150 };
  bend(whole);
  const areas = [1, 2, 3].map((area) => JSON.stringify({ area, name: "A", region: "R", branches: [{ code: "B1", name: "B" }], roll: 50, key: vector.jwk }));
  const leaves = [JSON.stringify(whole), ...areas];
  const root = await rootOf(leaves);
  const proven = { root, size: 4, leaf0: leaves[0], area_leaf: leaves[2], index: 2, area_proof: await proofOf(leaves, 2), leaf0_proof: await proofOf(leaves, 0) };
  const round = { id: vector.round, title: "Titel", purpose: "adviseren", root, statements: [...statements].reverse().map((one) => ({ ...one, owner: "x" })) };
  return { round, area: 2, proven, member: { key: "00", first_name: "A", branch_name: "B" }, ticket_issued: false, declined: false };
}

test("a true paper gives area, key and box", async () => {
  assert.deepEqual(await checkPaper(await paper()), { round: vector.round, area: 2, key: vector.jwk, box: "https://stem.example.org" });
});

test("a paper that does not fit is refused", async () => {
  const bends = [
    (/** @type {any} */ one) => (one.round.title = "Iets anders"),
    (/** @type {any} */ one) => (one.round.statements = one.round.statements.map((/** @type {any} */ s) => ({ ...s, text: s.text + "!" }))),
    (/** @type {any} */ one) => (one.area = 1),
    (/** @type {any} */ one) => (one.member.branch_name = "Elders"),
    (/** @type {any} */ one) => (one.proven.index = 1),
    (/** @type {any} */ one) => (one.proven.leaf0 += " "),
    (/** @type {any} */ one) => (one.round.root = "00".repeat(32)),
    (/** @type {any} */ one) => one.proven.area_proof.pop(),
    (/** @type {any} */ one) => (one.round.id = "00000000-0000-4000-8000-000000000002"),
  ];
  for (const bend of bends) {
    const bent = structuredClone(await paper());
    bend(bent);
    await assert.rejects(checkPaper(bent), String(bend));
  }
  await assert.rejects(paper((leaf) => (leaf.areas = 9)).then(checkPaper));
  await assert.rejects(paper((leaf) => (leaf.format = 2)).then(checkPaper));
});
