// The staff form: what was typed becomes what is sent, and nothing moves by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldPath, fromForm, toForm } from "../lib/draft.js";

const statement = { text: "Iets", explanation: null, argument_for: null, argument_against: null, owner: "Bestuur", feedback_due: "2027-01-15", reused_from: { round: "01", number: 2 } };
const draft = { title: "Titel", introduction: null, purpose: /** @type {const} */ ("adviseren"), opens_at: "2026-10-25T01:30:00Z", closes_at: "2026-11-01T08:00:00Z", publishes_at: null, scope: [{ code: "GM0363", name: "Amsterdam" }, { code: "A B", name: "Elders" }], statements: [statement, statement, statement, statement] };

test("an untouched form gives the same draft back, also in the doubled hour", () => {
  assert.deepEqual(fromForm(toForm(draft), draft), { draft: { ...draft, scope: ["GM0363", "A B"] }, faults: {} });
});

test("typed times become UTC, and the skipped hour is named", () => {
  const form = { ...toForm(draft), opens_at: "2026-07-01T09:00", closes_at: "2026-03-29T02:30" };
  const read = fromForm(form, draft);
  assert.equal(read.draft.opens_at, "2026-07-01T07:00:00Z");
  assert.deepEqual(read.faults, { closes_at: "gap" });
});

test("a new form needs a title only, and counts letters as people do", () => {
  assert.deepEqual(fromForm(toForm(null), null).faults, { title: "needed" });
  const form = { ...toForm(null), title: "T", "statements.2.text": "é".repeat(201), "statements.1.explanation": "😀".repeat(800) };
  assert.deepEqual(fromForm(form, null).faults, { "statements.2.text": "too_long" });
});

test("some afdelingen without a choice is not the whole country", () => {
  const form = { ...toForm(null), title: "T" };
  assert.deepEqual(fromForm({ ...form, scope: "" }, null).faults, {});
  assert.deepEqual(fromForm({ ...form, scope: "\n" }, null).faults, { scope: "needed" });
  assert.deepEqual(fromForm({ ...form, scope: "A\nB" }, null).draft.scope, ["A", "B"]);
});

test("field names of the server find their place", () => {
  assert.equal(fieldPath("statements[2].text"), "statements.2.text");
  assert.equal(fieldPath("draft.statements.2.text"), "statements.2.text");
});
