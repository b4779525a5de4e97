// Themes of notes: which there are, and the notes under each. Pure.

/** The same theme, however it was typed. @param {string} theme @returns {string} */
const plain = (theme) => theme.trim().replace(/\s+/g, " ").toLowerCase();

/** Notes under their themes, as the theme was first written; the theme with most notes first, then by name. @template {{theme: string}} T @param {T[]} notes @returns {{theme: string, notes: T[]}[]} */
export function byTheme(notes) {
  /** @type {Map<string, {theme: string, notes: T[]}>} */
  const groups = new Map();
  for (const note of notes) {
    const group = groups.get(plain(note.theme)) ?? { theme: note.theme.trim(), notes: [] };
    group.notes.push(note);
    groups.set(plain(note.theme), group);
  }
  return [...groups.values()].sort((one, other) => other.notes.length - one.notes.length || one.theme.localeCompare(other.theme));
}

/** A note that was kept on a phone; what is no note is an empty one. @param {unknown} kept @returns {{theme: string, text: string}} */
export function keptNote(kept) {
  const { theme, text } = /** @type {Record<string, unknown>} */ (kept ?? {});
  return { theme: typeof theme === "string" ? theme : "", text: typeof text === "string" ? text : "" };
}
