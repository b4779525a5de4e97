// QR matrices against the ones that a well-known encoder makes of the same texts with the same mask, as SHA-256 of their rows.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { qrLink } from "../lib/qr-link.js";
import { qrMatrix } from "../lib/qr.js";

const CODE = "7XQ2M-0123A-BCDEF-GHJKM-NPQRS";
const print = (/** @type {boolean[][]} */ matrix) => createHash("sha256").update(matrix.map((row) => row.map((dark) => (dark ? "1" : "0")).join("")).join("\n")).digest("hex");
const VECTORS = [
  [CODE, "bfe5af23ede9b4e2104deda2c64f88b6db5fc527db87fcd46f31801648645d80"],
  ["x", "6200e4302af2e2e8ba704ed5ebd2e11bf6286c9895a3746f6031dd4955145aa4"],
  ["p".repeat(42), "98746c24a3606995702118141b08f9400ed3511fdc8e5719c99ef6e0d26141b3"],
];

test("a text comes out as another encoder makes it", () => {
  for (const [text, hash] of VECTORS) {
    const matrix = qrMatrix(text);
    assert.equal(matrix.length, 29);
    assert.equal(print(matrix), hash, text);
  }
});

test("a text that does not fit is refused", () => {
  assert.throws(() => qrMatrix("p".repeat(43)), /too long/);
});

const LINK = "https://leden.example.org/staf/gesprekken/00000000-0000-4000-8000-000000000000/inchecken#code=7XQ2M0123ABCDEFG";

test("an address comes out as another encoder makes it, in the larger size", () => {
  const vectors = [
    [LINK, "1f5fce124ad70f8944856a00578905296d22f48d7b12c142ee69e0272ace7ffd"],
    ["p".repeat(134), "1456e33ee194e51d1b1bea5a5ba95bdabeb631fa8aaf704f726aa85b1d0b4bee"],
    ["x", "883c2798e92b794f1af198c407a23a32f15010e622ee114b9dd40b5afe1aebb4"],
  ];
  for (const [text, hash] of vectors) assert.equal(print(qrLink(text) ?? []), hash, text);
});

test("an address that does not fit has no code", () => {
  assert.equal(qrLink("p".repeat(135)), null);
});
