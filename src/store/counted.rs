//! What was counted of a round: totals, and until the result stands the same of each counting area. Never a line.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, EntityTrait};

use super::entities::{counted, counted_area, counted_cell, publication};
use super::{Conn, Db, Raw as _, StoreError, Tx};
use crate::domain::answer::Answer;
use crate::domain::ids::RoundId;
use crate::domain::list::LISTS;
use crate::domain::merkle::TreeHash;
use crate::domain::result::{AreaCount, Counted, Tally};

const ROWS: usize = 1_000;
/// Stands for no opinion.
const NO_POINT: i32 = 0;

fn cells(area: &AreaCount) -> impl Iterator<Item = counted_cell::ActiveModel> {
    let statements = LISTS.into_iter().zip(area.tallies);
    let cells = statements.flat_map(|(statement, tally)| {
        let answers = [1, 2, 3, 4, 5, NO_POINT].into_iter().zip(tally.0);
        answers.map(move |(answer, times)| (statement, answer, times))
    });
    let area = area.area;
    cells
        .filter(|(.., times)| *times > 0)
        .map(move |(statement, answer, times)| counted_cell::Model { area, statement, answer, times }.into())
}

/// Keeps what was counted, in the order of the areas.
pub async fn insert(tx: &Tx, round: RoundId, counted: &Counted) -> Result<(), StoreError> {
    let row = |area: &AreaCount| counted_area::Model { area: area.area, ballots: area.ballots }.into();
    let areas: Vec<counted_area::ActiveModel> = counted.areas.iter().map(row).collect();
    for batch in areas.chunks(ROWS) {
        counted_area::Entity::insert_many(batch.to_vec()).exec_without_returning(tx.raw()).await?;
    }
    let cells: Vec<counted_cell::ActiveModel> = counted.areas.iter().flat_map(cells).collect();
    for batch in cells.chunks(ROWS) {
        counted_cell::Entity::insert_many(batch.to_vec()).exec_without_returning(tx.raw()).await?;
    }
    let root: TreeHash = counted.root.parse().map_err(|_| StoreError::Inconsistent("counted.root"))?;
    let row =
        counted::Model { round_id: round.0, root: root.0.to_vec(), ballots: counted.ballots, invalid: counted.invalid };
    counted::Entity::insert(counted::ActiveModel::from(row)).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Whether the round is counted.
pub async fn is_counted(on: &impl Conn) -> Result<bool, StoreError> {
    Ok(counted::Entity::find().one(on.raw()).await?.is_some())
}

/// Whether the round is counted and nobody will ask for its ballots again: the lists are made, or there will be none.
pub async fn is_settled(on: &impl Conn) -> Result<bool, StoreError> {
    let made = publication::Entity::find().one(on.raw()).await?.is_some();
    Ok(is_counted(on).await? && (made || counted_area::Entity::find().one(on.raw()).await?.is_none()))
}

/// What was counted; none while counting is not done. Without areas once these are forgotten.
pub async fn read(on: &impl Conn) -> Result<Option<Counted>, StoreError> {
    let Some(row) = counted::Entity::find().one(on.raw()).await? else { return Ok(None) };
    let root = row.root.try_into().map(TreeHash).map_err(|_| StoreError::Inconsistent("counted.root"))?;
    let mut areas: BTreeMap<i32, AreaCount> = BTreeMap::new();
    for row in counted_area::Entity::find().all(on.raw()).await? {
        areas.insert(row.area, AreaCount { ballots: row.ballots, ..AreaCount::none(row.area) });
    }
    for row in counted_cell::Entity::find().all(on.raw()).await? {
        *cell(&mut areas, &row).ok_or(StoreError::Inconsistent("counted_cell"))? = row.times;
    }
    let areas = areas.into_values().collect();
    Ok(Some(Counted { root: root.to_string(), ballots: row.ballots, invalid: row.invalid, areas }))
}

fn cell<'a>(areas: &'a mut BTreeMap<i32, AreaCount>, row: &counted_cell::Model) -> Option<&'a mut i64> {
    let place = usize::try_from(row.statement).ok()?.checked_sub(1)?;
    let tally: &mut Tally = areas.get_mut(&row.area)?.tallies.get_mut(place)?;
    let answer = Answer::from_point((row.answer != NO_POINT).then_some(row.answer.into()))?;
    tally.0.get_mut(answer.cell())
}

/// Takes away what is finer than the published groups: the figures of each area. The public lists and the totals stay.
/// Can be repeated; says whether there was anything to take away.
pub async fn forget_areas(db: &Db) -> Result<bool, StoreError> {
    if counted_area::Entity::find().one(db.raw()).await?.is_none() {
        return Ok(false);
    }
    let tx = db.begin().await?;
    counted_cell::Entity::delete_many().exec(tx.raw()).await?;
    counted_area::Entity::delete_many().exec(tx.raw()).await?;
    tx.commit().await?;
    // SQLite overwrites what it deletes (secure_delete), so there only the log still has it.
    if !db.is_sqlite() {
        for table in ["counted_cell", "counted_area"] {
            db.writer().execute_unprepared(&format!("VACUUM FULL {table}")).await?;
        }
    }
    super::maintenance::drop_wal(db).await?;
    Ok(true)
}
