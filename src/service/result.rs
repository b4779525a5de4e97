//! What everybody may know: public rounds, their turnout, their results.

use crate::domain::ids::RoundId;
use crate::domain::result::RoundResult;
use crate::domain::round::{Round, State};
use crate::domain::time::Timestamp;
use crate::service::{Code, Platform, Refusal, current};
use crate::store::snapshot::Snapshot;
use crate::store::{round, snapshot, turnout};

/// National turnout of an open round as the public may know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicTurnout {
    /// Tickets issued, rounded to 25.
    pub tickets: i64,
    /// Ballots in the box, rounded to 25.
    pub ballots: i64,
    /// When it was counted: before the last midnight.
    pub as_of: Timestamp,
}

/// A published result with the hash of its exact text.
#[derive(Clone, Debug)]
pub struct Published {
    /// The result.
    pub result: RoundResult,
    /// The exact JSON text that was hashed.
    pub body: String,
    /// SHA-256 of the body.
    pub sha256: [u8; 32],
}

const DAY: i64 = 86_400;
const ROUNDING: i64 = 25;

/// Rounds that everybody may see, the last one first.
pub async fn public_rounds(platform: &Platform) -> Result<Vec<Round>, Refusal> {
    let public: Vec<State> = State::ALL.into_iter().filter(|state| state.is_public()).collect();
    Ok(round::list(&platform.db, &public).await?)
}

/// Public rounds that are for the whole country or for one of these branches, the last one first.
pub async fn rounds_for(platform: &Platform, branches: &[String]) -> Result<Vec<Round>, Refusal> {
    let mut rounds = public_rounds(platform).await?;
    rounds.retain(|round| {
        let scope = &round.draft.scope;
        scope.is_empty() || scope.iter().any(|branch| branches.contains(&branch.code))
    });
    Ok(rounds)
}

/// National turnout of a round while it is open or waits for its count: once a day, rounded, so that no single vote shows.
/// None of a local round: the thirteenth of fifty people would show.
pub async fn public_turnout(platform: &Platform, known: &Round) -> Result<Option<PublicTurnout>, Refusal> {
    if !matches!(known.state, State::Open | State::Closed) || !known.draft.scope.is_empty() {
        return Ok(None);
    }
    let now = platform.clock.now();
    let midnight = Timestamp(now.0 - now.0.rem_euclid(DAY));
    Ok(turnout::last_before(&platform.db, known.id, midnight).await?.map(|note| PublicTurnout {
        tickets: rounded(note.tickets),
        ballots: rounded(note.ballots),
        as_of: note.taken_at,
    }))
}

/// Rounded to 25, so that no single member shows.
#[must_use]
pub const fn rounded(number: i64) -> i64 {
    (number + ROUNDING / 2) / ROUNDING * ROUNDING
}

/// The published result; refused before its time to everybody alike.
pub async fn published(platform: &Platform, id: RoundId) -> Result<Published, Refusal> {
    let known = current::public(platform, id).await?;
    if known.round.state != State::Published {
        return Err(Code::NotPublished.into());
    }
    let kept = snapshot::find(&platform.db, id).await?.ok_or(Code::NotPublished)?;
    let result = serde_json::from_str(&kept.body).map_err(|_| Code::Internal)?;
    Ok(Published { result, body: kept.body, sha256: kept.sha256 })
}

/// The snapshots of all published rounds, the last round first.
pub async fn all_published(platform: &Platform) -> Result<Vec<(RoundId, Snapshot)>, Refusal> {
    let mut all = Vec::new();
    for known in round::list(&platform.db, &[State::Published]).await? {
        if let Some(kept) = snapshot::find(&platform.db, known.id).await? {
            all.push((known.id, kept));
        }
    }
    Ok(all)
}
