//! What members choose to share of their own view, so that conversations can be mixed. Given on purpose, taken back at
//! will, and never read from or compared with a ballot: the platform knows none.

use crate::domain::conversation::Side;
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::round::State;
use crate::service::voter::not_on_roll;
use crate::service::{Code, Platform, Refusal, current};
use crate::store::{roll, shared_side};

/// What the member shared, by statement.
pub async fn shared(platform: &Platform, member: MemberId, round: RoundId) -> Result<Vec<(u8, Side)>, Refusal> {
    let current = current::public(platform, round).await?;
    if roll::find(&platform.db, round, member).await?.is_none() {
        return Err(not_on_roll(platform, member, &current.round).await?);
    }
    Ok(shared_side::of(&platform.db, round, member).await?)
}

/// Puts these sides in the place of what the member shared before; none takes everything back. Not before the ledger of
/// the round is sealed: near a vote nothing may keep the order in which people came.
pub async fn share(
    platform: &Platform,
    member: MemberId,
    round: RoundId,
    sides: &[(u8, Side)],
) -> Result<Vec<(u8, Side)>, Refusal> {
    let mut sides = sides.to_vec();
    sides.sort_by_key(|(statement, _)| *statement);
    let twice = sides.windows(2).any(|pair| pair.first().map(|one| one.0) == pair.last().map(|one| one.0));
    if twice || sides.iter().any(|(statement, _)| !(1..=4).contains(statement)) {
        return Err(Refusal::about(Code::FieldInvalid, "sides"));
    }
    let current = current::public(platform, round).await?;
    if !matches!(current.round.state, State::Counted | State::Published) || !current.round.ledger_sealed {
        return Err(Code::RoundStillOpen.into());
    }
    let tx = platform.db.begin().await?;
    if roll::find(&tx, round, member).await?.is_none() {
        return Err(not_on_roll(platform, member, &current.round).await?);
    }
    shared_side::replace(&tx, round, member, &sides).await?;
    tx.commit().await?;
    Ok(sides)
}
