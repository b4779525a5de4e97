//! The end of a round in the box: closed under the lock, counted, and its ballots destroyed once the lists are made.

use std::sync::Arc;

use async_trait::async_trait;

use super::counting::{self, Lines};
use super::genuine::Genuine;
use super::{AreaBallots, BallotBox, BoxFigures, BoxLink};
use crate::domain::ids::RoundId;
use crate::domain::list::{AreaGroup, Seal};
use crate::domain::result::Counted;
use crate::service::{Code, Refusal};
use crate::store::{Db, StoreError, ballot, counted};

impl BallotBox {
    /// Does what the time asks for: closes rounds whose grace is over, counts them, and destroys ballots that nobody
    /// will ask for again.
    /// Can be stopped anywhere and called again.
    pub async fn close_due(&self) -> Result<(), Refusal> {
        self.count_due().await?;
        self.destroy_counted().await
    }

    /// Closes and counts the rounds whose grace is over. Their ballots are still there afterwards.
    pub async fn count_due(&self) -> Result<(), Refusal> {
        for round in self.stores.with_ballots().await? {
            // One round's trouble must not keep the others from being counted.
            if let Err(refusal) = self.count_if_due(round).await {
                tracing::error!(code = refusal.code.name(), %round, "a round could not be counted; it will be tried again");
            }
        }
        Ok(())
    }

    /// Destroys the ballots of every counted round whose lists are made, or that will have none.
    pub async fn destroy_counted(&self) -> Result<(), Refusal> {
        for round in self.stores.with_ballots().await? {
            if let Err(error) = self.destroy_if_settled(round).await {
                tracing::error!(%error, %round, "counted ballots could not be destroyed; it will be tried again");
            }
        }
        Ok(())
    }

    async fn destroy_if_settled(&self, round: RoundId) -> Result<(), StoreError> {
        match self.stores.counted(round).await? {
            Some(db) if counted::is_settled(&db).await? => self.destroy_ballots(round).await,
            _ => Ok(()),
        }
    }

    async fn destroy_ballots(&self, round: RoundId) -> Result<(), StoreError> {
        self.urns.write().await.remove(&round);
        self.lines.lock().await.remove(&round);
        self.stores.destroy_ballots(round).await
    }

    /// Checks every ticket that is in an open box, so that counting finds them checked. For a box that was started while
    /// a round is open: it has seen none of them itself.
    pub async fn check_tickets(&self) -> Result<(), Refusal> {
        for round in self.stores.with_ballots().await? {
            // Over, or not yet prepared.
            let Ok(urn) = self.urn(round).await else { continue };
            counting::check(&urn.db, urn.genuine.clone()).await?;
        }
        Ok(())
    }

    async fn is_counted(&self, round: RoundId) -> Result<bool, Refusal> {
        match self.stores.counted(round).await? {
            Some(db) => Ok(counted::is_counted(&db).await?),
            None => Ok(false),
        }
    }

    async fn count_if_due(&self, round: RoundId) -> Result<(), Refusal> {
        if self.is_counted(round).await? {
            return Ok(());
        }
        let Some(db) = self.stores.ballots(round).await? else { return Ok(()) };
        let Some(known) = ballot::round(&db).await? else { return Ok(()) };
        if self.clock.now() < known.grace_ends_at || known.halted.is_some() {
            return Ok(());
        }
        Ok(self.close_and_count(round, &db).await?)
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

    async fn close_and_count(&self, round: RoundId, db: &Db) -> Result<(), StoreError> {
        let into = self.stores.make_counted(round).await?;
        let tx = db.begin().await?;
        ballot::round_locked(&tx).await?.ok_or(StoreError::Inconsistent("box_round"))?;
        ballot::close(&tx).await?;
        tx.commit().await?;
        let (counted, lines) = self.tally(round, db).await?;
        if !counted.areas.is_empty() {
            // Before the totals stand: whoever sees them finds the lines.
            self.lines.lock().await.insert(round, lines);
        }
        let tx = into.begin().await?;
        counted::insert(&tx, round, &counted).await?;
        tx.commit().await?;
        // Its tickets need not be remembered, and nothing can be cast any more.
        self.urns.write().await.remove(&round);
        into.truncate_wal().await
    }

    /// Tallies a closed box. Tickets that this process has seen before are not checked with the key again.
    pub(super) async fn tally(&self, round: RoundId, db: &Db) -> Result<(Counted, Lines), StoreError> {
        let known = ballot::round(db).await?.ok_or(StoreError::Inconsistent("box_round"))?;
        let urn = self.urns.read().await.get(&round).map(|urn| urn.genuine.clone());
        let genuine = match urn {
            Some(genuine) => genuine,
            None => Arc::new(Genuine::load(db).await?),
        };
        counting::tally(db, known.root, genuine).await
    }
}

#[async_trait]
impl BoxLink for BallotBox {
    async fn figures(&self, round: RoundId) -> Result<BoxFigures, Refusal> {
        if self.is_counted(round).await? {
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
            Some(db) => Ok(counted::read(&db).await?),
            None => Ok(None),
        }
    }

    async fn publish(&self, round: RoundId, areas: &[AreaGroup]) -> Result<Vec<Seal>, Refusal> {
        // Goes on when whoever asked hangs up: asked again, the lists are there.
        let (this, areas) = (self.clone(), areas.to_vec());
        let made = self.runtime.spawn(async move { this.make_lists(round, areas).await });
        made.await.map_err(|_| Code::Internal)?
    }

    async fn forget_areas(&self, round: RoundId) -> Result<(), Refusal> {
        self.forget_finer(round).await
    }

    async fn halt(&self, round: RoundId, reason: &str) -> Result<(), Refusal> {
        let db = self.stores.ballots(round).await?.ok_or(Code::RoundUnknown)?;
        let tx = db.begin().await?;
        ballot::halt(&tx, reason).await?;
        Ok(tx.commit().await?)
    }

    async fn destroy(&self, round: RoundId) -> Result<(), Refusal> {
        self.stores.bury(round).await?;
        Ok(self.destroy_ballots(round).await?)
    }
}
