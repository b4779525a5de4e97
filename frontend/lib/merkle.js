// RFC 6962 Merkle trees as the manifest uses them: root and inclusion proof. Never what stands in a leaf.
import { concat, fromHex, sha256, toHex, utf8 } from "./bytes.js";

/** Hash of a leaf's exact text. @param {string} leaf @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function leafHash(leaf) {
  return sha256(concat(Uint8Array.of(0), utf8(leaf)));
}

/** @param {Uint8Array} left @param {Uint8Array} right @returns {Promise<Uint8Array<ArrayBuffer>>} */
async function nodeHash(left, right) {
  return sha256(concat(Uint8Array.of(1), left, right));
}

/**
 * True when the proof (hex siblings, bottom up) leads from the leaf at index to the root of a tree of that size (RFC 9162, 2.1.3.2).
 * @param {{leaf: string, index: number, size: number, proof: string[], root: string}} claim
 * @returns {Promise<boolean>}
 */
export async function included({ leaf, index, size, proof, root }) {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let [at, last, hash] = [index, size - 1, await leafHash(leaf)];
  for (const sibling of proof.map(fromHex)) {
    if (last === 0 || sibling.length !== 32) return false;
    if (at % 2 === 1 || at === last) {
      hash = await nodeHash(sibling, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = await nodeHash(hash, sibling);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && toHex(hash) === root.toLowerCase();
}

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

/** @param {number} size at least two @returns {number} the largest power of two below it */
function splitAt(size) {
  return 2 ** Math.floor(Math.log2(size - 1));
}

/** A root as sixteen groups of four letters, as printed in the invitation. @param {string} root hex @returns {string[]} */
export function rootGroups(root) {
  return Array.from({ length: 16 }, (_, i) => root.slice(4 * i, 4 * i + 4));
}
