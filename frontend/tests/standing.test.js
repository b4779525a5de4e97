// What an invited member is shown: the state of the conversation goes first, then the answer, then what may still be done.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isComing, standing } from "../lib/standing.js";

/** @typedef {import("../lib/conversation-shapes.js").ConversationState} State */
/** @typedef {import("../lib/conversation-shapes.js").SeatStatus} Status */
const of = (/** @type {State} */ state, /** @type {Status} */ status, /** @type {("yes"|"no")[]} */ can = []) => standing({ state, can, answer: { status } });

test("who did not answer is asked as long as yes is possible, and is told when it is not", () => {
  assert.equal(of("inviting", "invited", ["yes", "no"]), "ask");
  assert.equal(of("settled", "invited"), "late");
});

test("a conversation that is cancelled or over says so to everybody", () => {
  for (const status of /** @type {const} */ (["invited", "no", "yes", "seated", "waiting", "offered", "withdrawn", "lapsed"])) {
    assert.equal(of("cancelled", status, ["yes"]), "cancelled");
    assert.equal(of("held", status), "over");
    assert.equal(of("reported", status), "over");
  }
});

test("a yes waits for the draw, and knows when it is being done", () => {
  assert.equal(of("inviting", "yes", ["no"]), "yes");
  assert.equal(of("drawing", "yes", ["no"]), "drawing");
});

test("those who come, or may come to, are asked what they need; who is offered a seat says yes first", () => {
  assert.deepEqual(["ask", "late", "cancelled", "over", "no", "yes", "drawing", "seated", "waiting", "offered", "withdrawn", "lapsed"].filter((one) => isComing(/** @type {any} */ (one))), ["yes", "drawing", "seated", "waiting"]);
});
