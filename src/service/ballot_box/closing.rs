//! The end of a round in the box: closed under the lock, counted into lists that share nothing, ballots destroyed.

use async_trait::async_trait;

use super::{AreaBallots, BallotBox, BoxFigures, BoxLink};
use crate::domain::ballot::Ballot;
use crate::domain::ids::RoundId;
use crate::domain::result::Counted;
use crate::domain::ticket::{TicketVerifier, Token};
use crate::service::{Code, Refusal};
use crate::store::counted::{self, Line, Totals};
use crate::store::{Db, StoreError, ballot};
use std::collections::{BTreeMap, HashMap};

const PAGE: u64 = 2_000;

/// Four lists in the making.
#[derive(Default)]
struct Tallying {
    lists: [Vec<Line>; 4],
    by_area: BTreeMap<i32, i64>,
    ballots: i64,
    invalid: i64,
}

impl Tallying {
    fn add(&mut self, ballot: &Ballot) {
        self.ballots += 1;
        *self.by_area.entry(ballot.area).or_default() += 1;
        for ((list, code), answer) in self.lists.iter_mut().zip(ballot.lines).zip(ballot.answers.0) {
            list.push(Line { code, area: ballot.area, answer });
        }
    }
}

impl BallotBox {
    /// Does what the time asks for: closes rounds whose grace is over, counts them, and destroys their ballots.
    /// Can be stopped anywhere and called again.
    pub async fn close_due(&self) -> Result<(), Refusal> {
        for round in self.stores.with_ballots().await? {
            // One round's trouble must not keep the others from being counted.
            if let Err(refusal) = self.close_if_due(round).await {
                tracing::error!(code = refusal.code.name(), %round, "a round could not be closed; it will be tried again");
            }
        }
        Ok(())
    }

    async fn close_if_due(&self, round: RoundId) -> Result<(), Refusal> {
        if BoxLink::counted(self, round).await?.is_none() {
            let Some(db) = self.stores.ballots(round).await? else { return Ok(()) };
            let Some(known) = ballot::round(&db).await? else { return Ok(()) };
            if self.clock.now() < known.grace_ends_at || known.halted.is_some() {
                return Ok(());
            }
            self.count(round, &db).await?;
        }
        self.urns.write().await.remove(&round);
        Ok(self.stores.destroy_ballots(round).await?)
    }

    /// Rewrites every open box in the order of its tokens.
    pub async fn rebuild_all(&self) -> Result<(), Refusal> {
        for round in self.stores.with_ballots().await? {
            if let Some(db) = self.stores.ballots(round).await? {
                ballot::rebuild(&db).await?;
            }
        }
        Ok(())
    }

    /// Empties the write-ahead logs, as far as nobody is reading.
    pub async fn truncate_logs(&self) -> Result<(), Refusal> {
        for round in self.stores.with_ballots().await? {
            if let Some(db) = self.stores.ballots(round).await? {
                db.truncate_wal().await?;
            }
        }
        Ok(())
    }

    async fn count(&self, round: RoundId, db: &Db) -> Result<(), StoreError> {
        let into = self.stores.make_counted(round).await?;
        let tx = db.begin().await?;
        let known = ballot::round_locked(&tx).await?.ok_or(StoreError::Inconsistent("box_round"))?;
        ballot::close(&tx).await?;
        tx.commit().await?;
        let tallying = tally(db).await?;
        let totals = Totals {
            round,
            root: known.root,
            ballots: tallying.ballots,
            invalid: tallying.invalid,
            by_area: tallying.by_area.into_iter().collect(),
        };
        let tx = into.begin().await?;
        for (statement, mut list) in (1..).zip(tallying.lists) {
            list.sort_unstable();
            counted::insert_list(&tx, statement, &list).await?;
        }
        counted::insert_totals(&tx, &totals).await?;
        tx.commit().await?;
        into.truncate_wal().await
    }
}

/// Reads the whole box in the order of its tokens and checks every row once more.
async fn tally(db: &Db) -> Result<Tallying, StoreError> {
    let mut verifiers = HashMap::new();
    for (area, key) in ballot::keys(db).await? {
        let verifier = TicketVerifier::from_jwk(&key).map_err(|_| StoreError::Inconsistent("box_area.key_jwk"))?;
        verifiers.insert(area, verifier);
    }
    let mut tallying = Tallying::default();
    let mut after: Option<Token> = None;
    loop {
        let page = ballot::page(db, after, PAGE).await?;
        let Some((last, _)) = page.last() else { return Ok(tallying) };
        after = Some(*last);
        for (_, ballot) in &page {
            match ballot {
                Some(ballot) if is_valid(&verifiers, ballot) => tallying.add(ballot),
                _ => tallying.invalid += 1,
            }
        }
    }
}

fn is_valid(verifiers: &HashMap<i32, TicketVerifier>, ballot: &Ballot) -> bool {
    ballot.chain_value.opens(&ballot.token, ballot.version)
        && verifiers
            .get(&ballot.area)
            .is_some_and(|verifier| verifier.accepts(&ballot.prefix, &ballot.token, &ballot.signature))
}

#[async_trait]
impl BoxLink for BallotBox {
    async fn figures(&self, round: RoundId) -> Result<BoxFigures, Refusal> {
        if let Some(db) = self.stores.counted(round).await?
            && counted::national(&db).await?.is_some()
        {
            return Ok(BoxFigures { state: "counted".to_owned(), ballots_per_area: Vec::new() });
        }
        let db = self.stores.ballots(round).await?.ok_or(Code::RoundUnknown)?;
        let known = ballot::round(&db).await?.ok_or(Code::RoundUnknown)?;
        let areas = ballot::by_area(&db).await?;
        Ok(BoxFigures {
            state: if known.closed { "closed" } else { "open" }.to_owned(),
            ballots_per_area: areas.into_iter().map(|(area, ballots)| AreaBallots { area, ballots }).collect(),
        })
    }

    async fn counted(&self, round: RoundId) -> Result<Option<Counted>, Refusal> {
        match self.stores.counted(round).await? {
            Some(db) => Ok(counted::national(&db).await?),
            None => Ok(None),
        }
    }

    async fn halt(&self, round: RoundId, reason: &str) -> Result<(), Refusal> {
        let db = self.stores.ballots(round).await?.ok_or(Code::RoundUnknown)?;
        let tx = db.begin().await?;
        ballot::halt(&tx, reason).await?;
        Ok(tx.commit().await?)
    }

    async fn destroy(&self, round: RoundId) -> Result<(), Refusal> {
        self.stores.bury(round).await?;
        self.urns.write().await.remove(&round);
        Ok(self.stores.destroy_ballots(round).await?)
    }
}
