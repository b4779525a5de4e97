//! One step of one seat: written down together with the letter that belongs to it, under the lock of the conversation.

use crate::domain::conversation::{Conversation, Seat, Status};
use crate::domain::ids::MemberId;
use crate::domain::letter::LetterKind;
use crate::domain::time::Timestamp;
use crate::service::draw::next_in_line;
use crate::service::{Code, Refusal};
use crate::store::{Tx, outbox, seat};

/// Writes a step, and queues its letter. The letter is named after the turn of the seat: the same step has one letter,
/// however often it is tried.
pub(super) async fn step(
    tx: &Tx,
    known: &Conversation,
    member: MemberId,
    (before, after): (Seat, Seat),
    now: Timestamp,
) -> Result<(), Refusal> {
    if before == after {
        return Ok(());
    }
    seat::update(tx, known.id, member, &after).await?;
    let kind = match (before.status, after.status) {
        (_, Status::Seated) => LetterKind::ConversationSeat,
        (Status::Yes, Status::Waiting) => LetterKind::ConversationNotDrawn,
        (_, Status::Waiting) => LetterKind::ConversationWaiting,
        (_, Status::Offered) => LetterKind::ConversationPlaceFree,
        _ => return Ok(()),
    };
    outbox::queue_for_guests(tx, known.id, kind, after.turn.into(), &[member], now).await?;
    Ok(())
}

/// Offers every place that is free to the first in line. Called in the transaction in which one fell free.
pub(super) async fn promote(tx: &Tx, known: &Conversation, now: Timestamp) -> Result<(), Refusal> {
    let rules = known.rules().ok_or(Code::Internal)?;
    let Some(until) = rules.kept_until(now) else { return Ok(()) };
    let room = seat::room(tx, known.id, known.draft.seats.unwrap_or(0)).await?;
    for (member, next) in next_in_line(tx, known, rules.offers(&room, now)).await? {
        step(tx, known, member, (next, next.offered(until)), now).await?;
    }
    Ok(())
}
