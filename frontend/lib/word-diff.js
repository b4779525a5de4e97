// The difference between two texts, word by word. Pure: never the page, never the network.

/** @typedef {{kind: "same"|"gone"|"new", text: string}} Piece */

/** The words of a text, each with the white space before it. @param {string} text @returns {string[]} */
function wordsOf(text) {
  return text.match(/\s*\S+|\s+$/g) ?? [];
}

/**
 * What goes and what comes between two texts, as the longest run of words that both share allows. The pieces without "new"
 * are the first text, those without "gone" the second.
 * @param {string} before @param {string} after @returns {Piece[]}
 */
export function wordDiff(before, after) {
  const [one, two] = [wordsOf(before), wordsOf(after)];
  const same = (/** @type {number} */ i, /** @type {number} */ j) => one[i] === two[j];
  // shared[i][j]: how many words one[i…] and two[j…] have in common, in order.
  const shared = Array.from({ length: one.length + 1 }, () => new Array(two.length + 1).fill(0));
  for (let i = one.length - 1; i >= 0; i--) {
    for (let j = two.length - 1; j >= 0; j--) shared[i][j] = same(i, j) ? shared[i + 1][j + 1] + 1 : Math.max(shared[i + 1][j], shared[i][j + 1]);
  }
  /** @type {Piece[]} */
  const pieces = [];
  const add = (/** @type {Piece["kind"]} */ kind, /** @type {string} */ text) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let [i, j] = [0, 0];
  while (i < one.length || j < two.length) {
    if (i < one.length && j < two.length && same(i, j)) {
      add("same", one[i++]);
      j++;
    } else if (j >= two.length || (i < one.length && shared[i + 1][j] >= shared[i][j + 1])) add("gone", one[i++]);
    else add("new", two[j++]);
  }
  return pieces;
}
