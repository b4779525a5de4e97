//! How rounds look in the API to everybody.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::feedback_view::FeedbackSummary;
use crate::domain::feedback::Summary;
use crate::domain::ids::RoundId;
use crate::domain::manifest::{Manifest, Proven};
use crate::domain::round::{Round, State};
use crate::service::current::Current;
use crate::service::result::PublicTurnout;

/// A round in a list.
#[derive(Serialize, ToSchema)]
pub struct RoundSummary {
    id: Uuid,
    title: String,
    purpose: Option<&'static str>,
    state: &'static str,
    opens_at: Option<String>,
    closes_at: Option<String>,
    publishes_at: Option<String>,
    /// Names of the branches whose members it is for; left out for the whole country.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    scope: Vec<String>,
}

impl From<&Round> for RoundSummary {
    fn from(round: &Round) -> Self {
        Self {
            id: round.id.0,
            title: round.draft.title.clone(),
            purpose: round.draft.purpose.map(crate::domain::round::Purpose::name),
            state: round.state.name(),
            opens_at: round.draft.opens_at.map(|moment| moment.to_string()),
            closes_at: round.draft.closes_at.map(|moment| moment.to_string()),
            publishes_at: round.draft.publishes_at.map(|moment| moment.to_string()),
            scope: round.draft.scope.iter().map(|branch| branch.name.clone()).collect(),
        }
    }
}

/// A round in a list that tells what was done with it.
#[derive(Serialize, ToSchema)]
pub struct ListedRound {
    #[serde(flatten)]
    summary: RoundSummary,
    /// Of a published round.
    feedback: Option<FeedbackSummary>,
}

impl ListedRound {
    /// Rounds, each with its terugkoppeling in numbers.
    #[must_use]
    pub fn all(rounds: &[Round], summaries: &HashMap<RoundId, Summary>) -> Vec<Self> {
        let listed = |round: &Round| Self {
            summary: round.into(),
            feedback: summaries.get(&round.id).copied().map(FeedbackSummary::from),
        };
        rounds.iter().map(listed).collect()
    }
}

/// Rounds, the last one first.
#[derive(Serialize, ToSchema)]
pub struct RoundList {
    /// The rounds.
    pub rounds: Vec<ListedRound>,
}

/// A statement as everybody may read it.
#[derive(Serialize, ToSchema)]
pub struct PublicStatement {
    number: u8,
    text: String,
    explanation: Option<String>,
    argument_for: Option<String>,
    argument_against: Option<String>,
    owner: Option<String>,
    feedback_due: Option<String>,
}

/// National turnout, once a day, rounded to 25.
#[derive(Serialize, ToSchema)]
pub struct Turnout {
    tickets: i64,
    ballots: i64,
    as_of: String,
}

impl From<PublicTurnout> for Turnout {
    fn from(turnout: PublicTurnout) -> Self {
        Self { tickets: turnout.tickets, ballots: turnout.ballots, as_of: turnout.as_of.to_string() }
    }
}

/// A round as everybody may read it.
#[derive(Serialize, ToSchema)]
pub struct PublicRound {
    #[serde(flatten)]
    summary: RoundSummary,
    introduction: Option<String>,
    grace_ends_at: Option<String>,
    root: Option<String>,
    roll: Option<i64>,
    statements: Vec<PublicStatement>,
    withdrawn_reason: Option<String>,
    turnout: Option<Turnout>,
}

impl From<&Current> for PublicRound {
    fn from(Current { round, turnout }: &Current) -> Self {
        let statements = (1..).zip(&round.draft.statements).map(|(number, draft)| PublicStatement {
            number,
            text: draft.text.clone(),
            explanation: draft.explanation.clone(),
            argument_for: draft.argument_for.clone(),
            argument_against: draft.argument_against.clone(),
            owner: draft.owner.clone(),
            feedback_due: draft.feedback_due.clone(),
        });
        let withdrawn = round.withdrawal.as_ref().filter(|_| round.state == State::Withdrawn);
        Self {
            summary: round.into(),
            introduction: round.draft.introduction.clone(),
            grace_ends_at: round.grace_ends_at.map(|moment| moment.to_string()),
            root: round.root.map(|root| root.to_string()),
            roll: round.roll,
            statements: statements.collect(),
            withdrawn_reason: withdrawn.map(|withdrawal| withdrawal.reason.clone()),
            turnout: (*turnout).map(Turnout::from),
        }
    }
}

/// A whole manifest; each leaf is the exact text that was hashed.
#[derive(Serialize, ToSchema)]
pub struct ManifestBody {
    root: String,
    leaves: Vec<String>,
}

impl From<&Manifest> for ManifestBody {
    fn from(manifest: &Manifest) -> Self {
        Self { root: manifest.root.to_string(), leaves: manifest.leaves.clone() }
    }
}

/// Leaf 0 and an area's leaf with their RFC 6962 proofs, bottom up, hex.
#[derive(Serialize, ToSchema)]
pub struct ProvenBody {
    root: String,
    size: usize,
    leaf0: String,
    leaf0_proof: Vec<String>,
    area_leaf: String,
    index: usize,
    area_proof: Vec<String>,
}

impl From<&Proven> for ProvenBody {
    fn from(proven: &Proven) -> Self {
        let hex = |proof: &[crate::domain::merkle::TreeHash]| proof.iter().map(ToString::to_string).collect();
        Self {
            root: proven.root.to_string(),
            size: proven.size,
            leaf0: proven.leaf0.clone(),
            leaf0_proof: hex(&proven.leaf0_proof),
            area_leaf: proven.area_leaf.clone(),
            index: proven.index,
            area_proof: hex(&proven.area_proof),
        }
    }
}
