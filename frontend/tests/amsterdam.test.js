// The Amsterdam clock, with both nights of the change.
import assert from "node:assert/strict";
import { test } from "node:test";
import { dayInWords, momentInWords, shortMoment, spanInWords, toLocal, toUtc } from "../lib/amsterdam.js";

test("winter and summer times are read as Amsterdam time", () => {
  assert.deepEqual(toUtc("2026-11-21T09:00"), { utc: "2026-11-21T08:00:00Z", kind: "once" });
  assert.deepEqual(toUtc("2026-07-01T20:00"), { utc: "2026-07-01T18:00:00Z", kind: "once" });
});

test("the hour that spring skips does not exist", () => {
  assert.deepEqual(toUtc("2026-03-29T01:59"), { utc: "2026-03-29T00:59:00Z", kind: "once" });
  for (const minute of ["02:00", "02:30", "02:59"]) {
    assert.deepEqual(toUtc(`2026-03-29T${minute}`), { utc: null, kind: "gap" });
  }
  assert.deepEqual(toUtc("2026-03-29T03:00"), { utc: "2026-03-29T01:00:00Z", kind: "once" });
});

test("the hour that autumn doubles means its first pass, and says so", () => {
  assert.deepEqual(toUtc("2026-10-25T01:59"), { utc: "2026-10-24T23:59:00Z", kind: "once" });
  assert.deepEqual(toUtc("2026-10-25T02:00"), { utc: "2026-10-25T00:00:00Z", kind: "twice" });
  assert.deepEqual(toUtc("2026-10-25T02:59"), { utc: "2026-10-25T00:59:00Z", kind: "twice" });
  assert.deepEqual(toUtc("2026-10-25T03:00"), { utc: "2026-10-25T02:00:00Z", kind: "once" });
});

test("every half hour of a year comes back as it went", () => {
  let skipped = 0;
  for (let moment = Date.UTC(2026, 0, 1); moment < Date.UTC(2027, 0, 1); moment += 1800000) {
    const utc = new Date(moment).toISOString().replace(".000Z", "Z");
    const back = toUtc(toLocal(utc));
    assert.ok(back.utc !== null);
    if (back.utc !== utc) skipped += 1;
  }
  assert.equal(skipped, 2);
});

test("what is no time is refused", () => {
  for (const value of ["", "2026-02-30T10:00", "2026-13-01T10:00", "2026-01-01", "2026-01-01T24:00", "morgen"]) {
    assert.equal(toUtc(value).kind, "malformed", value);
  }
});

test("moments read well in both languages", () => {
  assert.equal(momentInWords("2026-11-21T08:00:00Z", "nl"), "zaterdag 21 november 2026, 09:00");
  assert.match(momentInWords("2026-11-21T08:00:00Z", "en"), /^Saturday,? 21 November 2026, 09:00$/);
  assert.equal(dayInWords("2027-01-15", "nl"), "15 januari 2027");
});

test("an evening names its day once, and a night both", () => {
  assert.equal(spanInWords("2026-11-21T18:30:00Z", "2026-11-21T20:30:00Z", "nl"), "zaterdag 21 november 2026, 19:30 – 21:30");
  assert.equal(spanInWords("2026-07-01T18:00:00Z", "2026-07-01T23:00:00Z", "nl"), "woensdag 1 juli 2026, 20:00 – donderdag 2 juli 2026, 01:00");
});

test("a moment in few words is on the Amsterdam clock", () => {
  assert.equal(shortMoment("2026-11-21T08:00:00Z", "nl"), "za 21 nov 09:00");
  assert.equal(shortMoment("2026-07-01T22:30:00Z", "nl"), "do 2 jul 00:30");
});
