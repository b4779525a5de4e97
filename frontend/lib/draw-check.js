// Checking somebody's own lot against what was published of a draw: docs/sortition.md says what each number is. Pure.
import { concat, fromHex, sha256, toHex, utf8 } from "./bytes.js";
import { included } from "./merkle.js";

/** @typedef {import("./draw-shapes.js").OwnLot} OwnLot */
/** @typedef {import("./draw-shapes.js").Draw} Draw */
/** @typedef {"leaf"|"root"|"proof"|"seed"|"number"|"drawn"} Fault */

/** What stands in a leaf: `["lot",CODE,SALT,BEHIND,[TRAIT,…]]`; null for anything else. @param {string} leaf @returns {{code: string, behind: boolean, traits: string[]}|null} */
export function readLeaf(leaf) {
  try {
    const [kind, code, , behind, traits] = JSON.parse(leaf);
    return kind === "lot" && typeof code === "string" && Array.isArray(traits) ? { code, behind: behind === true, traits: traits.map(String) } : null;
  } catch {
    return null;
  }
}

/** The seed: SHA-256 of "loting-v1", the bytes of the root, and the public value without space around it. @param {string} root hex @param {string} value @returns {Promise<string>} hex */
export async function seedOf(root, value) {
  return toHex(await sha256(concat(utf8("loting-v1"), fromHex(root), utf8(value.trim()))));
}

/** The number of a lot: SHA-256 of the bytes of the seed and the letters of the code. @param {string} seed hex @param {string} code @returns {Promise<string>} hex */
export async function numberOf(seed, code) {
  return toHex(await sha256(concat(fromHex(seed), utf8(code))));
}

/**
 * The first thing about a lot that does not agree with what was published; null when all of it does. Before the value is
 * known only the lot and its proof can be checked.
 * @param {OwnLot} lot @param {Pick<Draw, "root"|"value"|"seed"|"drawn">} draw of the same stage
 * @returns {Promise<Fault|null>}
 */
export async function lotFault(lot, draw) {
  if (readLeaf(lot.leaf)?.code !== lot.code) return "leaf";
  if (lot.root !== draw.root) return "root";
  if (!(await included({ ...lot, root: draw.root }))) return "proof";
  if (draw.value === null) return null;
  const seed = await seedOf(draw.root, draw.value);
  if (seed !== draw.seed) return "seed";
  if (lot.number !== null && lot.number !== (await numberOf(seed, lot.code))) return "number";
  return lot.drawn !== null && lot.drawn !== draw.drawn.includes(lot.code) ? "drawn" : null;
}
