// Files for spreadsheets.
import assert from "node:assert/strict";
import { test } from "node:test";
import { toCsv } from "../lib/csv.js";

test("a file begins as UTF-8 and quotes what would break a row", () => {
  assert.equal(toCsv([["naam", "aantal"], ['Aa; "bé"', 3]]), '\ufeffnaam;aantal\r\n"Aa; ""bé""";3\r\n');
});

test("no text becomes a formula, and numbers stay numbers", () => {
  assert.equal(toCsv([["=1+1", "+a", "-b", "@c", "\td", "e=1", -4]]), "\ufeff'=1+1;'+a;'-b;'@c;'\td;e=1;-4\r\n");
});
