//! The end of a round in the box: closed under the lock, counted into lists that share nothing, ballots destroyed.

use std::sync::Arc;

use async_trait::async_trait;

use super::counting::count;
use super::genuine::Genuine;
use super::{AreaBallots, BallotBox, BoxFigures, BoxLink};
use crate::domain::ids::RoundId;
use crate::domain::list::{AreaGroup, Seal};
use crate::domain::result::Counted;
use crate::service::{Code, Refusal};
use crate::store::{Db, StoreError, ballot, counted};

impl BallotBox {
    /// Does what the time asks for: closes rounds whose grace is over, counts them, and destroys their ballots.
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

    /// Destroys the ballots of every round that is counted.
    pub async fn destroy_counted(&self) -> Result<(), Refusal> {
        for round in self.stores.with_ballots().await? {
            if self.is_counted(round).await? {
                self.urns.write().await.remove(&round);
                if let Err(error) = self.stores.destroy_ballots(round).await {
                    tracing::error!(%error, %round, "counted ballots could not be destroyed; it will be tried again");
                }
            }
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
        let known = ballot::round_locked(&tx).await?.ok_or(StoreError::Inconsistent("box_round"))?;
        ballot::close(&tx).await?;
        tx.commit().await?;
        let urn = self.urns.read().await.get(&round).map(|urn| urn.genuine.clone());
        let genuine = match urn {
            Some(genuine) => genuine,
            None => Arc::new(Genuine::load(db).await?),
        };
        count(round, known.root, db, &into, genuine).await
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
            Some(db) => Ok(counted::by_area(&db).await?),
            None => Ok(None),
        }
    }

    async fn publish(&self, round: RoundId, areas: &[AreaGroup]) -> Result<Vec<Seal>, Refusal> {
        self.make_lists(round, areas).await
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
        self.urns.write().await.remove(&round);
        Ok(self.stores.destroy_ballots(round).await?)
    }
}
