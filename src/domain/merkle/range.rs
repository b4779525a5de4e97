//! Proof that a run of leaves stands at its place in a tree: the hashes of the largest subtrees beside it, left to right.
//! The tree is the one of RFC 6962; the proof is what is left of it when everything over the run alone is worked out anew.

use std::ops::Range;

use super::{TreeHash, leaf_hash, node_hash, root_of};

/// Where a subtree of `size` leaves (at least 2) is split: the largest power of two below its size (RFC 6962, 2.1).
const fn split(size: usize) -> usize {
    size.next_power_of_two() / 2
}

/// The hashes beside the leaves in `range`, in order; none if the range is empty or leaves the tree.
#[must_use]
pub fn range_proof(leaves: &[TreeHash], range: &Range<usize>) -> Option<Vec<TreeHash>> {
    if range.is_empty() || range.end > leaves.len() {
        return None;
    }
    let mut proof = Vec::new();
    beside(leaves, 0, range, &mut proof);
    Some(proof)
}

fn beside(leaves: &[TreeHash], first: usize, range: &Range<usize>, proof: &mut Vec<TreeHash>) {
    let end = first + leaves.len();
    if end <= range.start || range.end <= first {
        proof.push(root_of(leaves.to_vec()));
    } else if first < range.start || range.end < end {
        let (left, right) = leaves.split_at(split(leaves.len()));
        beside(left, first, range, proof);
        beside(right, first + left.len(), range, proof);
    }
}

/// Whether `proof` shows that these leaves stand from `start` on in the tree of `size` leaves with this root.
#[must_use]
pub fn is_range<L: AsRef<[u8]>>(
    leaves: &[L],
    start: usize,
    size: usize,
    proof: &[TreeHash],
    root: &TreeHash,
) -> bool {
    let hashes: Vec<TreeHash> = leaves.iter().map(|leaf| leaf_hash(leaf.as_ref())).collect();
    let Some(end) = start.checked_add(hashes.len()).filter(|end| !hashes.is_empty() && *end <= size) else {
        return false;
    };
    let mut shown = proof.iter();
    let made = rebuild(0..size, start..end, &hashes, &mut shown);
    made.as_ref() == Some(root) && shown.next().is_none()
}

/// The hash of the subtree over the leaves `part`, from the run where it can and from the proof where it must.
fn rebuild<'a>(
    part: Range<usize>,
    run: Range<usize>,
    hashes: &[TreeHash],
    proof: &mut impl Iterator<Item = &'a TreeHash>,
) -> Option<TreeHash> {
    if part.end <= run.start || run.end <= part.start {
        return proof.next().copied();
    }
    if part.len() == 1 {
        return hashes.get(part.start - run.start).copied();
    }
    let middle = part.start + split(part.len());
    let left = rebuild(part.start..middle, run.clone(), hashes, proof)?;
    let right = rebuild(middle..part.end, run, hashes, proof)?;
    Some(node_hash(&left, &right))
}

#[cfg(test)]
mod tests {
    use super::super::root;
    use super::*;

    fn leaves(size: usize) -> Vec<String> {
        (0..size).map(|number| format!("leaf {number}")).collect()
    }

    fn proof_of(leaves: &[String], range: &Range<usize>) -> Option<Vec<TreeHash>> {
        let hashes: Vec<TreeHash> = leaves.iter().map(|leaf| leaf_hash(leaf.as_bytes())).collect();
        range_proof(&hashes, range)
    }

    #[test]
    fn every_run_of_every_small_tree_is_proven_and_no_other_is() {
        for size in 1..=17 {
            let leaves = leaves(size);
            let root = root(&leaves);
            for start in 0..size {
                for end in start + 1..=size {
                    let proof = proof_of(&leaves, &(start..end)).unwrap();
                    assert!(is_range(&leaves[start..end], start, size, &proof, &root), "{start}..{end} of {size}");
                    assert!(!is_range(&leaves[start..end], start + 1, size, &proof, &root));
                    let mut other = leaves[start..end].to_vec();
                    other[0].push('!');
                    assert!(!is_range(&other, start, size, &proof, &root));
                    if end - start > 1 {
                        assert!(!is_range(&leaves[start..end - 1], start, size, &proof, &root));
                    }
                }
            }
        }
    }

    #[test]
    fn a_proof_with_a_hash_too_many_or_too_few_is_none() {
        let leaves = leaves(11);
        let root = root(&leaves);
        let mut proof = proof_of(&leaves, &(3..6)).unwrap();
        proof.push(root);
        assert!(!is_range(&leaves[3..6], 3, 11, &proof, &root));
        proof.truncate(2);
        assert!(!is_range(&leaves[3..6], 3, 11, &proof, &root));
    }

    #[test]
    fn an_empty_run_and_one_outside_the_tree_have_no_proof() {
        let leaves = leaves(4);
        assert_eq!(proof_of(&leaves, &(2..2)), None);
        assert_eq!(proof_of(&leaves, &(3..5)), None);
        assert!(!is_range::<String>(&[], 0, 4, &[], &root(&leaves)));
        assert!(!is_range(&leaves, usize::MAX, 4, &[], &root(&leaves)));
    }
}
