//! "I would talk about this further", statement by statement: beside the answers, never with them, and without a time.
//! Everybody on the roll may say so, whether they voted or not; so it tells no more of taking part than the roll does.

use crate::domain::ids::{MemberId, RoundId};
use crate::domain::result::GroupResult;
use crate::domain::round::{Round, State};
use crate::domain::time::Timestamp;
use crate::service::voter::not_on_roll;
use crate::service::{Code, Platform, Refusal, current, result};
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

/// A smaller number of members is not shown: it would begin to say who.
const FEWEST: i64 = 10;

/// How many members of a publication group would talk further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupInterest {
    /// The group.
    pub group: GroupResult,
    /// For each statement its number and how many; none where they are fewer than ten.
    pub statements: Vec<(u8, Option<i64>)>,
}

/// How many would talk further in the publication groups that these branches are in. Of groups only, like every figure of
/// a round: what a branch alone came to would follow by subtraction wherever another one of its group is known.
///
/// Refused before the result is public, and for a round that none of these branches takes part in.
pub async fn of_branches(
    platform: &Platform,
    round: RoundId,
    branches: &[String],
) -> Result<Vec<GroupInterest>, Refusal> {
    let result = result::published(platform, round).await?.result;
    let scope = current::public(platform, round).await?.round.draft.scope.clone();
    if !scope.is_empty() && !scope.iter().any(|branch| branches.contains(&branch.code)) {
        return Err(Code::NotFound.into());
    }
    let counted = interest::by_area(&platform.db, round).await?;
    let numbers: Vec<u8> = result.statements.iter().map(|statement| statement.number).collect();
    let own = |group: &GroupResult| group.branches.iter().any(|branch| branches.contains(&branch.code));
    let of = |group: GroupResult| {
        let members = |number: u8| {
            let here = counted
                .iter()
                .filter(|(area, statement, _)| *statement == i32::from(number) && group.areas.contains(area));
            Some(here.map(|(.., members)| members).sum()).filter(|members| *members >= FEWEST)
        };
        let statements = numbers.iter().map(|number| (*number, members(*number))).collect();
        GroupInterest { group, statements }
    };
    Ok(result.groups.into_iter().filter(own).map(of).collect())
}

fn is_asked(round: &Round, now: Timestamp) -> bool {
    match round.state {
        State::Open | State::Closed | State::Counted => true,
        State::Published => round.draft.publishes_at.is_some_and(|published| now < published.plus(AFTERWARDS)),
        _ => false,
    }
}
