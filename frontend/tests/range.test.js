// Runs of leaves in a tree: every run of every small tree is proven, and nothing else is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { proofOf, rangeProofOf, rootOf } from "../lib/tree.js";
import { inRange } from "../lib/range.js";

const leavesOf = (/** @type {number} */ size) => Array.from({ length: size }, (_, i) => `leaf ${i}`);

test("every run of every small tree is proven, and no other is", async () => {
  for (let size = 1; size <= 17; size++) {
    const all = leavesOf(size);
    const root = await rootOf(all);
    for (let start = 0; start < size; start++) {
      for (let end = start + 1; end <= size; end++) {
        const leaves = all.slice(start, end);
        const claim = { leaves, start, size, proof: await rangeProofOf(all, start, end), root };
        assert.ok(await inRange(claim), `${start}..${end} of ${size}`);
        assert.ok(!(await inRange({ ...claim, start: start + 1 })));
        assert.ok(!(await inRange({ ...claim, leaves: [`${leaves[0]}!`, ...leaves.slice(1)] })));
        if (leaves.length > 1) assert.ok(!(await inRange({ ...claim, leaves: leaves.slice(1) })) && !(await inRange({ ...claim, leaves: [...leaves].reverse() })));
      }
    }
  }
});

test("a proof with a hash too many, too few, changed or badly written is none", async () => {
  const all = leavesOf(11);
  const root = await rootOf(all);
  const proof = await rangeProofOf(all, 3, 6);
  const holds = (/** @type {string[]} */ other) => inRange({ leaves: all.slice(3, 6), start: 3, size: 11, proof: other, root });
  assert.ok(await holds(proof));
  assert.ok(!(await holds([...proof, root])));
  for (let i = 0; i < proof.length; i++) {
    const put = (/** @type {string[]} */ ...hashes) => [...proof.slice(0, i), ...hashes, ...proof.slice(i + 1)];
    assert.ok(await holds(put(proof[i])));
    for (const other of [put(), put(root), put("zz".repeat(32)), put(proof[i].slice(2))]) assert.ok(!(await holds(other)));
  }
});

test("an empty run and one outside the tree prove nothing", async () => {
  const root = await rootOf(leavesOf(4));
  for (const [start, size] of [[0, 4], [4, 4], [-1, 4], [0.5, 4], [Number.MAX_SAFE_INTEGER, 4]]) {
    assert.equal(await inRange({ leaves: [], start, size, proof: [root], root }), false);
    assert.equal(await inRange({ leaves: ["leaf 0"], start, size, proof: [], root }), false);
  }
});

test("a run of one leaf is proven by the same hashes as the leaf", async () => {
  const all = leavesOf(13);
  for (let at = 0; at < 13; at++) assert.deepEqual((await rangeProofOf(all, at, at + 1)).sort(), (await proofOf(all, at)).sort());
});
