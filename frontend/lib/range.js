// Proof that a run of leaves stands at its place in an RFC 6962 tree, as the ballot box makes it. Never what stands in a leaf.
import { fromHex, toHex } from "./bytes.js";
import { leafHash, nodeHash } from "./merkle.js";
import { splitAt } from "./tree.js";

/** @typedef {Uint8Array<ArrayBuffer>} Hash */

/**
 * True when the proof (hashes of the largest subtrees beside the run, in hex, left to right) shows that these leaves stand
 * from `start` on in the tree of `size` leaves with this root.
 * @param {{leaves: string[], start: number, size: number, proof: string[], root: string}} claim
 * @returns {Promise<boolean>}
 */
export async function inRange({ leaves, start, size, proof, root }) {
  const end = start + leaves.length;
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(size) || start < 0 || leaves.length === 0 || end > size) return false;
  if (!proof.every((hash) => /^[0-9a-f]{64}$/i.test(hash))) return false;
  const run = { start, end, hashes: await Promise.all(leaves.map(leafHash)) };
  const shown = proof.map(fromHex);
  const made = await rebuild(0, size, run, shown);
  return made !== null && shown.length === 0 && toHex(made) === root.toLowerCase();
}

/**
 * The hash of the subtree over the leaves from `first` up to `last`: from the run where it can, from the proof where it must.
 * @param {number} first @param {number} last @param {{start: number, end: number, hashes: Hash[]}} run @param {Hash[]} proof what is used is taken out
 * @returns {Promise<Hash|null>} null when the proof is too short
 */
async function rebuild(first, last, run, proof) {
  if (last <= run.start || run.end <= first) return proof.shift() ?? null;
  if (last - first === 1) return run.hashes[first - run.start];
  const middle = first + splitAt(last - first);
  const left = await rebuild(first, middle, run, proof);
  const right = left && (await rebuild(middle, last, run, proof));
  return left && right && nodeHash(left, right);
}
