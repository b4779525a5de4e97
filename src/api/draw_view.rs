//! Draws as they are shown: what everybody may see of them, and somebody's own lot.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::sortition::{Composition, PublicFeature};
use crate::service::draw::{OwnLot, Shown};

/// How many seats one value of a trait gets.
#[derive(Serialize, ToSchema)]
pub struct QuotaTold {
    value: String,
    /// Its count in the target.
    count: u64,
    least: u32,
    most: u32,
}

/// A trait that the draw is spread over.
#[derive(Serialize, ToSchema)]
pub struct FeatureTold {
    /// `region`, `age`, `gender` or `side`.
    name: String,
    /// None for what people shared themselves.
    quotas: Option<Vec<QuotaTold>>,
}

impl From<&PublicFeature> for FeatureTold {
    fn from(feature: &PublicFeature) -> Self {
        let quotas = feature.quotas.as_ref().map(|quotas| {
            let told = quotas.iter().map(|quota| QuotaTold {
                value: quota.value.clone(),
                count: quota.count,
                least: quota.least,
                most: quota.most,
            });
            told.collect()
        });
        Self { name: feature.name.clone(), quotas }
    }
}

/// What one value of a trait comes to.
#[derive(Serialize, ToSchema)]
pub struct Line {
    feature: String,
    value: String,
    /// Its count in the target.
    target: u64,
    pool: u32,
    panel: u32,
}

impl From<&Composition> for Line {
    fn from(line: &Composition) -> Self {
        Self {
            feature: line.feature.clone(),
            value: line.value.clone(),
            target: line.target,
            pool: line.pool,
            panel: line.panel,
        }
    }
}

/// Estimated chances, in hundredths of a per cent.
#[derive(Serialize, ToSchema)]
pub struct Chances {
    smallest: u64,
    largest: u64,
}

impl From<(u64, u64)> for Chances {
    fn from((smallest, largest): (u64, u64)) -> Self {
        Self { smallest, largest }
    }
}

/// A draw as everybody may see it.
#[derive(Serialize, ToSchema)]
pub struct PublicDraw {
    /// `invite` or `seats`.
    stage: &'static str,
    event: String,
    seats: u32,
    /// People in the draw.
    lots: usize,
    features: Vec<FeatureTold>,
    /// Merkle root over terms and lots, in hexadecimal.
    root: String,
    committed_at: String,
    /// Which public random value is used.
    public_value: String,
    witnesses: Vec<String>,
    /// Whether a first person entered the value.
    proposed: bool,
    value: Option<String>,
    seed: Option<String>,
    drawn_at: Option<String>,
    /// Lot codes that were drawn, in order.
    drawn: Vec<String>,
    /// How many seats fell free since and were taken again.
    replaced: usize,
    chances: Option<Chances>,
    composition: Vec<Line>,
}

impl From<&Shown> for PublicDraw {
    fn from(shown: &Shown) -> Self {
        let Shown { draw, announcement, witnesses, seed, composition } = shown;
        let settled = draw.settled.as_ref();
        Self {
            stage: draw.stage.name(),
            event: announcement.event.clone(),
            seats: announcement.seats,
            lots: announcement.lots,
            features: announcement.features.iter().map(Into::into).collect(),
            root: announcement.root.to_string(),
            committed_at: draw.committed_at.to_string(),
            public_value: announcement.public_value.clone(),
            witnesses: witnesses.clone(),
            proposed: draw.proposed.is_some(),
            value: draw.value.clone(),
            seed: seed.as_ref().map(ToString::to_string),
            drawn_at: settled.map(|(_, at)| at.to_string()),
            drawn: settled.map(|(made, _)| made.drawn.iter().map(ToString::to_string).collect()).unwrap_or_default(),
            replaced: draw.replaced.len(),
            chances: settled.and_then(|(made, _)| made.chances).map(Into::into),
            composition: composition.iter().map(Into::into).collect(),
        }
    }
}

/// The draws of a conversation.
#[derive(Serialize, ToSchema)]
pub struct PublicDraws {
    draws: Vec<PublicDraw>,
}

impl From<&[Shown]> for PublicDraws {
    fn from(shown: &[Shown]) -> Self {
        Self { draws: shown.iter().map(Into::into).collect() }
    }
}

/// Somebody's lot, with the proof that it was in the draw before the value was known.
#[derive(Serialize, ToSchema)]
pub struct OwnLotTold {
    /// `invite` or `seats`.
    stage: &'static str,
    code: String,
    /// The leaf, byte for byte.
    leaf: String,
    root: String,
    size: usize,
    index: usize,
    /// Siblings, bottom up (RFC 6962).
    proof: Vec<String>,
    /// The number that the lot got; the lowest come first.
    number: Option<String>,
    drawn: Option<bool>,
}

/// Somebody's lots in the draws of a conversation.
#[derive(Serialize, ToSchema)]
pub struct OwnLots {
    lots: Vec<OwnLotTold>,
}

impl From<Vec<OwnLot>> for OwnLots {
    fn from(own: Vec<OwnLot>) -> Self {
        let told = own.into_iter().map(|one| OwnLotTold {
            stage: one.stage.name(),
            code: one.code,
            leaf: one.proof.leaf,
            root: one.proof.root.to_string(),
            size: one.proof.size,
            index: one.proof.index,
            proof: one.proof.proof.iter().map(ToString::to_string).collect(),
            number: one.number,
            drawn: one.drawn,
        });
        Self { lots: told.collect() }
    }
}
