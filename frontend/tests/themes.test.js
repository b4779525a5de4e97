// Notes of tables: together under their themes, however a moderator typed them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { byTheme, keptNote } from "../lib/themes.js";

test("notes stand under their theme, most first, and case and spaces do not make another theme", () => {
  const notes = [{ theme: "Parkeren", at: 1 }, { theme: "Huur ", at: 2 }, { theme: "huur", at: 3 }, { theme: "Bouwen", at: 4 }];
  assert.deepEqual(byTheme(notes).map(({ theme, notes: under }) => [theme, under.map(({ at }) => at)]), [["Huur", [2, 3]], ["Bouwen", [4]], ["Parkeren", [1]]]);
  assert.deepEqual(byTheme([]), []);
});

test("a note that a phone kept is taken back, and nonsense is empty", () => {
  assert.deepEqual(keptNote({ theme: "Huur", text: "Te hoog." }), { theme: "Huur", text: "Te hoog." });
  for (const kept of [null, 7, "x", { theme: 3 }, []]) assert.deepEqual(keptNote(kept), { theme: "", text: "" });
});
