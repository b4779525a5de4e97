// QR codes of short texts: byte mode, level M, version 3 (42 bytes). Pure: never draws, never knows what the text means.

const SIZE = 29;
const DATA_WORDS = 44;
const CORRECTION_WORDS = 26;
const MASKS = [
  (/** @type {number} */ x, /** @type {number} */ y) => (x + y) % 2 === 0,
  (/** @type {number} */ _, /** @type {number} */ y) => y % 2 === 0,
  (/** @type {number} */ x) => x % 3 === 0,
  (/** @type {number} */ x, /** @type {number} */ y) => (x + y) % 3 === 0,
  (/** @type {number} */ x, /** @type {number} */ y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (/** @type {number} */ x, /** @type {number} */ y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (/** @type {number} */ x, /** @type {number} */ y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (/** @type {number} */ x, /** @type {number} */ y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** The matrix of a text, true where dark. @param {string} text @param {number} [mask] 0 … 7; the best one when left out @returns {boolean[][]} */
export function qrMatrix(text, mask) {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length + 2 > DATA_WORDS) throw new Error("too long for a QR code");
  const data = dataWords(bytes);
  const words = [...data, ...correction(data)];
  if (mask !== undefined) return drawn(words, mask);
  const all = MASKS.map((_, one) => drawn(words, one));
  const costs = all.map(penalty);
  return all[costs.indexOf(Math.min(...costs))];
}

/** @param {Uint8Array} bytes @returns {number[]} */
function dataWords(bytes) {
  const nibbles = [4, bytes.length >> 4, bytes.length & 15, ...[...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  const words = [];
  for (let i = 0; i < nibbles.length; i += 2) words.push((nibbles[i] << 4) | nibbles[i + 1]);
  for (let pad = 0xec; words.length < DATA_WORDS; pad ^= 0xec ^ 0x11) words.push(pad);
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

/** Reed-Solomon remainder. @param {number[]} words @returns {number[]} */
function correction(words) {
  let generator = [1];
  for (let i = 0, root = 1; i < CORRECTION_WORDS; i++, root = times(root, 2)) {
    generator = [...generator, 0].map((value, at) => value ^ (at === 0 ? 0 : times(generator[at - 1], root)));
  }
  const rest = /** @type {number[]} */ (Array(CORRECTION_WORDS).fill(0));
  for (const word of words) {
    const lead = word ^ /** @type {number} */ (rest.shift());
    rest.push(0);
    generator.slice(1).forEach((value, at) => (rest[at] ^= times(value, lead)));
  }
  return rest;
}

/** @param {number[]} words @param {number} mask @returns {boolean[][]} */
function drawn(words, mask) {
  const size = SIZE;
  const grid = Array.from({ length: size }, () => /** @type {(boolean|undefined)[]} */ (Array(size).fill(undefined)));
  const finder = (/** @type {number} */ cx, /** @type {number} */ cy, /** @type {number} */ reach) => {
    for (let y = -reach; y <= reach; y++) {
      for (let x = -reach; x <= reach; x++) {
        const ring = Math.max(Math.abs(x), Math.abs(y));
        if (grid[cy + y]?.[cx + x] === undefined && cx + x >= 0 && cx + x < size && cy + y >= 0 && cy + y < size) grid[cy + y][cx + x] = ring !== 2 - (reach === 2 ? 1 : 0) && ring !== 4;
      }
    }
  };
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) finder(x, y, 4);
  finder(size - 7, size - 7, 2);
  for (let i = 8; i < size - 8; i++) grid[6][i] = grid[i][6] = i % 2 === 0;
  drawFormat(grid, size, mask);
  fillWords(grid, size, words, mask);
  return grid.map((row) => row.map(Boolean));
}

/** @param {(boolean|undefined)[][]} grid @param {number} size @param {number} mask */
function drawFormat(grid, size, mask) {
  // Level M is 00, so the five data bits are the mask alone.
  let rest = mask;
  for (let i = 0; i < 10; i++) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  for (let i = 0; i < 15; i++) {
    const dark = ((bits >> i) & 1) === 1;
    grid[i < 6 ? i : i < 8 ? i + 1 : size - 15 + i][8] = dark;
    grid[8][i < 8 ? size - 1 - i : i < 9 ? 7 : 14 - i] = dark;
  }
  grid[size - 8][8] = true;
}

/** @param {(boolean|undefined)[][]} grid @param {number} size @param {number[]} words @param {number} mask */
function fillWords(grid, size, words, mask) {
  let at = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let i = 0; i < size; i++) {
      const y = up ? size - 1 - i : i;
      for (const x of [right, right - 1]) {
        if (grid[y][x] !== undefined) continue;
        const bit = ((words[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
        grid[y][x] = (bit === 1) !== MASKS[mask](x, y);
        at++;
      }
    }
  }
}

/** How hard a matrix is to read, by the four rules of the standard. @param {boolean[][]} grid @returns {number} */
function penalty(grid) {
  const size = grid.length;
  const turned = grid.map((_, x) => grid.map((row) => row[x]));
  let cost = 0;
  for (const line of [...grid, ...turned].map((row) => row.map((dark) => (dark ? "1" : "0")).join(""))) {
    for (const [run] of line.matchAll(/1{5,}|0{5,}/g)) cost += run.length - 2;
    cost += 40 * [...line.matchAll(/(?=10111010000)|(?=00001011101)/g)].length;
  }
  for (let y = 1; y < size; y++) {
    for (let x = 1; x < size; x++) if (grid[y][x] === grid[y][x - 1] && grid[y][x] === grid[y - 1][x] && grid[y][x] === grid[y - 1][x - 1]) cost += 3;
  }
  const dark = grid.flat().filter(Boolean).length;
  return cost + 10 * Math.floor(Math.abs((20 * dark) / (size * size) - 10));
}
