//! Draws as the desk sees them: what one would come to, and what was just fixed.

use serde::Serialize;
use utoipa::ToSchema;

use super::draw_view::{Chances, Line};
use crate::domain::sortition::{Bound, Relaxation};
use crate::service::draw::{DryRun, Fixed};

/// A bound that moves.
#[derive(Serialize, ToSchema)]
pub struct MoveTold {
    feature: String,
    value: String,
    /// `least` or `most`.
    bound: &'static str,
    from: u32,
    to: u32,
}

/// The smallest change after which the quotas can be met.
#[derive(Serialize, ToSchema)]
pub struct RelaxationTold {
    /// Seats that there are people for.
    seats: u32,
    moves: Vec<MoveTold>,
}

impl From<&Relaxation> for RelaxationTold {
    fn from(relaxation: &Relaxation) -> Self {
        let moves = relaxation.moves.iter().map(|one| MoveTold {
            feature: one.feature.clone(),
            value: one.value.clone(),
            bound: match one.bound {
                Bound::Least => "least",
                Bound::Most => "most",
            },
            from: one.from,
            to: one.to,
        });
        Self { seats: relaxation.seats, moves: moves.collect() }
    }
}

/// What a draw would come to.
#[derive(Serialize, ToSchema)]
pub struct DryRunTold {
    lots: usize,
    seats: u32,
    composition: Vec<Line>,
    relaxation: Option<RelaxationTold>,
    chances: Option<Chances>,
}

impl From<&DryRun> for DryRunTold {
    fn from(run: &DryRun) -> Self {
        Self {
            lots: run.lots,
            seats: run.seats,
            composition: run.composition.iter().map(Into::into).collect(),
            relaxation: run.relaxation.as_ref().map(Into::into),
            chances: run.chances.map(Into::into),
        }
    }
}

/// A witness with the link that is told once.
#[derive(Serialize, ToSchema)]
pub struct WitnessTold {
    name: String,
    link: String,
}

/// A draw that was just fixed.
#[derive(Serialize, ToSchema)]
pub struct FixedTold {
    root: String,
    lots: usize,
    seats: u32,
    witnesses: Vec<WitnessTold>,
}

impl From<&Fixed> for FixedTold {
    fn from(fixed: &Fixed) -> Self {
        let told = fixed.witnesses.iter().map(|one| WitnessTold { name: one.name.clone(), link: one.link.clone() });
        Self {
            root: fixed.draw.root.to_string(),
            lots: fixed.draw.lots,
            seats: fixed.draw.terms.seats,
            witnesses: told.collect(),
        }
    }
}
