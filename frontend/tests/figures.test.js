// Shares of published counts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figures, percent } from "../lib/figures.js";

test("shares are of opinions, no opinion is of everybody", () => {
  const found = figures({ 5: 40, 4: 26, 3: 16, 2: 10, 1: 8, none: 100 });
  assert.deepEqual([found.opinions, found.everybody, found.agree, found.disagree, found.none], [100, 200, 66, 18, 50]);
  assert.deepEqual(found.shares.map((share) => share.percent), [40, 26, 16, 10, 8]);
});

test("halves go up and nothing divides by zero", () => {
  assert.deepEqual([percent(1, 8), percent(1, 200), percent(0, 0), percent(3, 3)], [13, 1, 0, 100]);
  assert.equal(figures({ 5: 0, 4: 0, 3: 0, 2: 0, 1: 0, none: 3 }).agree, 0);
});
