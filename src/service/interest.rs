//! "I would talk about this further", statement by statement: beside the answers, never with them, and without a time.
//! Everybody on the roll may say so, whether they voted or not; so it tells no more of taking part than the roll does.

use crate::domain::ids::{MemberId, RoundId};
use crate::domain::round::{Round, State};
use crate::domain::time::Timestamp;
use crate::service::voter::not_on_roll;
use crate::service::{Code, Platform, Refusal, current};
use crate::store::{interest, roll};

/// Seconds after publication in which members can still say so: 30 days.
const AFTERWARDS: i64 = 30 * 86_400;

/// The statements that the member would talk about, in their order.
pub async fn chosen(platform: &Platform, member: MemberId, round: RoundId) -> Result<Vec<u8>, Refusal> {
    let current = current::public(platform, round).await?;
    if roll::find(&platform.db, round, member).await?.is_none() {
        return Err(not_on_roll(platform, member, &current.round).await?);
    }
    Ok(interest::of(&platform.db, round, member).await?)
}

/// Puts these statements in the place of what the member chose before; none takes everything back.
pub async fn choose(
    platform: &Platform,
    member: MemberId,
    round: RoundId,
    statements: &[u8],
) -> Result<Vec<u8>, Refusal> {
    let chosen: Vec<u8> = (1..=4).filter(|number| statements.contains(number)).collect();
    if chosen.len() != statements.len() {
        return Err(Refusal::about(Code::FieldInvalid, "statements"));
    }
    let current = current::public(platform, round).await?;
    if !is_asked(&current.round, platform.clock.now()) {
        return Err(Code::RoundClosed.into());
    }
    let tx = platform.db.begin().await?;
    if roll::find(&tx, round, member).await?.is_none() {
        return Err(not_on_roll(platform, member, &current.round).await?);
    }
    interest::replace(&tx, round, member, &chosen).await?;
    tx.commit().await?;
    Ok(chosen)
}

fn is_asked(round: &Round, now: Timestamp) -> bool {
    match round.state {
        State::Open | State::Closed | State::Counted => true,
        State::Published => round.draft.publishes_at.is_some_and(|published| now < published.plus(AFTERWARDS)),
        _ => false,
    }
}
