// QR codes of short texts: byte mode, level M, version 3 (42 bytes), and what other sizes need. Pure: never draws, never knows what the text means.

// The standard tries eight masks and keeps the one that reads best. For a member's code this one costs 8 % more than the
// best on average (its penalty, over 400 codes), too little to send the search for it to every phone.
const MASK = 2;
const masked = (/** @type {number} */ x) => x % 3 === 0;

/** The matrix of a text, true where dark. @param {string} text @returns {boolean[][]} */
export function qrMatrix(text) {
  const data = dataWords(text, 44);
  return filled(emptyGrid(29, 0), [...data, ...correction(data, 26)]);
}

/** The text in `room` words, padded. @param {string} text @param {number} room @returns {number[]} */
export function dataWords(text, room) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length + 2 > room) throw new Error("too long for a QR code");
  const nibbles = [4, bytes.length >> 4, bytes.length & 15, ...[...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const words = [];
  for (let i = 0; i < nibbles.length; i += 2) words.push((nibbles[i] << 4) | nibbles[i + 1]);
  for (let pad = 0xec; words.length < room; pad ^= 0xec ^ 0x11) words.push(pad);
  return words;
}

/** Multiplication in GF(256) with polynomial 0x11d. @param {number} a @param {number} b @returns {number} */
function times(a, b) {
  let product = 0;
  for (let i = 7; i >= 0; i--) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    if ((b >> i) & 1) product ^= a;
  }
  return product;
}

/** Reed-Solomon remainder of `length` words. @param {number[]} words @param {number} length @returns {number[]} */
export function correction(words, length) {
  let generator = [1];
  for (let i = 0, root = 1; i < length; i++, root = times(root, 2)) {
    generator = [...generator, 0].map((value, at) => value ^ (at === 0 ? 0 : times(generator[at - 1], root)));
  }
  const rest = /** @type {number[]} */ (Array(length).fill(0));
  for (const word of words) {
    const lead = word ^ /** @type {number} */ (rest.shift());
    rest.push(0);
    generator.slice(1).forEach((value, at) => (rest[at] ^= times(value, lead)));
  }
  return rest;
}

/** Everything but the words: finders, timing, format; `level` is 0 for M and 1 for L. @param {number} size 29 … 41 @param {number} level @returns {(boolean|undefined)[][]} */
export function emptyGrid(size, level) {
  const grid = Array.from({ length: size }, () => /** @type {(boolean|undefined)[]} */ (Array(size).fill(undefined)));
  const finder = (/** @type {number} */ cx, /** @type {number} */ cy, /** @type {number} */ reach, /** @type {number} */ light) => {
    for (let y = -reach; y <= reach; y++) {
      for (let x = -reach; x <= reach; x++) {
        const ring = Math.max(Math.abs(x), Math.abs(y));
        if (cx + x in grid && cy + y in grid) grid[cy + y][cx + x] = ring !== light && ring !== 4;
      }
    }
  };
  for (let i = 8; i < size - 8; i++) grid[6][i] = grid[i][6] = i % 2 === 0;
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) finder(x, y, 4, 2);
  finder(size - 7, size - 7, 2, 1);
  const format = (level << 3) | MASK;
  let rest = format;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((format << 10) | rest) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const dark = ((bits >> i) & 1) === 1;
    grid[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = dark;
    grid[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = dark;
  }
  grid[size - 8][8] = true;
  return grid;
}

/** A grid with its words. @param {(boolean|undefined)[][]} grid @param {number[]} words @returns {boolean[][]} */
export function filled(grid, words) {
  const size = grid.length;
  let at = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++) {
      const y = up ? size - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (grid[y][x] !== undefined) continue;
        const bit = ((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
        grid[y][x] = (bit === 1) !== masked(x);
        at++;
      }
    }
  }
  return grid.map((row) => row.map(Boolean));
}
