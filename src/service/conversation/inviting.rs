//! Inviting: how many would be, and doing it. Both count with the same query and the same rule, so the number is exact.

use super::desk::finish;
use super::{found, held};
use crate::chance::Chance;
use crate::domain::composer::Composer;
use crate::domain::conversation::{CheckInCode, Conversation, Kind, Reckoning, State, reckon};
use crate::domain::ids::{ConversationId, MemberId, SeatId};
use crate::domain::letter::LetterKind;
use crate::domain::round;
use crate::service::{Code, Platform, Refusal, draw};
use crate::store::{Conn, audience, conversation, outbox, seat};

const DAY: i64 = 86_400;

/// How many would be invited now. Numbers only: nobody at the desk sees who.
pub async fn count(platform: &Platform, by: &Composer, id: ConversationId) -> Result<Reckoning, Refusal> {
    let known = found(&platform.db, by, id).await?;
    if known.state != State::Draft {
        return Err(Code::WrongState.into());
    }
    reckoned(platform, &platform.db, &known).await
}

async fn reckoned(platform: &Platform, on: &impl Conn, known: &Conversation) -> Result<Reckoning, Refusal> {
    let draft = &known.draft;
    let from_round = draft.audience.kind != Kind::Members || !draft.audience.mix.is_empty();
    if from_round {
        let id = draft.round.ok_or_else(|| Refusal::about(Code::Incomplete, "round"))?;
        let round = crate::store::round::find(on, id).await?.ok_or(Code::Internal)?;
        let over = matches!(round.state, round::State::Closed | round::State::Counted | round::State::Published);
        // Who took part is settled, and without order, once the ledger is sealed.
        if !over || !round.ledger_sealed {
            return Err(Code::RoundStillOpen.into());
        }
    }
    let now = platform.clock.now();
    let asked_since = now.plus(-DAY * i64::from(draft.held_back_days));
    // What a branch organises is for its own members, whatever else was written.
    let own = draft.organiser_branch.as_ref().map(std::slice::from_ref);
    let people = audience::candidates(on, known, own, (asked_since, now.day())).await?;
    Ok(reckon(&draft.audience, &people))
}

/// Who could be invited now, each once.
pub(in crate::service) async fn able(
    platform: &Platform,
    on: &impl Conn,
    known: &Conversation,
) -> Result<Vec<MemberId>, Refusal> {
    Ok(reckoned(platform, on, known).await?.pools.into_iter().flat_map(|(_, pool)| pool).collect())
}

/// Invites: a seat and a letter for each, in one transaction. Returns how many.
pub async fn invite(platform: &Platform, by: &Composer, id: ConversationId) -> Result<usize, Refusal> {
    let now = platform.clock.now();
    let tx = platform.db.begin().await?;
    let known = held(&tx, by, id).await?;
    if known.state != State::Draft {
        return Err(Code::WrongState.into());
    }
    if let Some(field) = known.draft.missing().first() {
        return Err(Refusal::about(Code::Incomplete, field));
    }
    let plan = known.draft.plan().ok_or(Code::Internal)?;
    if plan.reply_by <= now {
        return Err(Refusal::about(Code::FieldInvalid, "reply_by"));
    }
    let reckoning = reckoned(platform, &tx, &known).await?;
    let number = reckoning.will_be_invited.ok_or_else(|| Refusal::about(Code::AudienceTooSmall, "audience.mix"))?;
    if number == 0 {
        return Err(Code::NobodyToInvite.into());
    }
    let chance = &*platform.chance;
    let members: Vec<MemberId> = if known.draft.audience.sample.is_some() {
        let drawn = draw::invited(&tx, id).await?;
        let drawn = drawn.ok_or_else(|| Refusal::about(Code::DrawNeeded, "audience.sample"))?;
        // Who left or switched such letters off since the draw is not written to.
        reckoning.pools.into_iter().flat_map(|(_, pool)| pool).filter(|member| drawn.contains(member)).collect()
    } else {
        reckoning.pools.into_iter().flat_map(|(quota, pool)| picked(chance, pool, quota)).collect()
    };
    let seat_of = |member: &MemberId| (*member, SeatId(chance.uuid()), CheckInCode::new(chance.bytes()));
    conversation::begin_inviting(&tx, id, now).await?;
    seat::invite(&tx, id, &members.iter().map(seat_of).collect::<Vec<_>>()).await?;
    outbox::queue_for_guests(&tx, id, LetterKind::ConversationInvitation, 0, &members, now).await?;
    finish(tx, platform, by, "conversation.invite", id, &number.to_string()).await?;
    Ok(members.len())
}

/// So many of a pool, each equally likely.
fn picked(chance: &dyn Chance, mut pool: Vec<MemberId>, quota: usize) -> Vec<MemberId> {
    if quota < pool.len() {
        for at in 0..quota {
            let other = at + chance.index(pool.len() - at);
            pool.swap(at, other);
        }
        pool.truncate(quota);
    }
    pool
}
