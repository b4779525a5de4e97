//! The one writer of a round: takes whatever ballots wait, keeps them in one transaction, answers after the commit.
//! Grouping is for speed, not for secrecy.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use tokio::runtime::Handle;

use crate::clock::Clock;
use crate::domain::ballot::{Ballot, Kept, Verdict, decide};
use crate::domain::ticket::{Token, Version};
use crate::service::together::Together;
use crate::service::{Code, Refusal};
use crate::store::{Db, StoreError, ballot};

/// Begins the writer of a round. It works until the round's urn is dropped.
pub(super) fn begin(runtime: &Handle, db: Db, clock: Arc<dyn Clock>) -> Together<Ballot, Result<Version, Refusal>> {
    Together::begin(runtime, move |ballots: Vec<Ballot>| {
        let (db, clock) = (db.clone(), clock.clone());
        async move { keep(&db, clock.as_ref(), &ballots).await }
    })
}

async fn keep(db: &Db, clock: &dyn Clock, ballots: &[Ballot]) -> Vec<Result<Version, Refusal>> {
    match keep_together(db, clock, ballots).await {
        Ok(outcomes) => outcomes,
        // One ballot of the batch carries a line code of somebody else: find out which, one by one.
        Err(StoreError::Taken) if ballots.len() > 1 => {
            let mut outcomes = Vec::with_capacity(ballots.len());
            for ballot in ballots {
                outcomes.extend(Box::pin(keep(db, clock, std::slice::from_ref(ballot))).await);
            }
            outcomes
        }
        Err(StoreError::Taken) => vec![Err(Code::LineCodeTaken.into())],
        Err(error) => {
            let refusal = Refusal::from(error);
            ballots.iter().map(|_| Err(refusal.clone())).collect()
        }
    }
}

async fn keep_together(
    db: &Db,
    clock: &dyn Clock,
    ballots: &[Ballot],
) -> Result<Vec<Result<Version, Refusal>>, StoreError> {
    let tx = db.begin().await?;
    let Some(round) = ballot::round_locked(&tx).await? else {
        return Ok(refuse_all(ballots, Code::RoundUnknown));
    };
    // Asked under the lock that closing takes: no ballot slips in after the count began.
    if let Some(code) = not_taking(&round, clock) {
        return Ok(refuse_all(ballots, code));
    }
    let tokens: Vec<Token> = ballots.iter().map(|ballot| ballot.token).collect();
    let mut kept = ballot::kept(&tx, &tokens).await?;
    // By token, so that even within a batch the order of arrival is lost.
    let mut to_put: BTreeMap<Token, &Ballot> = BTreeMap::new();
    let outcomes = ballots.iter().map(|ballot| judge(&mut kept, &mut to_put, ballot)).collect();
    let to_put: Vec<&Ballot> = to_put.into_values().collect();
    if !to_put.is_empty() {
        ballot::put(&tx, &to_put).await?;
        tx.commit().await?;
    }
    Ok(outcomes)
}

fn not_taking(round: &ballot::BoxRound, clock: &dyn Clock) -> Option<Code> {
    if round.halted.is_some() {
        Some(Code::RoundHalted)
    } else if round.closed || clock.now() >= round.grace_ends_at {
        Some(Code::RoundClosed)
    } else if clock.now() < round.opens_at {
        Some(Code::RoundNotOpen)
    } else {
        None
    }
}

fn judge<'a>(
    kept: &mut HashMap<Token, Kept>,
    to_put: &mut BTreeMap<Token, &'a Ballot>,
    ballot: &'a Ballot,
) -> Result<Version, Refusal> {
    match decide(kept.get(&ballot.token), ballot) {
        Verdict::Same => Ok(ballot.version),
        Verdict::VersionTaken => Err(Code::VersionTaken.into()),
        Verdict::VersionOutdated => Err(Code::VersionOutdated.into()),
        Verdict::OtherArea => Err(Code::TicketInvalid.into()),
        Verdict::Keep => {
            let lines = ballot.lines.map(|line| line.to_string());
            let body = ballot.answers.to_body();
            kept.insert(ballot.token, Kept { version: ballot.version, area: ballot.area, body, lines });
            to_put.insert(ballot.token, ballot);
            Ok(ballot.version)
        }
    }
}

fn refuse_all(ballots: &[Ballot], code: Code) -> Vec<Result<Version, Refusal>> {
    ballots.iter().map(|_| Err(code.into())).collect()
}
