// The vote's state machine, and sending against a server that misbehaves in every known way.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { adopted, overruling } from "../lib/clash.js";
import { sendVote } from "../lib/sending.js";
import { confirmed, nextAct, readSaved, recordVote, remedy, situation, waitBefore } from "../lib/voting.js";
import { VECTOR, sign } from "./ticket-fixture.js";

const vector = JSON.parse(readFileSync(VECTOR, "utf8"));
const where = { round: vector.round, area: 1, key: vector.jwk, box: "https://stem.example.org" };
const unsent = recordVote(null, vector.code, [5, 4, null, 1], 0);
const sent = confirmed({ ...unsent, signature: "s" }, 1);
/** @typedef {Parameters<typeof situation>[0]} Known */
const known = (/** @type {Partial<Known>} */ part) => situation({ state: "open", ticketIssued: false, declined: false, saved: null, ...part });

test("each state of round, server and device has its own situation", () => {
  assert.equal(known({}), "answering");
  assert.equal(known({ declined: true }), "declined");
  assert.equal(known({ ticketIssued: true }), "code_needed");
  assert.equal(known({ ticketIssued: true, saved: sent }), "done");
  assert.equal(known({ ticketIssued: true, saved: unsent }), "sending");
  assert.equal(known({ saved: adopted(vector.code, "s", 0), ticketIssued: true }), "answering");
  assert.equal(known({ saved: adopted(vector.code, "s", 3), ticketIssued: true }), "done");
  assert.equal(known({ state: "scheduled" }), "soon");
  assert.equal(known({ state: "withdrawn", saved: unsent }), "withdrawn");
  assert.equal(known({ state: "closed", saved: unsent }), "sending");
  assert.equal(known({ state: "closed", saved: sent }), "closed_sent");
  assert.equal(known({ state: "published" }), "closed");
  assert.equal(known({ state: "counted", saved: unsent }), "closed");
});

test("a change uses the same code and ticket with a higher version", () => {
  const changed = recordVote(sent, "OTHER", [1, 1, 1, 1], 4);
  assert.deepEqual([changed.code, changed.signature, changed.version, changed.replaces], [vector.code, "s", 5, true]);
  assert.equal(recordVote(sent, "OTHER", [1, 1, 1, 1], 0).version, 2);
  assert.deepEqual([overruling(changed, 9).version, overruling(changed, 9).sent], [10, false]);
});

test("once confirmed, the answers leave the device", () => {
  assert.equal(sent.answers, null);
  assert.equal(nextAct(sent), "rest");
  assert.ok(!JSON.stringify(sent).includes("[5,4"));
});

test("a strange record counts as none", () => {
  for (const strange of [null, 7, "x", {}, { format: 2 }, { format: 1, code: 5 }]) assert.equal(readSaved(strange), null);
  assert.equal(readSaved({ ...unsent, answers: [9, 1, 1, 1] })?.answers, null);
  assert.deepEqual(readSaved(JSON.parse(JSON.stringify(unsent))), unsent);
});

test("waits double, end at a minute, and respect the server's wish", () => {
  assert.equal(waitBefore(0, 1, 0), 1000);
  assert.equal(waitBefore(3, 0, 0), 6000);
  assert.equal(waitBefore(30, 1, 0), 60000);
  assert.equal(waitBefore(0, 0, 90), 90000);
  assert.deepEqual(remedy({ code: "round_closed" }, 0, 0), { kind: "stop", code: "round_closed" });
});


/** @param {string[]} troubles codes that the calls fail with, in order; "" succeeds @param {import("../lib/voting.js").Saved} [saved] */
async function trip(troubles, saved = unsent) {
  /** @type {string[]} */
  const calls = [];
  /** @type {import("../lib/ticket.js").Ballot[]} */
  const ballots = [];
  const fate = (/** @type {string} */ name) => {
    calls.push(name);
    const code = troubles.shift() ?? "";
    if (code !== "") throw Object.assign(new Error(code), { code });
  };
  const wire = {
    issueTicket: async (/** @type {string} */ _, /** @type {string} */ blinded) => (fate("issue"), { signature: sign(blinded, vector.jwk_private) }),
    castBallot: async (/** @type {string} */ _, /** @type {string} */ __, /** @type {import("../lib/ticket.js").Ballot} */ ballot) => (ballots.push(ballot), fate("cast"), { version: ballot.version }),
  };
  /** @type {(import("../lib/voting.js").Saved)[]} */
  const kept = [];
  const outcome = await sendVote({ saved, where, wire, keep: (now) => kept.push(now), report: () => null, pause: async () => undefined, dice: () => 0.5 });
  return { outcome, calls, ballots, kept };
}

test("a vote goes out in two requests, and the ticket is kept between them", async () => {
  const { outcome, calls, kept, ballots } = await trip([]);
  assert.deepEqual(calls, ["issue", "cast"]);
  assert.equal(outcome.kind, "sent");
  assert.equal(kept[0].signature, vector.signature);
  assert.deepEqual([ballots[0].token, ballots[0].x, ballots[0].answers, ballots[0].lines[2]], [vector.token, vector.x["1"], [5, 4, null, 1], vector.lines["3/1"]]);
});

test("lost lines, busy servers and restarts are tried again with the same body", async () => {
  const { outcome, calls, ballots } = await trip(["offline", "internal", "", "offline", "too_many", "box_unreachable"]);
  assert.equal(outcome.kind, "sent");
  assert.deepEqual(calls, ["issue", "issue", "issue", "cast", "cast", "cast", "cast"]);
  for (const ballot of ballots) assert.deepEqual(ballot, ballots[0]);
});

test("a kept ticket is not asked again", async () => {
  assert.deepEqual((await trip([], { ...unsent, signature: vector.signature })).calls, ["cast"]);
});

test("a line code that exists leads to the next version", async () => {
  const { outcome, ballots } = await trip(["", "line_code_taken"]);
  assert.equal(outcome.kind, "sent");
  assert.deepEqual(ballots.map(({ version }) => version), [1, 2]);
});

test("refusals end the trip in their own way", async () => {
  assert.equal((await trip(["ticket_already_issued"])).outcome.kind, "other_code");
  assert.equal((await trip(["", "version_taken"])).outcome.kind, "conflict");
  assert.equal((await trip(["", "version_outdated"])).outcome.kind, "conflict");
  assert.deepEqual((await trip(["round_closed"])).outcome, { kind: "stop", code: "round_closed" });
  assert.deepEqual((await trip(["not_signed_in"])).outcome, { kind: "stop", code: "not_signed_in" });
});
