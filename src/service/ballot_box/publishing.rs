//! The four public lists: made once the platform knows the publication groups, shown from the time in the manifest on.

use std::collections::HashMap;

use futures_util::stream::BoxStream;
use tokio::task::spawn_blocking;

use super::BallotBox;
use crate::domain::ids::RoundId;
use crate::domain::list::{AreaGroup, LISTS, List, ProvenRun, Run, Seal};
use crate::service::{Code, Refusal};
use crate::store::counted;
use crate::store::list::{self, Publication};
use crate::store::{Db, StoreError};

impl BallotBox {
    /// Makes the lists of a counted round with these groups, and says what fixes them. The same groups again get the
    /// same answer; other ones are refused, for a list that was sealed does not change.
    pub(super) async fn make_lists(&self, round: RoundId, areas: &[AreaGroup]) -> Result<Vec<Seal>, Refusal> {
        let db = self.stores.counted(round).await?.ok_or(Code::RoundUnknown)?;
        let mut areas = areas.to_vec();
        areas.sort_unstable();
        if let Some(made) = list::publication(&db).await? {
            if made.areas == areas {
                return Ok(made.seals);
            }
            tracing::error!(%round, "other groups were asked for than the lists were made with");
            return Err(Code::WrongState.into());
        }
        let counted_under = counted::root(&db).await?.ok_or(Code::WrongState)?;
        let manifest = self.source.manifest(round).await?;
        if manifest.root != counted_under {
            tracing::error!(%round, "the platform shows another manifest than the one counted under");
            return Err(Code::Internal.into());
        }
        let publishes_at = manifest.read().map_err(|_| Code::Internal)?.0.publishes_at;
        let groups: HashMap<i32, u32> = areas.iter().map(|pair| (pair.area, pair.group)).collect();
        let mut seals = Vec::with_capacity(LISTS.len());
        let tx = db.begin().await?;
        for statement in LISTS {
            let (seal, runs) = sealed(&db, statement, &groups).await?;
            list::insert_runs(&tx, statement, runs).await?;
            seals.push(seal);
        }
        list::insert_publication(&tx, &Publication { round, publishes_at, areas, seals: seals.clone() }).await?;
        tx.commit().await?;
        db.truncate_wal().await?;
        Ok(seals)
    }

    /// Forgets whatever is finer than the published groups.
    pub(super) async fn forget_finer(&self, round: RoundId) -> Result<(), Refusal> {
        let db = self.stores.counted(round).await?.ok_or(Code::RoundUnknown)?;
        if counted::is_counted(&db).await? && list::forget_areas(&db).await? {
            tracing::info!(%round, "what is finer than the published groups is gone");
        }
        Ok(())
    }

    /// The lines of the list of one statement (1 to 4), a group at a time.
    pub async fn list_bodies(
        &self,
        round: RoundId,
        statement: i32,
    ) -> Result<BoxStream<'static, Result<String, StoreError>>, Refusal> {
        Ok(list::bodies(self.lists(round).await?, statement))
    }

    /// The store of a round's lists, once anybody may have them.
    async fn lists(&self, round: RoundId) -> Result<Db, Refusal> {
        let db = self.stores.counted(round).await?.ok_or(Code::NotFound)?;
        let made = list::publication(&db).await?.ok_or(Code::NotPublished)?;
        if self.clock.now() < made.publishes_at { Err(Code::NotPublished.into()) } else { Ok(db) }
    }

    /// The lines of one group in the list of one statement (1 to 4), with the proof that they stand there.
    pub async fn group_lines(&self, round: RoundId, statement: i32, group: u32) -> Result<ProvenRun, Refusal> {
        let db = self.lists(round).await?;
        let made = list::publication(&db).await?.ok_or(Code::NotPublished)?;
        let place = usize::try_from(statement - 1).map_err(|_| Code::NotFound)?;
        let size = made.seals.get(place).ok_or(Code::NotFound)?.lines;
        Ok(list::run(&db, statement, group).await?.ok_or(Code::NotFound)?.proven(size))
    }
}

async fn sealed(db: &Db, statement: i32, groups: &HashMap<i32, u32>) -> Result<(Seal, Vec<Run>), StoreError> {
    let entries = list::entries(db, statement, |area| groups.get(&area).copied()).await?;
    let seal = spawn_blocking(move || List::new(entries).sealed());
    seal.await.map_err(|_| StoreError::Inconsistent("a list could not be sealed"))
}
