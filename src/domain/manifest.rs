//! What is promised before the first letter leaves: the leaves of the manifest, as exact texts.

use serde::{Deserialize, Serialize};

use super::answer::SCALE;
use super::area::CountingArea;
use super::draft::RoundDraft;
use super::ids::RoundId;
use super::merkle::{TreeHash, inclusion_proof, is_included, root};
use super::round::Purpose;
use super::ticket::PublicJwk;
use super::time::Timestamp;

/// A statement in leaf 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestStatement {
    /// 1 to 4.
    pub number: u8,
    /// The statement.
    pub text: String,
    /// What it means.
    pub explanation: Option<String>,
    /// Argument for.
    pub argument_for: Option<String>,
    /// Argument against.
    pub argument_against: Option<String>,
}

/// Leaf 0: the round itself. Its JSON text is what is hashed, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundLeaf {
    /// Version of this form.
    pub format: u8,
    /// The round.
    pub round: RoundId,
    /// Its title.
    pub title: String,
    /// What it is for.
    pub purpose: Purpose,
    /// The four statements.
    pub statements: Vec<ManifestStatement>,
    /// The scale, from 1 to 5.
    pub scale: Vec<String>,
    /// First moment to vote.
    pub opens_at: Timestamp,
    /// From here no new tickets.
    pub closes_at: Timestamp,
    /// From here no ballots.
    pub grace_ends_at: Timestamp,
    /// When the result is published, by the clock.
    pub publishes_at: Timestamp,
    /// Origin of the ballot box.
    #[serde(rename = "box")]
    pub box_origin: String,
    /// Number of counting areas.
    pub areas: usize,
    /// Members on the roll.
    pub roll: i64,
}

/// A branch in an area's leaf.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestBranch {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
}

/// The leaf of one counting area.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaLeaf {
    /// Number of the area; also the index of this leaf.
    pub area: i32,
    /// Name for people.
    pub name: String,
    /// Region.
    pub region: String,
    /// Its branches.
    pub branches: Vec<ManifestBranch>,
    /// Members on the roll.
    pub roll: i64,
    /// The key that tickets of this area are signed with.
    pub key: PublicJwk,
}

/// What makes leaf 0 of a complete draft; none if the draft lacks something.
#[must_use]
pub fn round_leaf(id: RoundId, draft: &RoundDraft, frame: &Frame) -> Option<RoundLeaf> {
    let statements = (1..).zip(&draft.statements).map(|(number, statement)| ManifestStatement {
        number,
        text: statement.text.clone(),
        explanation: statement.explanation.clone(),
        argument_for: statement.argument_for.clone(),
        argument_against: statement.argument_against.clone(),
    });
    Some(RoundLeaf {
        format: 1,
        round: id,
        title: draft.title.clone(),
        purpose: draft.purpose?,
        statements: statements.collect(),
        scale: SCALE.map(str::to_owned).to_vec(),
        opens_at: draft.opens_at?,
        closes_at: draft.closes_at?,
        grace_ends_at: draft.closes_at?.plus(frame.grace),
        publishes_at: draft.publishes_at?,
        box_origin: frame.box_origin.clone(),
        areas: frame.areas,
        roll: frame.roll,
    })
}

/// What the round's leaf says that is not in the draft.
#[derive(Clone, Debug)]
pub struct Frame {
    /// Seconds between closing and the end of the grace.
    pub grace: i64,
    /// Origin of the ballot box.
    pub box_origin: String,
    /// Number of counting areas.
    pub areas: usize,
    /// Members on the roll.
    pub roll: i64,
}

/// The leaf of a counting area with its key.
#[must_use]
pub fn area_leaf(area: &CountingArea, key: PublicJwk) -> AreaLeaf {
    let branches =
        area.branches.iter().map(|branch| ManifestBranch { code: branch.code.clone(), name: branch.name.clone() });
    AreaLeaf {
        area: area.number,
        name: area.name(),
        region: area.region.clone(),
        branches: branches.collect(),
        roll: area.roll,
        key,
    }
}

/// A whole manifest: leaf 0 of the round, then a leaf for each area, as exact JSON texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// RFC 6962 root over the leaves.
    pub root: TreeHash,
    /// The leaves.
    pub leaves: Vec<String>,
}

/// Leaf 0 and one area's leaf with the proofs that both stand in the manifest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proven {
    /// Root of the manifest.
    pub root: TreeHash,
    /// Number of leaves.
    pub size: usize,
    /// Text of leaf 0.
    pub leaf0: String,
    /// Siblings of leaf 0, bottom up.
    pub leaf0_proof: Vec<TreeHash>,
    /// Text of the area's leaf.
    pub area_leaf: String,
    /// Index of the area's leaf.
    pub index: usize,
    /// Siblings of the area's leaf, bottom up.
    pub area_proof: Vec<TreeHash>,
}

/// Why a manifest is not to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ManifestError {
    /// The leaves do not hash to the root.
    #[error("the leaves do not hash to the root")]
    Root,
    /// A leaf does not read, or contradicts its place.
    #[error("a leaf of the manifest does not read")]
    Leaf,
}

impl Manifest {
    /// The manifest of these leaves.
    #[must_use]
    pub fn of(leaves: Vec<String>) -> Self {
        Self { root: root(&leaves), leaves }
    }

    /// Checks the root and reads every leaf.
    pub fn read(&self) -> Result<(RoundLeaf, Vec<AreaLeaf>), ManifestError> {
        if root(&self.leaves) != self.root {
            return Err(ManifestError::Root);
        }
        let (first, rest) = self.leaves.split_first().ok_or(ManifestError::Leaf)?;
        let round: RoundLeaf = serde_json::from_str(first).map_err(|_| ManifestError::Leaf)?;
        let areas: Vec<AreaLeaf> = rest
            .iter()
            .map(|leaf| serde_json::from_str(leaf))
            .collect::<Result<_, _>>()
            .map_err(|_| ManifestError::Leaf)?;
        let in_place = (1..).zip(&areas).all(|(number, area)| area.area == number && area.key.modulus().is_ok());
        if in_place && areas.len() == round.areas { Ok((round, areas)) } else { Err(ManifestError::Leaf) }
    }

    /// Leaf 0 and the leaf of `area` with their proofs; none if there is no such area.
    #[must_use]
    pub fn proven(&self, area: i32) -> Option<Proven> {
        let index = usize::try_from(area).ok().filter(|index| *index > 0)?;
        Some(Proven {
            root: self.root,
            size: self.leaves.len(),
            leaf0: self.leaves.first()?.clone(),
            leaf0_proof: inclusion_proof(&self.leaves, 0)?,
            area_leaf: self.leaves.get(index)?.clone(),
            index,
            area_proof: inclusion_proof(&self.leaves, index)?,
        })
    }
}

impl Proven {
    /// Checks both proofs against the root and reads the two leaves, as the browser does.
    pub fn read(&self) -> Result<(RoundLeaf, AreaLeaf), ManifestError> {
        let holds = is_included(self.leaf0.as_bytes(), 0, self.size, &self.leaf0_proof, &self.root)
            && is_included(self.area_leaf.as_bytes(), self.index, self.size, &self.area_proof, &self.root);
        if !holds {
            return Err(ManifestError::Root);
        }
        let round = serde_json::from_str(&self.leaf0).map_err(|_| ManifestError::Leaf)?;
        let area: AreaLeaf = serde_json::from_str(&self.area_leaf).map_err(|_| ManifestError::Leaf)?;
        if usize::try_from(area.area).ok() == Some(self.index) { Ok((round, area)) } else { Err(ManifestError::Leaf) }
    }
}
