// RFC 6962 Merkle trees as the manifest uses them: leaf hashes and inclusion proofs. Never what stands in a leaf.
import { concat, fromHex, sha256, toHex, utf8 } from "./bytes.js";

/** Hash of a leaf's exact text. @param {string} leaf @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function leafHash(leaf) {
  return sha256(concat(Uint8Array.of(0), utf8(leaf)));
}

/** Hash of two nodes. @param {Uint8Array} left @param {Uint8Array} right @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function nodeHash(left, right) {
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
