//! Somebody who is erased gives up their seats: as if they had said no, everywhere at once, and nobody is written to about it.

use super::seats::promote;
use crate::domain::conversation::Status;
use crate::domain::ids::{ConversationId, MemberId};
use crate::service::{Code, Platform, Refusal};
use crate::store::{Tx, conversation, seat};

/// Says no for a member at every conversation that is still ahead, in the transaction of who erases them. A place that
/// falls free goes to the first in line, with the letter about it.
pub(in crate::service) async fn give_up_seats(platform: &Platform, tx: &Tx, member: MemberId) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let mut own: Vec<(ConversationId, Status)> = seat::of_member(tx, member).await?;
    // Always in the same order: two erasures never wait for each other.
    own.sort_by_key(|(id, _)| *id);
    for (id, _) in own {
        let known = conversation::locked(tx, id).await?.ok_or(Code::Internal)?;
        let (Some(rules), Some(kept)) = (known.rules(), seat::find(tx, id, member).await?) else { continue };
        let before = kept.seat;
        // What was held already stays as it was: somebody sat there.
        let Ok(after) = before.no(&rules, now) else { continue };
        if after != before {
            seat::update(tx, id, member, &after).await?;
        }
        if before.status.takes_a_place() && !after.status.takes_a_place() {
            promote(tx, &known, now).await?;
        }
    }
    Ok(())
}
