//! The four public lists of a round, a group of a list in each row, and what they were made with.

use futures_util::stream::{BoxStream, StreamExt as _};
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::{list_run, publication};
use super::{Conn, Db, Raw as _, StoreError, Tx};
use crate::domain::ids::RoundId;
use crate::domain::list::{AreaGroup, Run, Seal};
use crate::domain::time::Timestamp;

/// What the lists of a round were made with, and what fixes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The round.
    pub round: RoundId,
    /// From when anybody may have them.
    pub publishes_at: Timestamp,
    /// The group of each counting area.
    pub areas: Vec<AreaGroup>,
    /// One for each statement.
    pub seals: Vec<Seal>,
}

/// What the lists of this round were made with; none if they were not made.
pub async fn publication(on: &impl Conn) -> Result<Option<Publication>, StoreError> {
    let Some(row) = publication::Entity::find().one(on.raw()).await? else { return Ok(None) };
    let broken = |_| StoreError::Inconsistent("publication");
    Ok(Some(Publication {
        round: RoundId(row.round_id),
        publishes_at: Timestamp(row.publishes_at),
        areas: serde_json::from_str(&row.areas).map_err(broken)?,
        seals: serde_json::from_str(&row.seals).map_err(broken)?,
    }))
}

/// Keeps what the lists were made with. Written last, in the same transaction: where it is, the lists are whole.
pub async fn insert_publication(tx: &Tx, publication: &Publication) -> Result<(), StoreError> {
    let broken = |_| StoreError::Inconsistent("publication");
    let row = publication::ActiveModel {
        round_id: Set(publication.round.0),
        publishes_at: Set(publication.publishes_at.0),
        areas: Set(serde_json::to_string(&publication.areas).map_err(broken)?),
        seals: Set(serde_json::to_string(&publication.seals).map_err(broken)?),
    };
    publication::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Keeps the groups of one list.
pub async fn insert_runs(tx: &Tx, statement: i32, runs: Vec<Run>) -> Result<(), StoreError> {
    let mut rows = Vec::with_capacity(runs.len());
    for run in runs {
        rows.push(list_run::ActiveModel {
            statement: Set(statement),
            group_number: Set(i64::from(run.group)),
            start_line: Set(i64::try_from(run.start).map_err(|_| StoreError::Inconsistent("list_run"))?),
            body: Set(run.text),
            proof: Set(serde_json::to_string(&run.proof).map_err(|_| StoreError::Inconsistent("list_run"))?),
        });
    }
    while !rows.is_empty() {
        let batch = rows.drain(..rows.len().min(100));
        list_run::Entity::insert_many(batch).exec_without_returning(tx.raw()).await?;
    }
    Ok(())
}

/// The lines of one group of a list; none if it has no such group.
pub async fn run(on: &impl Conn, statement: i32, group: u32) -> Result<Option<Run>, StoreError> {
    let Some(row) = list_run::Entity::find_by_id((statement, i64::from(group))).one(on.raw()).await? else {
        return Ok(None);
    };
    let broken = StoreError::Inconsistent("list_run");
    let (Ok(start), Ok(proof)) = (usize::try_from(row.start_line), serde_json::from_str(&row.proof)) else {
        return Err(broken);
    };
    Ok(Some(Run { group, start, text: row.body, proof }))
}

/// The lines of a whole list, group after group, so that no list has to be in memory at once.
pub fn bodies(db: Db, statement: i32) -> BoxStream<'static, Result<String, StoreError>> {
    let next = move |(db, after): (Db, i64)| async move {
        let body: Result<Option<(i64, String)>, _> = list_run::Entity::find()
            .select_only()
            .columns([list_run::Column::GroupNumber, list_run::Column::Body])
            .filter(list_run::Column::Statement.eq(statement))
            .filter(list_run::Column::GroupNumber.gt(after))
            .order_by_asc(list_run::Column::GroupNumber)
            .limit(1)
            .into_tuple()
            .one(db.raw())
            .await;
        match body {
            Ok(Some((group, body))) => Some((Ok(body), (db, group))),
            Ok(None) => None,
            Err(error) => Some((Err(error.into()), (db, i64::MAX))),
        }
    };
    futures_util::stream::unfold((db, i64::MIN), next).boxed()
}
