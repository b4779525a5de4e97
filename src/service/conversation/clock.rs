//! What happens to a conversation without anybody touching it. Every act looks at what is there, so each can be repeated.

use super::seats::{promote, step};
use crate::domain::conversation::{Conversation, State, Status};
use crate::domain::ids::{ConversationId, MemberId};
use crate::domain::letter::LetterKind;
use crate::domain::retention::NEEDS;
use crate::service::{Code, Platform, Refusal};
use crate::store::{Tx, audit, conversation, outbox, report, seat};

const AHEAD: [State; 3] = [State::Inviting, State::Drawing, State::Settled];

/// Closes answers when their time has come, and ends what is over.
pub async fn move_on_due(platform: &Platform) -> Result<(), Refusal> {
    let now = platform.clock.now();
    for known in conversation::list(&platform.db, &AHEAD).await? {
        if known.due(now).is_none() {
            continue;
        }
        let (tx, known) = held(platform, known.id).await?;
        let Some(next) = known.due(now) else { continue };
        conversation::advance(&tx, known.id, known.state, next).await?;
        let object = ("conversation", Some(known.id.0));
        audit::append(&tx, now, None, &format!("conversation.{}", next.name()), object, "").await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Offers every place that was not taken in time to the next in line.
pub async fn hand_on_lapsed(platform: &Platform) -> Result<(), Refusal> {
    let now = platform.clock.now();
    for id in seat::with_lapsed(&platform.db, now).await? {
        let (tx, known) = held(platform, id).await?;
        for (member, before) in seat::with_status(&tx, id, &[Status::Offered]).await? {
            if before.reply_by.is_some_and(|until| until <= now) {
                step(&tx, &known, member, (before, before.lapsed()), now).await?;
            }
        }
        promote(&tx, &known, now).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Queues the letter of the day before, once for each day and hour that a conversation was planned at.
pub async fn queue_reminders(platform: &Platform) -> Result<(), Refusal> {
    let now = platform.clock.now();
    for known in conversation::list(&platform.db, &AHEAD).await? {
        if !known.reminds(now) {
            continue;
        }
        let (tx, known) = held(platform, known.id).await?;
        let Some(starts) = known.draft.starts_at.filter(|_| known.reminds(now)) else { continue };
        let seated = seat::with_status(&tx, known.id, &[Status::Seated]).await?;
        let members: Vec<MemberId> = seated.into_iter().map(|(member, _)| member).collect();
        let kind = LetterKind::ConversationReminder;
        outbox::queue_for_guests(&tx, known.id, kind, starts.0, &members, now).await?;
        conversation::set_reminder_queued(&tx, known.id).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Forgets what people needed to be able to come, 30 days after it ended or would have; says of how many.
pub async fn forget_needs(platform: &Platform) -> Result<u64, Refusal> {
    let before = platform.clock.now().plus(-NEEDS);
    Ok(seat::forget_needs(&platform.db.direct(), before).await?)
}

/// Forgets whose seats and whose texts they were at conversations that ended long ago; says how many. Numbers stay.
pub async fn forget_people(platform: &Platform) -> Result<u64, Refusal> {
    let before = platform.clock.now().plus(-platform.terms.keep.conversations);
    let direct = platform.db.direct();
    Ok(seat::forget_owners(&direct, before).await? + report::forget_authors(&direct, before).await?)
}

async fn held(platform: &Platform, id: ConversationId) -> Result<(Tx, Conversation), Refusal> {
    let tx = platform.db.begin().await?;
    let known = conversation::locked(&tx, id).await?.ok_or(Code::Internal)?;
    Ok((tx, known))
}
