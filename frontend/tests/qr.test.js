// QR matrices against the ones that a well-known encoder makes of the same texts and masks, as SHA-256 of their rows.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { qrMatrix } from "../lib/qr.js";

const CODE = "7XQ2M-0123A-BCDEF-GHJKM-NPQRS";
const print = (/** @type {boolean[][]} */ matrix) => createHash("sha256").update(matrix.map((row) => row.map((dark) => (dark ? "1" : "0")).join("")).join("\n")).digest("hex");
const VECTORS = /** @type {[string, number, number, string][]} */ ([
  [CODE, 0, 29, "1b6c0380c3b2ee8a7c320a6e3de4134fffdd1701a8c035aa1290b19a77f1f6ad"],
  [CODE, 5, 29, "0068ec7badb25a85ee81f377b16aa307eee10030186dfa060b39cfd0b9baa80d"],
  ["x".repeat(60), 0, 33, "8903ac311430c993d9b007375bfcfe3c8a9735cdafc677760d013660f42b96d5"],
  ["x".repeat(60), 5, 33, "ba295830bf4c762efce0abac7299858b61e7d20a8e523bd5c42b87c42216dd46"],
  ["HELLO wereld — ë ".repeat(4), 0, 37, "b5cf978d545bd39b351d57c2852ab78fa0b08169fe1a58c3900aee85a21229f5"],
  ["HELLO wereld — ë ".repeat(4), 5, 37, "439ecfb776b52ea52ddb01617fc44578303fe7ac0d2cebb2f6738259f8e7a2c0"],
  ["p".repeat(100), 0, 41, "8e5242b71a84a85d0d0e6487bcf6828a5c04a44a80433fa810e9de60589d8088"],
  ["p".repeat(100), 5, 41, "a87119ad43969d9cfbe3aa6c7d5a12c4fb6c216c59d9bcb6463c11953867fd3d"],
]);

test("versions 3 to 6 come out as another encoder makes them", () => {
  for (const [text, mask, size, hash] of VECTORS) {
    const matrix = qrMatrix(text, mask);
    assert.equal(matrix.length, size);
    assert.equal(print(matrix), hash);
  }
});

test("the best mask is chosen when none is asked", () => {
  assert.equal(print(qrMatrix(CODE)), print(qrMatrix(CODE, 5)));
});

test("a text that does not fit is refused", () => {
  assert.throws(() => qrMatrix("p".repeat(107)), /too long/);
});
