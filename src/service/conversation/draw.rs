//! What follows from a draw: who was drawn has a seat, everybody else waits in the drawn order. Once only.

use super::seats::{promote, step};
use crate::domain::conversation::{Conversation, State, Status};
use crate::domain::ids::{ConversationId, MemberId, Subject};
use crate::service::{Code, Platform, Refusal};
use crate::store::{audit, conversation, seat};

/// The place of somebody in a draw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// Who.
    pub member: MemberId,
    /// Whether they were drawn for a seat.
    pub seated: bool,
}

/// Gives seats and places in line as the draw says, which lists everybody who said yes in the drawn order. Who gave up in
/// the meantime is passed over, and their seat is offered to the first in line. Refused when the draw is done already,
/// when it seats more people than there are seats, and when it leaves somebody out.
pub async fn settle_draw(
    platform: &Platform,
    by: Option<Subject>,
    id: ConversationId,
    outcome: &[Drawn],
) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let tx = platform.db.begin().await?;
    let known = conversation::locked(&tx, id).await?.ok_or(Code::NotFound)?;
    if !conversation::advance(&tx, id, State::Drawing, State::Settled).await? {
        return Err(Code::WrongState.into());
    }
    let known = Conversation { state: State::Settled, ..known };
    let mut waits = seat::with_status(&tx, id, &[Status::Yes]).await?;
    let drawn = outcome.iter().filter(|one| one.seated).count();
    if i32::try_from(drawn).ok().is_none_or(|drawn| known.draft.seats.is_none_or(|seats| drawn > seats)) {
        return Err(Refusal::about(Code::FieldInvalid, "outcome"));
    }
    let mut place = 0;
    for one in outcome {
        let Some(at) = waits.iter().position(|(member, _)| *member == one.member) else { continue };
        let (member, before) = waits.swap_remove(at);
        if !one.seated {
            place += 1;
        }
        let after = before.drawn((!one.seated).then_some(place));
        step(&tx, &known, member, (before, after), now).await?;
    }
    if !waits.is_empty() {
        return Err(Refusal::about(Code::FieldInvalid, "outcome"));
    }
    promote(&tx, &known, now).await?;
    audit::append(&tx, now, by, "conversation.draw", ("conversation", Some(id.0)), "").await?;
    Ok(tx.commit().await?)
}
