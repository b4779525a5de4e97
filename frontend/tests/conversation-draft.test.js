// The desk's form of a conversation: what was typed becomes what is sent, and nothing moves by itself.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromForm, moderatorRows, toForm } from "../lib/conversation-draft.js";

const draft = {
  title: "Verder praten over wonen", purpose: "Samen kiezen wat eerst moet.", round: "01", statements: [2, 3], place: "De Zaal, Utrecht", online_link: null,
  starts_at: "2026-10-25T01:30:00Z", ends_at: "2026-10-25T04:00:00Z", seats: 60, reply_by: "2026-10-18T22:00:00Z", allotment: /** @type {const} */ ("draw"), held_back_days: 14,
  audience: { kind: /** @type {const} */ ("interested"), statement: 2, branches: ["A B", "C"], regions: ["Noord"], mix: [{ statement: 2, side: /** @type {const} */ ("agree"), share: 50 }, { statement: 2, side: /** @type {const} */ ("disagree"), share: 50 }], sample: null },
  organiser_branch: null, moderators: [{ name: "Ans", email: "ans@voorbeeld.nl" }], reactions_open: true,
};

test("an untouched form gives the same draft back, also in the doubled hour", () => {
  assert.deepEqual(fromForm(toForm(draft), draft), { draft, faults: {} });
});

test("a new form needs a title only, and holds members back for thirty days", () => {
  const { draft: made, faults } = fromForm(toForm(null), null);
  assert.deepEqual(faults, { title: "needed" });
  assert.deepEqual([made.held_back_days, made.seats, made.audience.kind, made.allotment], [30, null, "members", "arrival"]);
});

test("without a round nobody's side, statement or part in it is asked for", () => {
  const { audience, statements } = fromForm({ ...toForm(draft), round: "" }, draft).draft;
  assert.deepEqual([audience.kind, audience.statement, audience.mix, statements], ["members", null, [], []]);
});

test("what an afdeling organises is for its own members, whatever was ticked before", () => {
  const { organiser_branch: by, audience } = fromForm({ ...toForm(draft), organiser_branch: "C" }, draft).draft;
  assert.deepEqual([by, audience.branches, audience.regions], ["C", [], []]);
});

test("the parts of a mix make a hundred, and a mix leaves no draw of the invited", () => {
  const form = { ...toForm(draft), "audience.mix.agree": "60", "audience.sample": "200" };
  assert.deepEqual(fromForm(form, draft).faults, { "audience.mix": "share" });
  const { draft: made, faults } = fromForm({ ...form, "audience.mix.disagree": "", "audience.mix.neutral": "40" }, draft);
  assert.deepEqual(faults, {});
  assert.deepEqual(made.audience.mix, [{ statement: 2, side: "agree", share: 60 }, { statement: 2, side: "neutral", share: 40 }]);
  assert.equal(made.audience.sample, null);
  assert.equal(fromForm({ ...form, "audience.mix": "" }, draft).draft.audience.sample, 200);
});

test("what is no whole number, no time or too long is named by its field", () => {
  const form = { ...toForm(draft), seats: "zestig", starts_at: "2026-03-29T02:30", place: "x".repeat(201), "audience.statement": "" };
  assert.deepEqual(fromForm(form, draft).faults, { seats: "number", starts_at: "gap", place: "too_long", "audience.statement": "needed" });
});

test("an empty row for a moderator is nobody, and half a row is sent to be refused", () => {
  const form = { ...toForm(draft), "moderators.1.name": "", "moderators.1.email": "", "moderators.2.name": "Bo", "moderators.2.email": "" };
  assert.equal(moderatorRows(form), 3);
  assert.deepEqual(fromForm(form, draft).draft.moderators, [...draft.moderators, { name: "Bo", email: "" }]);
});
