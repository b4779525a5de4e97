// Codes as people type them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCode, readCode, spellCode } from "../lib/code.js";

test("a code survives spelling, grouping and sloppy typing", async () => {
  for (let i = 0; i < 50; i++) {
    const code = await makeCode();
    assert.match(code, /^[0-9A-HJKMNP-TV-Z]{25}$/);
    const sloppy = ` ${code.match(/.{5}/g)?.join("-").toLowerCase().replaceAll("0", "o").replaceAll("1", "l")} `;
    const read = await readCode(sloppy);
    assert.equal(read.code, code);
    assert.equal(read.bytes && (await spellCode(read.bytes)), code);
  }
});

test("what is wrong with a code is told apart", async () => {
  const code = await makeCode();
  assert.equal((await readCode("  - ")).wrong, "empty");
  assert.equal((await readCode(code.slice(1))).wrong, "length");
  assert.equal((await readCode(code + "0")).wrong, "length");
  assert.equal((await readCode("U" + code.slice(1))).wrong, "letters");
  const other = code.at(-1) === "7" ? "8" : "7";
  assert.equal((await readCode(code.slice(0, -1) + other)).wrong, "check");
});

test("a code has fifteen bytes", async () => {
  await assert.rejects(spellCode(new Uint8Array(14)));
});
