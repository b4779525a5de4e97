// The word-level difference: what goes, what comes, and both texts whole.
import assert from "node:assert/strict";
import { test } from "node:test";
import { wordDiff } from "../lib/word-diff.js";

const brief = (/** @type {string} */ before, /** @type {string} */ after) => wordDiff(before, after).map(({ kind, text }) => `${{ same: "=", gone: "-", new: "+" }[kind]}${text}`);

test("a word that is replaced goes and comes in its place", () => {
  assert.deepEqual(brief("De bus moet blijven", "De trein moet blijven"), ["=De", "- bus", "+ trein", "= moet blijven"]);
});

test("words that come at the end or go at the beginning leave the rest as it is", () => {
  assert.deepEqual(brief("De bus", "De bus moet blijven"), ["=De bus", "+ moet blijven"]);
  assert.deepEqual(brief("", "Nieuw"), ["+Nieuw"]);
  assert.deepEqual(brief("Oud", ""), ["-Oud"]);
  assert.deepEqual(brief("Gelijk", "Gelijk"), ["=Gelijk"]);
  assert.deepEqual(brief("", ""), []);
});

test("both texts can be read back from the pieces", () => {
  const texts = ["De bus moet vaker\n\nrijden  ", " een bus moet ook vaker rijden", "rijden bus de", "a a b a", "b a a  a"];
  for (const before of texts) {
    for (const after of texts) {
      const without = (/** @type {string} */ kind) => wordDiff(before, after).filter((piece) => piece.kind !== kind).map(({ text }) => text).join("");
      assert.equal(without("new"), before);
      assert.equal(without("gone"), after);
    }
  }
});
