// Which published parts a branch is shown in, and what can be compared between rounds.
import assert from "node:assert/strict";
import { test } from "node:test";
import { codesOf, commonPart, countsWithin, deviations, groupOf, levelsOf, trendOf } from "../lib/partition.js";

/** @typedef {import("../lib/shapes.js").Results} Results */
/** @typedef {[agree: number, disagree: number]} Opinions */

/** A result with one statement out of groups: each its branch codes and how many agree and disagree. @param {[string, Opinions][]} made @param {Record<string, number[]>} [regions] @returns {Results} */
function result(made, regions = {}) {
  const counts = (/** @type {Opinions} */ [agree, disagree]) => ({ 5: agree, 4: 0, 3: 0, 2: 0, 1: disagree, none: 1 });
  const figures = (/** @type {Opinions[]} */ all) => {
    const sum = /** @type {Opinions} */ ([0, 1].map((i) => all.reduce((total, one) => total + one[i], 0)));
    const given = { ...counts(sum), none: all.length };
    const n = sum[0] + sum[1] + all.length;
    return { roll: 10 * n, tickets: n, ballots: n, statements: [{ number: 1, text: "Een", counts: given, n }] };
  };
  const groups = made.map(([codes, opinions], i) => ({ id: i + 1, name: codes, region: null, areas: [i], branches: codes.split(" ").map((code) => ({ code, name: code })), ...figures([opinions]) }));
  return /** @type {Results} */ (/** @type {unknown} */ ({ groups, regions: Object.entries(regions).map(([name, ids]) => ({ name, groups: ids, ...figures(ids.map((id) => made[id - 1][1])) })), ...figures(made.map(([, opinions]) => opinions)) }));
}

test("the finest common coarsening joins what either round joined, and no more", () => {
  const then = [["a", "b"], ["c"], ["d", "e"], ["f"]];
  const now = [["a"], ["b", "c"], ["d", "e"], ["f"]];
  assert.deepEqual([.../** @type {Set<string>} */ (commonPart([then, now], "a"))].sort(), ["a", "b", "c"]);
  assert.deepEqual([.../** @type {Set<string>} */ (commonPart([then, now], "d"))].sort(), ["d", "e"]);
  assert.deepEqual([.../** @type {Set<string>} */ (commonPart([then, now], "f"))], ["f"]);
});

test("a branch that one round does not know breaks the comparison, for whoever is counted with it too", () => {
  assert.equal(commonPart([[["a", "new"]], [["a"]]], "a"), null);
  assert.equal(commonPart([[["a"]], [["a"]]], "b"), null);
});

test("on random partitions the common part is a union of groups in each, and no smaller set is", () => {
  let seed = 7;
  const draw = (/** @type {number} */ below) => (seed = (seed * 48271) % 2147483647) % below;
  const codes = ["a", "b", "c", "d", "e", "f"];
  const split = () => {
    /** @type {string[][]} */
    const groups = [[], [], [], []];
    for (const code of codes) groups[draw(4)].push(code);
    return groups.filter((group) => group.length > 0);
  };
  const closed = (/** @type {string[][]} */ groups, /** @type {Set<string>} */ part) => groups.every((group) => group.every((one) => part.has(one)) || group.every((one) => !part.has(one)));
  for (let i = 0; i < 200; i++) {
    const partitions = [split(), split()];
    const found = /** @type {Set<string>} */ (commonPart(partitions, "a"));
    const fits = (/** @type {Set<string>} */ part) => part.has("a") && partitions.every((groups) => closed(groups, part));
    assert.ok(fits(found));
    for (let mask = 0; mask < 64; mask++) {
      const part = new Set(codes.filter((_, at) => (mask >> at) & 1));
      if (fits(part)) assert.ok(part.size >= found.size);
    }
  }
});

test("a trend goes back as far as a part smaller than the country was published", () => {
  const now = result([["a", [30, 10]], ["b", [20, 20]], ["c", [5, 5]]]);
  const before = result([["a b", [40, 60]], ["c", [9, 1]]]);
  const long = result([["a b c", [50, 50]]]);
  const trend = trendOf([now, before, long].map((results) => ({ results, number: 1 })), "a");
  assert.deepEqual([.../** @type {import("../lib/partition.js").Trend} */ (trend).part].sort(), ["a", "b"]);
  assert.deepEqual(trend?.points.map(({ counts }) => [counts[5], counts[1], counts.none]), [[50, 30, 2], [40, 60, 1]]);
  assert.equal(trendOf([now, long].map((results) => ({ results, number: 1 })), "a"), null, "only the country is left");
  assert.equal(trendOf([{ results: now, number: 1 }], "a"), null, "put once");
});

test("the parts around a branch say nothing twice, and a region that is not published is not there", () => {
  const kinds = (/** @type {Results} */ results, /** @type {string} */ code) => levelsOf(results, /** @type {import("../lib/shapes.js").GroupResult} */ (groupOf(results, code))).map(({ kind }) => kind);
  const results = result([["a", [30, 10]], ["b", [20, 20]], ["c", [5, 5]], ["d", [8, 9]]], { East: [1, 2], West: [3] });
  assert.deepEqual(kinds(results, "a"), ["group", "region", "country"]);
  assert.deepEqual(kinds(results, "c"), ["group", "country"], "the region is the group");
  assert.deepEqual(kinds(results, "d"), ["group", "country"], "no region");
  assert.deepEqual(kinds(result([["a", [30, 10]]]), "a"), ["country"]);
  assert.deepEqual(kinds(result([["a", [30, 10]], ["b", [20, 20]]], { All: [1, 2] }), "a"), ["group", "country"], "the region is the country");
  assert.equal(groupOf(results, "x"), null);
});

test("what a set of branches answered is the sum of the groups that lie in it whole", () => {
  const results = result([["a b", [30, 10]], ["c", [5, 5]]]);
  assert.equal(countsWithin(results, new Set(["a", "b", "c"]), 1)[5], 35);
  assert.equal(countsWithin(results, new Set(["a", "c"]), 1)[5], 5);
  assert.deepEqual(codesOf(results), [["a", "b"], ["c"]]);
});

test("the farthest from the country come first, and who is not apart from it is not there", () => {
  const results = result([["a", [80, 20]], ["b", [50, 50]], ["c", [20, 80]], ["d", [4, 16]]]);
  const found = deviations(results, 10).map(({ group, agree, country, difference }) => [group.id, agree, country, difference]);
  assert.deepEqual(found, [[1, 80, 48, 32], [3, 20, 48, -28], [4, 20, 48, -28], [2, 50, 48, 2]]);
  assert.equal(deviations(results, 1).length, 1);
  assert.deepEqual(deviations(result([["a", [1, 1]]]), 5), []);
});
