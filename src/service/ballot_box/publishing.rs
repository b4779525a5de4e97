//! The four public lists: made once the platform knows the publication groups, shown from the time in the manifest on.

use std::collections::HashMap;
use std::sync::Arc;

use futures_util::stream::BoxStream;
use tokio::task::spawn_blocking;

use super::BallotBox;
use super::counting::Lines;
use crate::domain::ids::RoundId;
use crate::domain::list::{AreaGroup, Entry, LISTS, List, ProvenRun, Run, Seal};
use crate::domain::result::{Counted, Line};
use crate::service::{Code, Refusal};
use crate::store::counted;
use crate::store::list::{self, Publication};
use crate::store::{Db, StoreError};

impl BallotBox {
    /// Makes the lists of a counted round with these groups, and says what fixes them. The same groups again get the
    /// same answer; other ones are refused, for a list that was sealed does not change.
    pub(super) async fn make_lists(&self, round: RoundId, mut areas: Vec<AreaGroup>) -> Result<Vec<Seal>, Refusal> {
        let db = self.stores.counted(round).await?.ok_or(Code::RoundUnknown)?;
        areas.sort_unstable();
        let _alone = self.publishing.lock().await;
        if let Some(made) = list::publication(&db).await? {
            if made.areas == areas {
                return Ok(made.seals);
            }
            tracing::error!(%round, "other groups were asked for than the lists were made with");
            return Err(Code::WrongState.into());
        }
        let counted = counted::read(&db).await?.ok_or(Code::WrongState)?;
        let manifest = self.source.manifest(round).await?;
        if manifest.root.to_string() != counted.root {
            tracing::error!(%round, "the platform shows another manifest than the one counted under");
            return Err(Code::Internal.into());
        }
        let publishes_at = manifest.read().map_err(|_| Code::Internal)?.0.publishes_at;
        let groups: HashMap<i32, u32> = areas.iter().map(|pair| (pair.area, pair.group)).collect();
        if counted.areas.iter().any(|count| !groups.contains_key(&count.area)) {
            tracing::error!(%round, "a counting area was given no group");
            return Err(Code::WrongState.into());
        }
        let lines = self.lines(round, &counted).await?;
        let seals = write(&db, Publication { round, publishes_at, areas, seals: Vec::new() }, lines, groups).await?;
        db.truncate_wal().await?;
        Ok(seals)
    }

    /// The lines behind the totals: as the count left them, or tallied again by a box that was started since. These have
    /// to come to the same totals, or nothing is published.
    async fn lines(&self, round: RoundId, counted: &Counted) -> Result<Lines, Refusal> {
        if let Some(lines) = self.lines.lock().await.remove(&round) {
            return Ok(lines);
        }
        if counted.ballots == 0 {
            return Ok(Lines::default());
        }
        // Destroyed, because the platform said that there will be no lists.
        let db = self.stores.ballots(round).await?.ok_or(Code::WrongState)?;
        let (again, lines) = self.tally(round, &db).await?;
        if again == *counted {
            return Ok(lines);
        }
        tracing::error!(%round, "the ballots are not those that were counted");
        Err(Code::Internal.into())
    }

    /// Forgets whatever is finer than the published groups.
    pub(super) async fn forget_finer(&self, round: RoundId) -> Result<(), Refusal> {
        let db = self.stores.counted(round).await?.ok_or(Code::RoundUnknown)?;
        let _alone = self.publishing.lock().await;
        if counted::is_counted(&db).await? && counted::forget_areas(&db).await? {
            self.lines.lock().await.remove(&round);
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

/// Makes the lists and keeps them, in one transaction.
async fn write(
    db: &Db,
    mut publication: Publication,
    lines: Lines,
    groups: HashMap<i32, u32>,
) -> Result<Vec<Seal>, StoreError> {
    let groups = Arc::new(groups);
    let tx = db.begin().await?;
    // One after the other: a list of a million lines takes some 100 megabytes while it is sealed.
    for (statement, lines) in LISTS.into_iter().zip(lines) {
        let groups = groups.clone();
        let list = spawn_blocking(move || sealed(lines, &groups)).await.ok().flatten();
        let (seal, runs) = list.ok_or(StoreError::Inconsistent("a list could not be sealed"))?;
        list::insert_runs(&tx, statement, runs).await?;
        publication.seals.push(seal);
    }
    list::insert_publication(&tx, &publication).await?;
    tx.commit().await?;
    Ok(publication.seals)
}

fn sealed(lines: Vec<Line>, groups: &HashMap<i32, u32>) -> Option<(Seal, Vec<Run>)> {
    let entries: Option<Vec<Entry>> =
        lines.into_iter().map(|line| groups.get(&line.area).map(|group| line.within(*group))).collect();
    Some(List::new(entries?).sealed())
}
