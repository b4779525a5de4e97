//! The two texts about a draw: the file with everything, for the organiser and two witnesses, and what everybody may see.

use serde::{Deserialize, Serialize};

use super::commitment::Commitment;
use super::draw::{Outcome, Replacement};
use super::lot::{Lot, LotCode, Seed};
use super::pool::Pool;
use super::relaxation::Move;
use super::terms::{Feature, Quota, Terms};
use crate::domain::merkle::TreeHash;

/// A seat that fell free and was taken again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// Who were out of it since the replacement before: gave up a seat, said no, did not answer.
    pub gone: Vec<LotCode>,
    /// Who took the seat.
    pub seated: LotCode,
    /// The bounds that had to move for it; mostly none.
    pub moved: Vec<Move>,
}

impl Replaced {
    /// A replacement with who had gone since the one before.
    #[must_use]
    pub fn new(gone: Vec<LotCode>, replacement: Replacement) -> Self {
        Self { gone, seated: replacement.seated, moved: replacement.moved }
    }
}

/// Everything about a draw, as `preferendum verify-draw` reads it. It holds everybody's traits: for the organiser and two
/// named witnesses only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawFile {
    /// `loting-v1`.
    pub format: String,
    /// The terms.
    pub terms: Terms,
    /// The lots, in the order of their codes.
    pub lots: Vec<Lot>,
    /// The hashes that were committed: of the terms, then of each lot in that order. They tell *what* was changed.
    pub leaves: Vec<TreeHash>,
    /// The root that was published before the draw.
    pub root: TreeHash,
    /// The public value, as its source gives it.
    pub value: String,
    /// The seed.
    pub seed: Seed,
    /// Who was drawn, in order.
    pub seated: Vec<LotCode>,
    /// Everybody else, in the order of the list.
    pub reserves: Vec<LotCode>,
    /// Seats that fell free afterwards, in the order in which they were taken again.
    pub replaced: Vec<Replaced>,
}

impl DrawFile {
    /// The file of a draw that was just made.
    #[must_use]
    pub fn of(pool: &Pool, commitment: &Commitment, value: &str, outcome: Outcome) -> Self {
        let root = commitment.root();
        Self {
            format: super::FORMAT.to_owned(),
            terms: pool.terms().clone(),
            lots: pool.lots().to_vec(),
            leaves: commitment.leaves().to_vec(),
            root,
            value: value.trim().to_owned(),
            seed: Seed::of(&root, value),
            seated: outcome.seated,
            reserves: outcome.reserves,
            replaced: Vec::new(),
        }
    }

    /// Who has a seat after all replacements.
    #[must_use]
    pub fn seated_now(&self) -> Vec<LotCode> {
        let mut seated = self.seated.clone();
        for replaced in &self.replaced {
            seated.retain(|code| !replaced.gone.contains(code));
            seated.push(replaced.seated);
        }
        seated
    }
}

/// A feature that everybody may see.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicFeature {
    /// Its name.
    pub name: String,
    /// Its quotas; none where people shared it themselves, because counts of few people are political opinions too.
    pub quotas: Option<Vec<Quota>>,
}

/// What is published before a draw. After it the value, the seed and the codes that were drawn join it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// What the seats are for.
    pub event: String,
    /// Number of seats.
    pub seats: u32,
    /// Number of lots.
    pub lots: usize,
    /// Which public value will be used.
    pub public_value: String,
    /// The features.
    pub features: Vec<PublicFeature>,
    /// The commitment.
    pub root: TreeHash,
}

impl Announcement {
    /// What may be said of this pool.
    #[must_use]
    pub fn of(pool: &Pool, commitment: &Commitment) -> Self {
        let terms = pool.terms();
        let feature = |feature: &Feature| PublicFeature {
            name: feature.name.clone(),
            quotas: (!feature.shared).then(|| feature.quotas.clone()),
        };
        Self {
            event: terms.event.clone(),
            seats: terms.seats,
            lots: pool.lots().len(),
            public_value: terms.public_value.clone(),
            features: terms.features.iter().map(feature).collect(),
            root: commitment.root(),
        }
    }
}
