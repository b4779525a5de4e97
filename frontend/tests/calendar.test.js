// Tests of lib/calendar.js: what is to be done first, months, and the form of a rhythm.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byMonth, fromRhythmForm, openTasks, rhythmForm, USUAL } from "../lib/calendar.js";

const task = (/** @type {Partial<import("../lib/calendar-shapes.js").Task>} */ change) => ({ kind: /** @type {const} */ ("statements"), statement: null, by_the_clock: false, due_on: "2027-01-01", due_at: null, status: /** @type {const} */ ("ahead"), ...change });
const slot = (/** @type {string|null} */ opens_at, /** @type {import("../lib/calendar-shapes.js").Task[]} */ tasks = []) => ({ round: "r", title: "", state: /** @type {const} */ ("draft"), scope: [], opens_at, closes_at: null, publishes_at: null, occurrence: null, tasks });

test("everything late and the next of each round, first due first, and nothing of the clock's but what is late", () => {
  const late = task({ status: "late", due_on: "2026-12-01" });
  const next = task({ kind: "approval", status: "next", due_on: "2027-01-10" });
  const clock = task({ kind: "opening", status: "next", by_the_clock: true, due_on: "2026-12-20" });
  const after = task({ kind: "feedback", statement: 1, status: "ahead", due_on: "2027-02-01" });
  const found = openTasks([slot("2027-01-12T08:00:00Z", [task({ status: "done" }), next, after]), slot("2026-12-22T08:00:00Z", [late, clock, after])]);
  assert.deepEqual(found.map((one) => one.task), [late, next]);
  const stuck = task({ kind: "opening", status: "late", by_the_clock: true });
  assert.deepEqual(openTasks([slot(null, [stuck])]).map((one) => one.task), [stuck]);
});

test("a round stands in the month in which it opens in Amsterdam, and one without times comes first", () => {
  const months = byMonth([slot("2027-01-31T23:30:00Z"), slot("2027-01-12T08:00:00Z"), slot(null), slot("2027-02-09T08:00:00Z")]);
  assert.deepEqual(months.map(({ month, slots }) => [month, slots.length]), [[null, 1], ["2027-01", 1], ["2027-02", 2]]);
});

test("a rhythm goes through its form and back, and what is not filled in is named", () => {
  const form = { ...USUAL, first_day: "2026-12-29", opens: "09:00:00" };
  const { rhythm, faults } = fromRhythmForm(form);
  assert.deepEqual(faults, []);
  assert.equal(rhythm.opens, "09:00");
  assert.equal(rhythm.weeks, 6);
  assert.deepEqual(rhythmForm(rhythm), { ...form, opens: "09:00" });
  assert.deepEqual(fromRhythmForm({ ...USUAL, weeks: "zes" }).faults, ["first_day", "weeks"]);
});
