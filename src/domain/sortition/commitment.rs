//! What is published before a draw: one hash over the terms and all lots, and the proof that one person's lot is under it.

use serde::{Deserialize, Serialize};

use super::lot::LotCode;
use super::pool::Pool;
use crate::domain::merkle::{Tree, TreeHash, is_included, leaf_hash};

/// The tree over a draw: leaf 0 is the terms, then the lots in the order of their codes.
pub struct Commitment {
    leaves: Vec<TreeHash>,
    tree: Tree,
}

/// That a lot is under a root: what each person gets by mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LotProof {
    /// The root that was published.
    pub root: TreeHash,
    /// Number of leaves: one for the terms, one for each lot.
    pub size: usize,
    /// Place of the leaf.
    pub index: usize,
    /// The leaf, byte for byte.
    pub leaf: String,
    /// Siblings, bottom up.
    pub proof: Vec<TreeHash>,
}

impl LotProof {
    /// Whether the leaf is under the root.
    #[must_use]
    pub fn holds(&self) -> bool {
        is_included(self.leaf.as_bytes(), self.index, self.size, &self.proof, &self.root)
    }
}

impl Pool {
    /// The commitment to this pool: its terms and its lots.
    #[must_use]
    pub fn commitment(&self) -> Commitment {
        let terms = self.terms().leaf(self.lots().len());
        let mut leaves = vec![leaf_hash(terms.as_bytes())];
        leaves.extend(self.lots().iter().map(|lot| leaf_hash(lot.leaf().as_bytes())));
        Commitment { tree: Tree::new(leaves.clone()), leaves }
    }
}

impl Commitment {
    /// The root: what is published before the draw.
    #[must_use]
    pub fn root(&self) -> TreeHash {
        self.tree.root()
    }

    /// The hashes of the leaves, in their order.
    #[must_use]
    pub fn leaves(&self) -> &[TreeHash] {
        &self.leaves
    }

    /// The proof for one person of the pool that this commitment was made of; none if the code is not in it.
    #[must_use]
    pub fn proof(&self, pool: &Pool, code: LotCode) -> Option<LotProof> {
        let place = pool.place(code)?;
        let index = place + 1;
        Some(LotProof {
            root: self.root(),
            size: self.leaves.len(),
            index,
            leaf: pool.lots().get(place)?.leaf(),
            proof: self.tree.inclusion_proof(index)?,
        })
    }
}
