//! The RFC 6962 Merkle tree that fixes a round's manifest and its published lists: root, inclusion proof, verification.
//! Leaves are bytes; what they mean is decided elsewhere.

mod range;

use std::fmt;
use std::str::FromStr;

use ring::digest::{Context, SHA256, digest};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

pub use range::{GrownTree, TallTree, Tree, is_range};

use super::hex::{from_hex, to_hex};

/// A SHA-256 hash in a Merkle tree; written as 64 hexadecimal characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TreeHash(pub [u8; 32]);

impl TreeHash {
    /// The 64 hexadecimal characters in 16 groups of 4 with a space between them, as members compare them.
    #[must_use]
    pub fn groups(&self) -> String {
        let pairs: Vec<String> = self.0.chunks(2).map(to_hex).collect();
        pairs.join(" ")
    }
}

impl fmt::Display for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_hex(&self.0))
    }
}

impl fmt::Debug for TreeHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TreeHash({self})")
    }
}

/// The text is not 64 hexadecimal characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a tree hash is 64 hexadecimal characters")]
pub struct NotATreeHash;

impl FromStr for TreeHash {
    type Err = NotATreeHash;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        from_hex(text).map(Self).ok_or(NotATreeHash)
    }
}

impl Serialize for TreeHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for TreeHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

fn hash_of(parts: &[&[u8]]) -> TreeHash {
    let mut context = Context::new(&SHA256);
    for part in parts {
        context.update(part);
    }
    sized(context.finish().as_ref())
}

fn sized(bytes: &[u8]) -> TreeHash {
    let mut hash = [0; 32];
    hash.copy_from_slice(bytes);
    TreeHash(hash)
}

/// SHA-256 of 0x00 and the leaf: a leaf can never be taken for a node.
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> TreeHash {
    hash_of(&[&[0], leaf])
}

fn node_hash(left: &TreeHash, right: &TreeHash) -> TreeHash {
    hash_of(&[&[1], &left.0, &right.0])
}

fn level_above(level: &[TreeHash]) -> Vec<TreeHash> {
    level
        .chunks(2)
        .map(|pair| match pair {
            [left, right] => node_hash(left, right),
            // A last one without a sibling moves up unchanged: this is RFC 6962's split at the largest power of two.
            _ => pair[0],
        })
        .collect()
}

/// The root over the leaves in their order; of no leaves it is the SHA-256 of nothing.
#[must_use]
pub fn root<L: AsRef<[u8]>>(leaves: &[L]) -> TreeHash {
    Tree::new(leaves.iter().map(|leaf| leaf_hash(leaf.as_ref())).collect()).root()
}

fn no_leaves() -> TreeHash {
    sized(digest(&SHA256, b"").as_ref())
}

/// The sibling hashes from the leaf at `index` up to the root, bottom first; `None` when there is no such leaf.
#[must_use]
pub fn inclusion_proof<L: AsRef<[u8]>>(leaves: &[L], index: usize) -> Option<Vec<TreeHash>> {
    Tree::new(leaves.iter().map(|leaf| leaf_hash(leaf.as_ref())).collect()).inclusion_proof(index)
}

/// Whether `proof` shows that `leaf` stands at `index` in the tree of `size` leaves with this root.
#[must_use]
pub fn is_included(leaf: &[u8], index: usize, size: usize, proof: &[TreeHash], root: &TreeHash) -> bool {
    if index >= size {
        return false;
    }
    let (mut position, mut last, mut hash) = (index, size - 1, leaf_hash(leaf));
    let mut siblings = proof.iter();
    while last > 0 {
        if position % 2 == 1 || position < last {
            let Some(sibling) = siblings.next() else {
                return false;
            };
            hash = if position % 2 == 1 { node_hash(sibling, &hash) } else { node_hash(&hash, sibling) };
        }
        position /= 2;
        last /= 2;
    }
    siblings.next().is_none() && hash == *root
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    // The inputs and roots of Certificate Transparency's own reference tests.
    const LEAVES: [&[u8]; 8] = [
        b"",
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    const ROOTS: [&str; 9] = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn the_roots_are_those_of_certificate_transparency() {
        for (size, expected) in ROOTS.iter().enumerate() {
            assert_eq!(root(&LEAVES[..size]).to_string(), *expected, "tree of {size} leaves");
        }
    }

    #[test]
    fn a_proof_is_that_of_certificate_transparency() {
        let proof: Vec<String> = inclusion_proof(&LEAVES, 5).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(
            proof,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        );
        let ragged = inclusion_proof(&LEAVES[..3], 2).unwrap();
        assert_eq!(ragged.iter().map(ToString::to_string).collect::<Vec<_>>(), [ROOTS[2]]);
    }

    fn many(size: usize) -> Vec<Vec<u8>> {
        (0..size).map(|number| number.to_string().into_bytes()).collect()
    }

    #[test]
    fn every_leaf_of_every_small_tree_is_proven_and_only_at_its_own_place() {
        for size in 1..=33 {
            let leaves = many(size);
            let top = root(&leaves);
            for index in 0..size {
                let proof = inclusion_proof(&leaves, index).unwrap();
                assert!(is_included(&leaves[index], index, size, &proof, &top));
                assert!(!is_included(b"other", index, size, &proof, &top));
                for elsewhere in (0..size).filter(|elsewhere| *elsewhere != index) {
                    assert!(!is_included(&leaves[index], elsewhere, size, &proof, &top));
                }
            }
        }
    }

    #[test]
    fn a_proof_that_is_too_short_too_long_or_outside_the_tree_is_refused() {
        let leaves = many(7);
        let top = root(&leaves);
        let proof = inclusion_proof(&leaves, 2).unwrap();
        assert!(!is_included(&leaves[2], 2, 7, &proof[..2], &top));
        assert!(!is_included(&leaves[2], 2, 7, &[proof.clone(), vec![top]].concat(), &top));
        assert!(!is_included(&leaves[2], 7, 7, &proof, &top));
        assert!(!is_included(&leaves[2], 0, 0, &[], &top));
        assert!(inclusion_proof(&leaves, 7).is_none());
    }

    #[test]
    fn a_hash_reads_back_and_is_shown_in_sixteen_groups_of_four() {
        let top = root(&LEAVES);
        assert_eq!(top.to_string().parse(), Ok(top));
        assert_eq!(serde_json::from_str::<TreeHash>(&serde_json::to_string(&top).unwrap()).unwrap(), top);
        assert_eq!(top.groups().split(' ').count(), 16);
        assert!(top.groups().starts_with("5dc9 da79 "));
        assert_eq!("zz".repeat(32).parse::<TreeHash>(), Err(NotATreeHash));
        assert_eq!("é".repeat(32).parse::<TreeHash>(), Err(NotATreeHash));
    }
}
