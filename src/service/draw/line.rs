//! A place that falls free after a draw: with quotas the next of the list who fits gets it.

use std::collections::{HashMap, HashSet};

use super::fixed_pool;
use super::pool::failed;
use crate::domain::conversation::{Conversation, Seat, Status};
use crate::domain::draw::Stage;
use crate::domain::ids::MemberId;
use crate::domain::sortition::{LotCode, Replaced, Seed};
use crate::service::Refusal;
use crate::store::{Tx, draw, seat};

/// The next `number` in line of a conversation, with their seats: in the order of their places, or where the draw had
/// quotas by the draw's own rule. The replacement is noted in the same transaction.
pub async fn next_in_line(tx: &Tx, known: &Conversation, number: u64) -> Result<Vec<(MemberId, Seat)>, Refusal> {
    let drawn = draw::find(tx, known.id, Stage::Seats).await?;
    let Some((made, value)) = drawn.as_ref().and_then(|one| Some((one, one.value.as_ref()?))) else {
        return Ok(seat::first_in_line(tx, known.id, number).await?);
    };
    if made.terms.features.is_empty() {
        return Ok(seat::first_in_line(tx, known.id, number).await?);
    }
    let mut next = Vec::new();
    for _ in 0..number {
        let Some(one) = replace(tx, known, value, &next).await? else { break };
        next.push(one);
    }
    Ok(next)
}

async fn replace(
    tx: &Tx,
    known: &Conversation,
    value: &str,
    promoted: &[(MemberId, Seat)],
) -> Result<Option<(MemberId, Seat)>, Refusal> {
    // Read again each time: the replacement before is part of it now.
    let Some(made) = draw::find(tx, known.id, Stage::Seats).await? else { return Ok(None) };
    let (pool, held) = fixed_pool(tx, &made).await?;
    let codes: HashMap<MemberId, LotCode> = held.iter().map(|one| (one.member, one.lot.code)).collect();
    let just: HashSet<MemberId> = promoted.iter().map(|(member, _)| *member).collect();
    let all = seat::with_status(tx, known.id, &Status::ALL).await?;
    let code = |member: &MemberId| codes.get(member).copied();
    let sits = |(member, seat): &&(MemberId, Seat)| seat.status.takes_a_place() || just.contains(member);
    let waits = |(member, seat): &&(MemberId, Seat)| seat.status == Status::Waiting && !just.contains(member);
    let seated: Vec<LotCode> = all.iter().filter(sits).filter_map(|(member, _)| code(member)).collect();
    let in_line: HashMap<LotCode, (MemberId, Seat)> =
        all.iter().filter(waits).filter_map(|(member, seat)| Some((code(member)?, (*member, *seat)))).collect();
    let gone: Vec<LotCode> =
        codes.values().copied().filter(|code| !seated.contains(code) && !in_line.contains_key(code)).collect();
    let seed = Seed::of(&made.root, value);
    let Some(replacement) = pool.replacement(&seed, &seated, &gone).map_err(|error| failed(&error))? else {
        return Ok(None);
    };
    let Some(next) = in_line.get(&replacement.seated).copied() else { return Ok(None) };
    let before: HashSet<LotCode> = made.replaced.iter().flat_map(|one| one.gone.clone()).collect();
    let mut newly: Vec<LotCode> = gone.into_iter().filter(|code| !before.contains(code)).collect();
    newly.sort_unstable();
    draw::add_replaced(tx, &made, &Replaced::new(newly, replacement)).await?;
    Ok(Some(next))
}
