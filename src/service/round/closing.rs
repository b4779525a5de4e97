//! The end of a round on the platform: no new tickets, no keys, no blinded messages; then the count, then the result.

use std::collections::HashMap;

use ring::digest::{SHA256, digest};

use crate::domain::ids::RoundId;
use crate::domain::letter::LetterKind;
use crate::domain::result::{Counted, RoundResult, StatementResult};
use crate::domain::round::{OpeningStep, Round, State};
use crate::service::ballot_box::BoxLink;
use crate::service::current::commit;
use crate::service::{Code, Platform, Refusal};
use crate::store::snapshot::{self, Snapshot};
use crate::store::{Tx, area, audit, interest, ledger, outbox, round};

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
    round::set_ledger_sealed(&tx, id).await?;
    audit::append(&tx, platform.clock.now(), None, "round.seal", ("round", Some(id.0)), "").await?;
    commit(platform, tx).await
}

/// Fetches the count of every closed round that the box has counted, and makes its snapshot.
pub async fn collect_counts(platform: &Platform, ballot_box: &dyn BoxLink) -> Result<(), Refusal> {
    for known in round::list(&platform.db, &[State::Closed]).await? {
        // A halted round has no result: somebody has to find out what happened, and withdraw it.
        if !known.ledger_sealed || known.halted.is_some() {
            continue;
        }
        match ballot_box.counted(known.id).await {
            Ok(Some(counted)) => keep_count(platform, &known, &counted).await?,
            Ok(None) => {}
            Err(refusal) => tracing::warn!(code = refusal.code.name(), "the ballot box gave no count"),
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
    if let Some(alarm) = contradiction(&tx, known.id, counted).await? {
        tracing::error!(round = %known.id, alarm, "a count was refused");
        round::halt(&tx, known.id, &alarm).await?;
        audit::append(&tx, platform.clock.now(), None, "round.halt", ("round", Some(known.id.0)), &alarm).await?;
        return commit(platform, tx).await;
    }
    let result = assemble(known, counted, ledger::tickets(&tx, known.id).await?)?;
    let body = serde_json::to_string(&result).map_err(|_| Code::Internal)?;
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, body.as_bytes()).as_ref());
    snapshot::insert(&tx, known.id, Snapshot { body, sha256 }).await?;
    if !round::advance(&tx, known.id, State::Closed, State::Counted).await? {
        return Err(Code::WrongState.into());
    }
    let detail = format!("{} ballots, {} invalid", counted.ballots, counted.invalid);
    audit::append(&tx, platform.clock.now(), None, "round.count", ("round", Some(known.id.0)), &detail).await?;
    commit(platform, tx).await
}

/// Why a count cannot be true: more ballots than tickets in an area, fewer ballots than were seen while the round was
/// open, or lists of different lengths. The hourly comparison cannot see what happens after its last turn.
async fn contradiction(tx: &Tx, id: RoundId, counted: &Counted) -> Result<Option<String>, Refusal> {
    let tickets: HashMap<i32, i64> = ledger::tickets_by_area(tx, id).await?.into_iter().collect();
    for (area, ballots) in &counted.by_area {
        let issued = tickets.get(area).copied().unwrap_or(0);
        if *ballots > issued {
            return Ok(Some(format!("area {area}: {ballots} ballots counted on {issued} tickets")));
        }
    }
    let seen: i64 = area::list(tx, id).await?.iter().map(|kept| kept.ballots_seen).sum();
    if counted.ballots + counted.invalid < seen {
        return Ok(Some(format!("{} ballots counted, there were {seen}", counted.ballots + counted.invalid)));
    }
    let by_area: i64 = counted.by_area.iter().map(|(_, ballots)| ballots).sum();
    let whole = by_area == counted.ballots && counted.tallies.iter().all(|tally| tally.total() == counted.ballots);
    Ok((!whole).then(|| "the four lists differ in length".to_owned()))
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
