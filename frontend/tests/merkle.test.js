// The manifest's tree, against known roots and against itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { included } from "../lib/merkle.js";
import { proofOf, rootOf } from "../lib/tree.js";

const leaves = (/** @type {number} */ size) => Array.from({ length: size }, (_, i) => `{"area":${i}}`);

test("the empty-leaf root is the one of RFC 6962 implementations", async () => {
  assert.equal(await rootOf([""]), "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
});

test("every leaf of every small tree is proven, and in no other place", async () => {
  for (let size = 1; size <= 19; size++) {
    const all = leaves(size);
    const root = await rootOf(all);
    for (let index = 0; index < size; index++) {
      const proof = await proofOf(all, index);
      const claim = { leaf: all[index], index, size, proof, root };
      assert.ok(await included(claim), `${index} of ${size}`);
      assert.ok(!(await included({ ...claim, leaf: claim.leaf + " " })));
      assert.ok(!(await included({ ...claim, index: (index + 1) % size })) || size === 1);
      assert.ok(!(await included({ ...claim, proof: [...proof, root] })));
      if (proof.length > 0) assert.ok(!(await included({ ...claim, proof: proof.slice(1) })));
    }
  }
});

test("impossible places are refused", async () => {
  const root = await rootOf(leaves(4));
  for (const index of [-1, 4, 0.5]) {
    assert.equal(await included({ leaf: leaves(4)[0], index, size: 4, proof: await proofOf(leaves(4), 0), root }), false);
  }
});

