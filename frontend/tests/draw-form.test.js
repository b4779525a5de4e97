// The form of a draw: what is typed becomes wishes, and what cannot be is named before the server is asked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyForm, publicValue, wishesOf, witnessesOf } from "../lib/draw-form.js";

const NOW = Date.parse("2026-11-21T12:00:00Z");
const names = { drandValue: (/** @type {string} */ utc) => `drand ${utc}`, diceValue: (/** @type {string} */ where) => `dobbelstenen: ${where}` };

test("a new form spreads over what the member file has, and waits for a drand round", () => {
  const { wishes, faults } = wishesOf(emptyForm("2026-11-22T14:00"), "seats", names, NOW);
  assert.deepEqual(faults, {});
  assert.deepEqual(wishes, { stage: "seats", traits: ["region", "age", "gender"], public_value: "drand 2026-11-22T13:00:00Z", winners_behind: true, relax: false });
});

test("traits go out in their order of weight, whatever was ticked first", () => {
  const { wishes } = wishesOf({ ...emptyForm("2026-11-23T14:00"), traits: "side\ngender\nregion" }, "invite", names, NOW);
  assert.deepEqual(wishes.traits, ["region", "gender", "side"]);
  assert.deepEqual(wishesOf({ ...emptyForm("2026-11-23T14:00"), traits: "" }, "invite", names, NOW).wishes.traits, []);
});

test("a drand round is at least a day ahead", () => {
  assert.deepEqual(publicValue(emptyForm("2026-11-22T12:59"), names, NOW), { fault: "tooSoon", path: "when" });
  assert.deepEqual(publicValue(emptyForm("2026-11-22T13:00"), names, NOW), { value: "drand 2026-11-22T12:00:00Z" });
  assert.deepEqual(publicValue(emptyForm("morgen"), names, NOW), { fault: "badTime", path: "when" });
  assert.deepEqual(publicValue(emptyForm("2027-03-28T02:30"), names, NOW), { fault: "gap", path: "when" });
});

test("dice need a place, and no story", () => {
  const form = { ...emptyForm(""), source: "dice" };
  assert.deepEqual(publicValue(form, names, NOW), { fault: "needed", path: "where" });
  assert.deepEqual(publicValue({ ...form, where: " Utrecht " }, names, NOW), { value: "dobbelstenen: Utrecht" });
  assert.deepEqual(publicValue({ ...form, where: "x".repeat(190) }, names, NOW), { fault: "tooLong", path: "where" });
});

test("there are two witnesses, and they are not the same", () => {
  const form = emptyForm("");
  assert.deepEqual(witnessesOf(form).faults, { "witness.0": "needed", "witness.1": "needed" });
  assert.deepEqual(witnessesOf({ ...form, "witness.0": "Ans", "witness.1": " Ans " }).faults, { "witness.1": "sameWitness" });
  assert.deepEqual(witnessesOf({ ...form, "witness.0": "Ans", "witness.1": "x".repeat(121) }).faults, { "witness.1": "tooLong" });
  assert.deepEqual(witnessesOf({ ...form, "witness.0": "Ans ", "witness.1": "Bert" }), { witnesses: ["Ans", "Bert"], faults: {} });
});
