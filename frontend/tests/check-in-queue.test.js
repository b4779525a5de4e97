// The door of a conversation without a line: nothing noted is lost, and nothing counts twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { afterSending, checkInCode, noted, present, queueOf } from "../lib/check-in-queue.js";

const ans = { seat_id: "1", present: true, at: "2026-11-21T19:00:00Z" };
const bo = { seat_id: "2", present: true, at: "2026-11-21T19:01:00Z" };
const code = { code: "7XQ2M0123ABCDEFG", present: true, at: "2026-11-21T19:02:00Z" };

test("of two notes about somebody the last counts", () => {
  const undone = { ...ans, present: false, at: "2026-11-21T19:03:00Z" };
  assert.deepEqual([ans, bo, code, undone].reduce(noted, /** @type {import("../lib/conversation-shapes.js").CheckIn[]} */ ([])), [bo, code, undone]);
});

test("what was sent leaves the queue, and what was changed on the way stays", () => {
  const undone = { ...ans, present: false, at: "2026-11-21T19:03:00Z" };
  assert.deepEqual(afterSending([bo, code, undone], [ans, bo, code]), [undone]);
  assert.deepEqual(afterSending([ans, bo], [ans, bo]), []);
});

test("what a phone kept is taken back, and nonsense is nothing", () => {
  assert.deepEqual(queueOf(JSON.parse(JSON.stringify([ans, code]))), [ans, code]);
  assert.deepEqual(queueOf([{ ...ans, code: "X" }, { present: true, at: "x" }, null, 3]), []);
  for (const other of [null, "x", {}, 7]) assert.deepEqual(queueOf(other), []);
});

test("the list shows what was noted, also before it is sent", () => {
  const people = [{ seat_id: "1", checked_in: true }, { seat_id: "2", checked_in: false }, { seat_id: "3", checked_in: false }];
  const shown = present(people, [{ ...ans, present: false }, bo, code]);
  assert.deepEqual(shown, [{ seat_id: "1", checked_in: false, waits: true }, { seat_id: "2", checked_in: true, waits: true }, { seat_id: "3", checked_in: false, waits: false }]);
});

test("a code is read as people type it", () => {
  assert.equal(checkInCode(" 7xq2-m012 3abc-defg "), "7XQ2M0123ABCDEFG");
  assert.equal(checkInCode("OIL2M0123ABCDEFG"), "0112M0123ABCDEFG");
  for (const wrong of ["", "7XQ2", "7XQ2M0123ABCDEF!", "7XQ2M0123ABCDEFGH"]) assert.equal(checkInCode(wrong), null, wrong);
});
