// Building RFC 6962 Merkle trees: the root of leaves, and the proof for one or for a run. Never loaded to vote.
import { toHex } from "./bytes.js";
import { leafHash, nodeHash } from "./merkle.js";

/** Root of a list of leaves, in hex. @param {string[]} leaves at least one @returns {Promise<string>} */
export async function rootOf(leaves) {
  return toHex(await subtree(await Promise.all(leaves.map(leafHash))));
}

/** @param {Uint8Array<ArrayBuffer>[]} hashes @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function subtree(hashes) {
  if (hashes.length === 1) return hashes[0];
  const split = splitAt(hashes.length);
  return nodeHash(await subtree(hashes.slice(0, split)), await subtree(hashes.slice(split)));
}

/** Siblings, bottom up and in hex, that prove the leaf at index. @param {string[]} leaves @param {number} index @returns {Promise<string[]>} */
export async function proofOf(leaves, index) {
  if (leaves.length === 1) return [];
  const split = splitAt(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  if (index < split) return [...(await proofOf(left, index)), await rootOf(right)];
  return [...(await proofOf(right, index - split)), await rootOf(left)];
}

/** Hashes, left to right and in hex, that prove the leaves from `start` up to `end`. @param {string[]} leaves @param {number} start @param {number} end @returns {Promise<string[]>} */
export async function rangeProofOf(leaves, start, end) {
  if (end <= 0 || leaves.length <= start) return [await rootOf(leaves)];
  if (start <= 0 && leaves.length <= end) return [];
  const split = splitAt(leaves.length);
  const left = await rangeProofOf(leaves.slice(0, split), start, end);
  return [...left, ...(await rangeProofOf(leaves.slice(split), start - split, end - split))];
}

/** Where the subtree over so many leaves is split: the largest power of two below their number (RFC 6962, 2.1). @param {number} size at least two @returns {number} */
export function splitAt(size) {
  return 2 ** Math.floor(Math.log2(size - 1));
}
