//! The end of a round on the platform: no new tickets, no keys, no blinded messages; then the count, then the result.

use ring::digest::{SHA256, digest};

use crate::domain::ids::RoundId;
use crate::domain::letter::LetterKind;
use crate::domain::result::{Counted, RoundResult, StatementResult};
use crate::domain::round::{OpeningStep, Round, State};
use crate::service::ballot_box::BoxLink;
use crate::service::current::commit;
use crate::service::{Code, Platform, Refusal};
use crate::store::snapshot::{self, Snapshot};
use crate::store::{area, audit, interest, outbox, roll, round};

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
        platform.keys.forget(known.id);
        let tx = platform.db.begin().await?;
        round::set_opening_step(&tx, known.id, OpeningStep::Sealing).await?;
        area::destroy_keys(&tx, known.id).await?;
        roll::seal(&tx, known.id).await?;
        interest::seal(&tx, known.id).await?;
        round::set_opening_step(&tx, known.id, OpeningStep::Done).await?;
        round::set_ledger_sealed(&tx, known.id).await?;
        audit::append(&tx, now, None, "round.seal", ("round", Some(known.id.0)), "").await?;
        commit(platform, tx).await?;
        interest::forget_old_rows(&platform.db).await?;
        roll::forget_old_rows(&platform.db).await?;
    }
    Ok(())
}

/// Fetches the count of every closed round that the box has counted, and makes its snapshot.
pub async fn collect_counts(platform: &Platform, ballot_box: &dyn BoxLink) -> Result<(), Refusal> {
    for known in round::list(&platform.db, &[State::Closed]).await? {
        if !known.ledger_sealed {
            continue;
        }
        if let Some(counted) = ballot_box.counted(known.id).await? {
            keep_count(platform, &known, &counted).await?;
        }
    }
    Ok(())
}

async fn keep_count(platform: &Platform, known: &Round, counted: &Counted) -> Result<(), Refusal> {
    let root = known.root.map(|root| root.to_string());
    if root.as_deref() != Some(counted.root.as_str()) {
        tracing::error!("the ballot box counted under another manifest");
        return Err(Code::Internal.into());
    }
    let tx = platform.db.begin().await?;
    let result = assemble(known, counted, roll::tickets(&tx, known.id).await?)?;
    let body = serde_json::to_string(&result).map_err(|_| Code::Internal)?;
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, body.as_bytes()).as_ref());
    snapshot::insert(&tx, known.id, Snapshot { body, sha256 }).await?;
    round::advance(&tx, known.id, State::Closed, State::Counted).await?;
    let detail = format!("{} ballots, {} invalid", counted.ballots, counted.invalid);
    audit::append(&tx, platform.clock.now(), None, "round.count", ("round", Some(known.id.0)), &detail).await?;
    commit(platform, tx).await
}

fn assemble(known: &Round, counted: &Counted, tickets: i64) -> Result<RoundResult, Refusal> {
    let statements = (1..).zip(&known.draft.statements).zip(counted.tallies).map(|((number, draft), tally)| {
        StatementResult { number, text: draft.text.clone(), counts: tally.into(), n: tally.total() }
    });
    Ok(RoundResult {
        round: known.id,
        title: known.draft.title.clone(),
        purpose: known.draft.purpose.ok_or(Code::Internal)?,
        published_at: known.draft.publishes_at.ok_or(Code::Internal)?,
        roll: known.roll.ok_or(Code::Internal)?,
        tickets,
        ballots: counted.ballots,
        invalid: counted.invalid,
        statements: statements.collect(),
    })
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

/// Queues the letter with the result for everybody on the roll of a published round.
pub async fn queue_results(platform: &Platform) -> Result<(), Refusal> {
    for known in round::list(&platform.db, &[State::Published]).await? {
        if known.result_queued {
            continue;
        }
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
