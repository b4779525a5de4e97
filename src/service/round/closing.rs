//! The end of a round on the platform: no new tickets, no keys, no blinded messages; and in the end the result.

use crate::domain::ids::RoundId;
use crate::domain::letter::LetterKind;
use crate::domain::round::{OpeningStep, Round, State};
use crate::service::ballot_box::BoxLink;
use crate::service::current::commit;
use crate::service::{Platform, Refusal};
use crate::store::{area, audit, interest, ledger, outbox, round};

/// Closes every open round whose time has come: from here no new tickets.
pub async fn close_due(platform: &Platform) -> Result<(), Refusal> {
    let now = platform.clock.now();
    for known in round::list(&platform.db, &[State::Open]).await? {
        if known.draft.closes_at.is_some_and(|closes| closes <= now) {
            move_on(platform, &known, State::Open, State::Closed, "round.close").await?;
        }
    }
    Ok(())
}

/// When the grace of a closed or withdrawn round is over: destroys its keys and blinded messages and leaves a ledger
/// without order.
pub async fn seal_closed(platform: &Platform) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let ended = [State::Closed, State::Counted, State::Published, State::Withdrawn];
    for known in round::list(&platform.db, &ended).await? {
        let over = known.state == State::Withdrawn || known.grace_ends_at.is_some_and(|end| end <= now);
        if known.ledger_sealed || !over {
            continue;
        }
        seal(platform, known.id).await?;
    }
    Ok(())
}

async fn seal(platform: &Platform, id: RoundId) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    round::set_opening_step(&tx, id, OpeningStep::Sealing).await?;
    area::destroy_keys(&tx, id).await?;
    ledger::seal(&tx, id).await?;
    interest::seal(&tx, id).await?;
    round::set_opening_step(&tx, id, OpeningStep::Done).await?;
    // A reminder that was not needed says who had taken part by then.
    outbox::forget(&tx, id, LetterKind::Reminder).await?;
    commit(platform, tx).await?;
    platform.keys.forget(id);
    // Only once this is done too is the ledger sealed: a crash in between repeats both.
    interest::forget_old_rows(&platform.db).await?;
    ledger::forget_old_rows(&platform.db).await?;
    let tx = platform.db.begin().await?;
    // Once more, for one that was being sent just now.
    outbox::forget(&tx, id, LetterKind::Reminder).await?;
    round::set_ledger_sealed(&tx, id).await?;
    audit::append(&tx, platform.clock.now(), None, "round.seal", ("round", Some(id.0)), "").await?;
    commit(platform, tx).await
}

/// Publishes every counted round whose promised time has come. Nobody can bring it forward or hold it back.
pub async fn publish_due(platform: &Platform) -> Result<(), Refusal> {
    let now = platform.clock.now();
    for known in round::list(&platform.db, &[State::Counted]).await? {
        if known.draft.publishes_at.is_some_and(|publishes| publishes <= now) {
            move_on(platform, &known, State::Counted, State::Published, "round.publish").await?;
        }
    }
    Ok(())
}

/// Has the box forget what is finer than the results that are made, should it have been away when they were. Ballots that
/// no list will be made of wait for this.
pub async fn forget_areas(platform: &Platform, ballot_box: &dyn BoxLink) -> Result<(), Refusal> {
    for known in round::list(&platform.db, &[State::Counted]).await? {
        ballot_box.forget_areas(known.id).await?;
    }
    Ok(())
}

/// Queues the letter with the result for everybody on the roll of a published round, once the box has forgotten all that
/// is finer than the result.
pub async fn queue_results(platform: &Platform, ballot_box: &dyn BoxLink) -> Result<(), Refusal> {
    for known in round::list(&platform.db, &[State::Published]).await? {
        if known.result_queued {
            continue;
        }
        ballot_box.forget_areas(known.id).await?;
        let tx = platform.db.begin().await?;
        outbox::queue_for_roll(&tx, known.id, LetterKind::Result, "result 1", platform.clock.now()).await?;
        round::set_result_queued(&tx, known.id).await?;
        commit(platform, tx).await?;
    }
    Ok(())
}

async fn move_on(platform: &Platform, known: &Round, from: State, to: State, act: &str) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    let id: RoundId = known.id;
    if round::advance(&tx, id, from, to).await? {
        audit::append(&tx, platform.clock.now(), None, act, ("round", Some(id.0)), "").await?;
    }
    commit(platform, tx).await
}
