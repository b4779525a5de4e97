//! Taking a round back: an admin asks, a second person confirms; members read the reason, nobody sees a result.

use super::existing;
use crate::domain::ids::{AccountId, RoundId, Subject};
use crate::domain::letter::LetterKind;
use crate::domain::round::{Round, State, Withdrawal};
use crate::service::ballot_box::BoxLink;
use crate::service::current::commit;
use crate::service::{Code, Platform, Refusal};
use crate::store::{area, audit, outbox, round};

const REASON_LIMIT: usize = 1_000;

/// Asks to take a round back. Refused without a reason, or when the round cannot be withdrawn (any more).
pub async fn propose_withdrawal(
    platform: &Platform,
    by: AccountId,
    id: RoundId,
    reason: &str,
) -> Result<Round, Refusal> {
    let reason = reason.trim();
    let unfit = |c: char| c.is_control() && c != '\n';
    if reason.is_empty() || reason.chars().count() > REASON_LIMIT || reason.chars().any(unfit) {
        return Err(Refusal::about(Code::FieldInvalid, "reason"));
    }
    let tx = platform.db.begin().await?;
    let known = existing(&tx, id).await?;
    if !known.state.is_withdrawable() || known.withdrawal.is_some() {
        return Err(Code::WrongState.into());
    }
    round::set_withdrawal(&tx, id, Some(&Withdrawal { by, reason: reason.to_owned() })).await?;
    let actor = Some(Subject::Account(by));
    audit::append(&tx, platform.clock.now(), actor, "round.withdrawal.propose", ("round", Some(id.0)), reason).await?;
    commit(platform, tx).await?;
    existing(&platform.db, id).await
}

/// Takes the request back.
pub async fn drop_withdrawal(platform: &Platform, by: AccountId, id: RoundId) -> Result<Round, Refusal> {
    let tx = platform.db.begin().await?;
    let known = existing(&tx, id).await?;
    if known.state == State::Withdrawn || known.withdrawal.is_none() {
        return Err(Code::WrongState.into());
    }
    round::set_withdrawal(&tx, id, None).await?;
    let actor = Some(Subject::Account(by));
    audit::append(&tx, platform.clock.now(), actor, "round.withdrawal.drop", ("round", Some(id.0)), "").await?;
    commit(platform, tx).await?;
    existing(&platform.db, id).await
}

/// Confirms: the round ends without a result, its keys are destroyed, the roll gets a letter with the reason, and the
/// box destroys its ballots. Refused to whoever asked.
pub async fn confirm_withdrawal(
    platform: &Platform,
    ballot_box: &dyn BoxLink,
    by: AccountId,
    id: RoundId,
) -> Result<Round, Refusal> {
    let tx = platform.db.begin().await?;
    let known = existing(&tx, id).await?;
    let asked = known.withdrawal.as_ref().ok_or(Code::WrongState)?;
    if asked.by == by {
        return Err(Code::OwnWork.into());
    }
    if !known.state.is_withdrawable() {
        return Err(Code::WrongState.into());
    }
    // The clock may have moved the round on since it was read.
    if !round::advance(&tx, id, known.state, State::Withdrawn).await? {
        return Err(Code::WrongState.into());
    }
    area::destroy_keys(&tx, id).await?;
    // Before the opening nobody was told of the round, so there is nothing to tell.
    if known.root.is_some() {
        outbox::queue_for_roll(&tx, id, LetterKind::Withdrawn, "withdrawn", platform.clock.now()).await?;
    }
    let actor = Some(Subject::Account(by));
    audit::append(&tx, platform.clock.now(), actor, "round.withdrawal.confirm", ("round", Some(id.0)), "").await?;
    commit(platform, tx).await?;
    platform.keys.forget(id);
    if let Err(refusal) = ballot_box.destroy(id).await {
        tracing::warn!(code = refusal.code.name(), "the ballots of a withdrawn round are to be destroyed later");
    }
    existing(&platform.db, id).await
}

/// Destroys ballots that the box still has of withdrawn rounds, because it could not be reached at the time.
pub async fn clear_withdrawn(platform: &Platform, ballot_box: &dyn BoxLink) -> Result<(), Refusal> {
    for known in round::list(&platform.db, &[State::Withdrawn]).await? {
        if ballot_box.figures(known.id).await.is_ok() {
            ballot_box.destroy(known.id).await?;
        }
    }
    Ok(())
}
