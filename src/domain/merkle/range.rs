//! Proof that a run of leaves stands at its place in a tree: the hashes of the largest subtrees beside it, left to right.
//! The tree is the one of RFC 6962; the proof is what is left of it when everything over the run alone is worked out anew.

use std::ops::Range;

use super::{TreeHash, leaf_hash, level_above, no_leaves, node_hash};

/// A whole tree, for many proofs from one piece of work.
pub struct Tree {
    // From the leaves up; the last level is the root alone. Empty without leaves.
    levels: Vec<Vec<TreeHash>>,
}

impl Tree {
    /// The tree over leaves that are hashed already.
    #[must_use]
    pub fn new(leaves: Vec<TreeHash>) -> Self {
        let mut levels = if leaves.is_empty() { Vec::new() } else { vec![leaves] };
        while let Some(level) = levels.last().filter(|level| level.len() > 1) {
            levels.push(level_above(level));
        }
        Self { levels }
    }

    /// Its root.
    #[must_use]
    pub fn root(&self) -> TreeHash {
        self.levels.last().and_then(|level| level.first()).copied().unwrap_or_else(no_leaves)
    }

    /// The sibling hashes from the leaf at `index` up to the root, bottom first; none when there is no such leaf.
    #[must_use]
    pub fn inclusion_proof(&self, index: usize) -> Option<Vec<TreeHash>> {
        self.levels.first()?.get(index)?;
        let sibling = |(height, level): (usize, &Vec<TreeHash>)| level.get((index >> height) ^ 1).copied();
        Some(self.levels.iter().enumerate().filter_map(sibling).collect())
    }
}

/// Leaves under the lowest hash that a [`TallTree`] keeps; a power of two.
const BLOCK: usize = 64;

/// The tree over very many leaves, for proofs of runs. What is below a block of leaves is worked out again where a run
/// begins or ends: of a million leaves that is a megabyte instead of sixty-four.
#[derive(Default)]
pub struct TallTree {
    size: usize,
    block: Vec<TreeHash>,
    blocks: Vec<TreeHash>,
}

impl TallTree {
    /// Adds the hash of the next leaf.
    pub fn push(&mut self, leaf: TreeHash) {
        self.size += 1;
        self.block.push(leaf);
        if self.block.len() == BLOCK {
            self.blocks.push(Tree::new(std::mem::take(&mut self.block)).root());
        }
    }

    /// Leaves so far.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.size
    }

    /// The whole tree, ready for proofs.
    #[must_use]
    pub fn grown(mut self) -> GrownTree {
        if !self.block.is_empty() {
            self.blocks.push(Tree::new(self.block).root());
        }
        GrownTree { size: self.size, above: Tree::new(self.blocks) }
    }
}

/// A [`TallTree`] that has all its leaves.
pub struct GrownTree {
    size: usize,
    // Its leaves are the roots over the blocks: a last block that is not full has moved up unchanged, as in any RFC 6962 tree.
    above: Tree,
}

/// Where a subtree of `size` leaves (at least 2) is split: the largest power of two below its size (RFC 6962, 2.1).
const fn split(size: usize) -> usize {
    size.next_power_of_two() / 2
}

impl GrownTree {
    /// Its root.
    #[must_use]
    pub fn root(&self) -> TreeHash {
        self.above.root()
    }

    /// The hashes beside the leaves in `range`, left to right; none if the range is empty or leaves the tree. `leaf` gives
    /// the hash of a leaf by its place once more.
    #[must_use]
    pub fn range_proof(
        &self,
        range: &Range<usize>,
        leaf: &impl Fn(usize) -> Option<TreeHash>,
    ) -> Option<Vec<TreeHash>> {
        if range.is_empty() || range.end > self.size {
            return None;
        }
        let mut proof = Vec::new();
        self.beside(0..self.size, range, leaf, &mut proof)?;
        Some(proof)
    }

    fn beside(
        &self,
        part: Range<usize>,
        range: &Range<usize>,
        leaf: &impl Fn(usize) -> Option<TreeHash>,
        proof: &mut Vec<TreeHash>,
    ) -> Option<()> {
        if part.end <= range.start || range.end <= part.start {
            proof.push(self.subtree(part, leaf)?);
        } else if part.start < range.start || range.end < part.end {
            let middle = part.start + split(part.len());
            self.beside(part.start..middle, range, leaf, proof)?;
            self.beside(middle..part.end, range, leaf, proof)?;
        }
        Some(())
    }

    /// The hash over the leaves of one subtree. It begins at a multiple of its rounded size, so it is one hash of a level,
    /// or within one block.
    fn subtree(&self, part: Range<usize>, leaf: &impl Fn(usize) -> Option<TreeHash>) -> Option<TreeHash> {
        let rounded = part.len().next_power_of_two();
        if rounded < BLOCK {
            return part.map(leaf).collect::<Option<_>>().map(|leaves| Tree::new(leaves).root());
        }
        let height = usize::try_from((rounded / BLOCK).trailing_zeros()).ok()?;
        self.above.levels.get(height)?.get(part.start / rounded).copied()
    }
}

/// Whether `proof` shows that these leaves stand from `start` on in the tree of `size` leaves with this root.
#[must_use]
pub fn is_range<L: AsRef<[u8]>>(leaves: &[L], start: usize, size: usize, proof: &[TreeHash], root: &TreeHash) -> bool {
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
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::super::root;
    use super::*;

    fn leaves(size: usize) -> Vec<String> {
        (0..size).map(|number| format!("leaf {number}")).collect()
    }

    fn grown(leaves: &[String]) -> GrownTree {
        let mut tree = TallTree::default();
        leaves.iter().for_each(|leaf| tree.push(leaf_hash(leaf.as_bytes())));
        assert_eq!(tree.size(), leaves.len());
        tree.grown()
    }

    fn proof_of(leaves: &[String], range: &Range<usize>) -> Option<Vec<TreeHash>> {
        grown(leaves).range_proof(range, &|place| leaves.get(place).map(|leaf| leaf_hash(leaf.as_bytes())))
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
                    assert_eq!(grown(&leaves).root(), root);
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
    fn runs_within_across_and_at_the_edges_of_blocks_are_proven() {
        for size in [BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 5 * BLOCK + 7] {
            let leaves = leaves(size);
            let root = root(&leaves);
            assert_eq!(grown(&leaves).root(), root);
            for start in (0..size).step_by(9) {
                for end in [start + 1, start + 20, BLOCK, BLOCK + 1, 2 * BLOCK, size] {
                    if start < end && end <= size {
                        let proof = proof_of(&leaves, &(start..end)).unwrap();
                        assert!(is_range(&leaves[start..end], start, size, &proof, &root), "{start}..{end} of {size}");
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
