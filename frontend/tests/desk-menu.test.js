// The menu of the desk knows in which room an address lies.
import assert from "node:assert/strict";
import { test } from "node:test";

globalThis.matchMedia = /** @type {typeof matchMedia} */ (/** @type {unknown} */ (() => ({ matches: false })));
const { current } = await import("../parts/desk-menu.js");
const ROOMS = ["/staf", "/staf/kalender", "/staf/gesprekken"];

test("an address lies in the longest room that it begins with, and elsewhere in none", () => {
  assert.equal(current(ROOMS, "/staf"), "/staf");
  assert.equal(current(ROOMS, "/staf/rondes/7"), "/staf");
  assert.equal(current(ROOMS, "/staf/gesprekken/nieuw"), "/staf/gesprekken");
  assert.equal(current(ROOMS, "/staf/kalenderblad"), "/staf");
  assert.equal(current(ROOMS, "/afdeling"), undefined);
});
