// QR matrices against the ones that a well-known encoder makes of the same texts and masks, as SHA-256 of their rows.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { qrMatrix } from "../lib/qr.js";

const CODE = "7XQ2M-0123A-BCDEF-GHJKM-NPQRS";
const print = (/** @type {boolean[][]} */ matrix) => createHash("sha256").update(matrix.map((row) => row.map((dark) => (dark ? "1" : "0")).join("")).join("\n")).digest("hex");
const VECTORS = /** @type {[string, number, string][]} */ ([
  [CODE, 0, "1b6c0380c3b2ee8a7c320a6e3de4134fffdd1701a8c035aa1290b19a77f1f6ad"],
  [CODE, 5, "0068ec7badb25a85ee81f377b16aa307eee10030186dfa060b39cfd0b9baa80d"],
]);

test("a code comes out as another encoder makes it", () => {
  for (const [text, mask, hash] of VECTORS) {
    const matrix = qrMatrix(text, mask);
    assert.equal(matrix.length, 29);
    assert.equal(print(matrix), hash);
  }
});

test("the best mask is chosen when none is asked", () => {
  assert.equal(print(qrMatrix(CODE)), print(qrMatrix(CODE, 5)));
});

test("a text that does not fit is refused", () => {
  assert.throws(() => qrMatrix("p".repeat(43)), /too long/);
});
