//! After a conversation: the desk writes and publishes what was said, who was there adds a note, others react in writing.

use super::desk::finish;
use super::{found, held};
use crate::domain::composer::Composer;
use crate::domain::conversation::{Beside, Contribution, Report, State, Status, checked_contribution, checked_report};
use crate::domain::ids::{ContributionId, ConversationId, MemberId};
use crate::domain::letter::LetterKind;
use crate::service::{Code, Platform, Refusal};
use crate::store::{Conn, conversation, outbox, report, seat};

/// A report with what was written beside it; without one, what was written is empty.
pub async fn report(
    platform: &Platform,
    by: &Composer,
    id: ConversationId,
) -> Result<(Option<Report>, Vec<Contribution>), Refusal> {
    found(&platform.db, by, id).await?;
    Ok((report::find(&platform.db, id).await?, report::contributions(&platform.db, id).await?))
}

/// Writes the report in the place of version `version`, 0 when there is none; from when the conversation was held. What is
/// published stays so, with the moment of the last change beside it.
pub async fn write_report(
    platform: &Platform,
    by: &Composer,
    id: ConversationId,
    version: i32,
    text: &str,
) -> Result<(), Refusal> {
    let text = checked_report(text)?;
    let tx = platform.db.begin().await?;
    let known = held(&tx, by, id).await?;
    if !matches!(known.state, State::Held | State::Reported) {
        return Err(Code::WrongState.into());
    }
    if !report::write(&tx, id, version, &text, (by.account, platform.clock.now())).await? {
        return Err(Code::StaleVersion.into());
    }
    finish(tx, platform, by, "conversation.report", id, "").await
}

/// Publishes the report; who had a seat gets a letter.
pub async fn publish_report(platform: &Platform, by: &Composer, id: ConversationId) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let tx = platform.db.begin().await?;
    let known = held(&tx, by, id).await?;
    if known.state != State::Held {
        return Err(Code::WrongState.into());
    }
    if report::find(&tx, id).await?.is_none() {
        return Err(Refusal::about(Code::Incomplete, "text"));
    }
    report::set_published(&tx, id, now).await?;
    conversation::advance(&tx, id, State::Held, State::Reported).await?;
    let seated = seat::with_status(&tx, id, &[Status::Seated]).await?;
    let members: Vec<MemberId> = seated.into_iter().map(|(member, _)| member).collect();
    outbox::queue_for_guests(&tx, id, LetterKind::ConversationReport, 0, &members, now).await?;
    finish(tx, platform, by, "conversation.publish", id, "").await
}

/// Shows what a member wrote to everybody, or hides it.
pub async fn moderate(
    platform: &Platform,
    by: &Composer,
    id: ConversationId,
    text: ContributionId,
    shown: bool,
) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    held(&tx, by, id).await?;
    if !report::set_shown(&tx, id, text, shown).await? {
        return Err(Code::NotFound.into());
    }
    finish(tx, platform, by, "conversation.moderate", id, if shown { "shown" } else { "hidden" }).await
}

/// What a member wrote beside the report, and whether they can write now.
pub(super) async fn beside_report(
    platform: &Platform,
    on: &impl Conn,
    member: MemberId,
    id: ConversationId,
    beside: Beside,
) -> Result<(Option<Contribution>, bool), Refusal> {
    let known = conversation::find(on, id).await?.ok_or(Code::NotFound)?;
    let published = report::find(on, id).await?.and_then(|report| report.published_at);
    let own = seat::find(on, id, member).await?.map(|kept| kept.seat.status);
    let now = platform.clock.now();
    let open = published.is_some_and(|published| beside.is_open(&known, published, own, now));
    Ok((report::of_member(on, id, member, beside).await?, open))
}

/// Writes a note or a reaction in the place of what the member wrote before; an empty one takes it away.
pub async fn contribute(
    platform: &Platform,
    member: MemberId,
    id: ConversationId,
    beside: Beside,
    text: &str,
) -> Result<Option<Contribution>, Refusal> {
    let text = checked_contribution(text)?;
    let tx = platform.db.begin().await?;
    let (before, open) = beside_report(platform, &tx, member, id, beside).await?;
    if !open {
        return Err(Code::AnswersClosed.into());
    }
    let written = text.map(|text| Contribution {
        id: before.as_ref().map_or_else(|| ContributionId(platform.chance.uuid()), |before| before.id),
        beside,
        text,
        shown: beside.shown_at_first(before.and_then(|before| before.shown)),
    });
    match &written {
        Some(written) => report::put(&tx, id, member, written).await?,
        None => report::remove(&tx, id, member, beside).await?,
    }
    tx.commit().await?;
    Ok(written)
}
