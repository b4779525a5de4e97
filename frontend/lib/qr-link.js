// QR codes of addresses: byte mode, level L, version 6 (134 bytes), on the words of qr.js. Pure: never draws, never knows what the text means.
import { correction, dataWords, emptyGrid, filled } from "./qr.js";

const SIZE = 41;
const BLOCK = 68;
const CORRECTION = 18;

/** The matrix of an address, true where dark; null when it does not fit. @param {string} address @returns {boolean[][]|null} */
export function qrLink(address) {
  if (new TextEncoder().encode(address).length > 2 * BLOCK - 2) return null;
  const data = dataWords(address, 2 * BLOCK);
  const blocks = [data.slice(0, BLOCK), data.slice(BLOCK)];
  return filled(emptyGrid(SIZE, 1), [...woven(blocks), ...woven(blocks.map((block) => correction(block, CORRECTION)))]);
}

/** The words of two blocks in turn. @param {number[][]} blocks @returns {number[]} */
function woven([one, other]) {
  return one.flatMap((word, i) => [word, other[i]]);
}
