//! Composing a round: draft, approval by somebody else, schedule.

use super::existing;
use crate::domain::draft::RoundDraft;
use crate::domain::ids::{AccountId, RoundId, Subject};
use crate::domain::round::{Round, State};
use crate::service::current::commit;
use crate::service::{Code, Platform, Refusal};
use crate::store::{Tx, audit, round};

/// Begins a round. Refused with the first field that cannot be kept.
pub async fn create(platform: &Platform, by: AccountId, draft: RoundDraft) -> Result<Round, Refusal> {
    let draft = checked(platform, draft)?;
    let id = RoundId(platform.chance.uuid());
    let tx = platform.db.begin().await?;
    round::insert(&tx, id, by, &draft).await?;
    note(&tx, platform, by, "round.create", id).await?;
    commit(platform, tx).await?;
    existing(&platform.db, id).await
}

/// Replaces the draft; an approved round is a draft again. Refused when `version` is not the one that stands.
pub async fn edit(
    platform: &Platform,
    by: AccountId,
    id: RoundId,
    version: i32,
    draft: RoundDraft,
) -> Result<Round, Refusal> {
    let draft = checked(platform, draft)?;
    let tx = platform.db.begin().await?;
    let known = existing(&tx, id).await?;
    if !known.state.is_editable() {
        return Err(Code::WrongState.into());
    }
    if !round::replace_draft(&tx, id, version, by, &draft).await? {
        return Err(Code::StaleVersion.into());
    }
    note(&tx, platform, by, "round.edit", id).await?;
    commit(platform, tx).await?;
    existing(&platform.db, id).await
}

fn checked(platform: &Platform, draft: RoundDraft) -> Result<RoundDraft, Refusal> {
    let draft = draft.tidied();
    match draft.flaws(platform.terms.grace).into_iter().next() {
        Some(flaw) => Err(flaw.into()),
        None => Ok(draft),
    }
}

/// Approves exactly this version. Refused to whoever began the round or changed it last, and while something is missing.
pub async fn approve(platform: &Platform, by: AccountId, id: RoundId, version: i32) -> Result<Round, Refusal> {
    let tx = platform.db.begin().await?;
    let known = existing(&tx, id).await?;
    if known.state != State::Draft {
        return Err(Code::WrongState.into());
    }
    if by == known.author || by == known.edited_by {
        return Err(Code::OwnWork.into());
    }
    if let Some(field) = known.draft.missing().first() {
        return Err(Refusal::about(Code::Incomplete, field));
    }
    if !round::approve(&tx, id, version, by).await? {
        return Err(Code::StaleVersion.into());
    }
    note(&tx, platform, by, "round.approve", id).await?;
    commit(platform, tx).await?;
    existing(&platform.db, id).await
}

/// Hands an approved round to the clock. Refused when its opening time has passed.
pub async fn schedule(platform: &Platform, by: AccountId, id: RoundId) -> Result<Round, Refusal> {
    let tx = platform.db.begin().await?;
    let known = existing(&tx, id).await?;
    if known.state != State::Approved {
        return Err(Code::WrongState.into());
    }
    if known.draft.opens_at.is_none_or(|opens| opens <= platform.clock.now()) {
        return Err(Refusal::about(Code::OpensInPast, "opens_at"));
    }
    if !round::advance(&tx, id, State::Approved, State::Scheduled).await? {
        return Err(Code::WrongState.into());
    }
    note(&tx, platform, by, "round.schedule", id).await?;
    commit(platform, tx).await?;
    existing(&platform.db, id).await
}

/// Takes a scheduled round back to draft, as long as the opening has not begun.
pub async fn unschedule(platform: &Platform, by: AccountId, id: RoundId) -> Result<Round, Refusal> {
    let tx = platform.db.begin().await?;
    existing(&tx, id).await?;
    if !round::unschedule(&tx, id).await? {
        return Err(Code::WrongState.into());
    }
    note(&tx, platform, by, "round.unschedule", id).await?;
    commit(platform, tx).await?;
    existing(&platform.db, id).await
}

async fn note(tx: &Tx, platform: &Platform, by: AccountId, act: &str, id: RoundId) -> Result<(), Refusal> {
    let actor = Some(Subject::Account(by));
    Ok(audit::append(tx, platform.clock.now(), actor, act, ("round", Some(id.0)), "").await?)
}
