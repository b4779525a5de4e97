//! What was counted of a round: four lists in the order of their codes, and totals.

use std::collections::BTreeMap;
use std::sync::Arc;

use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, Statement, Value};
use tokio::task::spawn_blocking;

use super::entities::{counted, counted_area};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::answer::Answer;
use crate::domain::ids::RoundId;
use crate::domain::merkle::TreeHash;
use crate::domain::result::{AreaCount, Counted, Tally};
use crate::domain::ticket::LineCode;

/// One line of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Line {
    /// Code that its owner knows.
    pub code: LineCode,
    /// Counting area.
    pub area: i32,
    /// The answer.
    pub answer: Answer,
}

/// Totals that go with the lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Totals {
    /// The round.
    pub round: RoundId,
    /// Manifest root that the box counted under.
    pub root: TreeHash,
    /// Valid ballots.
    pub ballots: i64,
    /// Rows that were not valid ballots.
    pub invalid: i64,
    /// Valid ballots of each area.
    pub by_area: Vec<(i32, i64)>,
}

const ROWS: usize = 1_000;

/// Keeps one of the four lists. `lines` must be sorted, so that the order of writing says nothing.
pub async fn insert_list(tx: &Tx, statement: usize, lines: Vec<Line>) -> Result<(), StoreError> {
    let backend = tx.raw().get_database_backend();
    // One text for all whole batches, so that the database reads it once.
    let whole: Arc<str> = insert_sql(backend, statement, ROWS).into();
    let lines = Arc::new(lines);
    // While one batch is written the next one is put together.
    let prepare = |from: usize| {
        let (lines, whole) = (lines.clone(), whole.clone());
        spawn_blocking(move || {
            let batch: Vec<Line> = lines.iter().skip(from).take(ROWS).copied().collect();
            let sql = if batch.len() == ROWS { whole.to_string() } else { insert_sql(backend, statement, batch.len()) };
            (!batch.is_empty()).then(|| Statement::from_sql_and_values(backend, sql, values(&batch)))
        })
    };
    let mut from = 0;
    let mut next = prepare(from);
    while let Some(insert) =
        next.await.map_err(|_| StoreError::Inconsistent("a batch of lines was not put together"))?
    {
        from += ROWS;
        next = prepare(from);
        tx.raw().execute_raw(insert).await?;
    }
    Ok(())
}

fn values(lines: &[Line]) -> Vec<Value> {
    let each = lines.iter().flat_map(|line| {
        let code = String::from_utf8_lossy(line.code.as_bytes()).into_owned();
        [Value::from(code), line.area.into(), line.answer.point().map(i32::from).into()]
    });
    each.collect()
}

fn insert_sql(backend: DbBackend, statement: usize, rows: usize) -> String {
    let row = |at: usize| match backend {
        // Numbered parameters have names in SQLite, and each is looked up among all others.
        DbBackend::Sqlite => "(?, ?, ?)".to_owned(),
        _ => format!("(${}, ${}, ${})", 3 * at + 1, 3 * at + 2, 3 * at + 3),
    };
    let rows: Vec<String> = (0..rows).map(row).collect();
    format!("INSERT INTO line{statement} (code, area, answer) VALUES {}", rows.join(", "))
}

/// Keeps the totals. They are written last, in the same transaction: where they are, the lists are whole.
pub async fn insert_totals(tx: &Tx, totals: &Totals) -> Result<(), StoreError> {
    let areas = totals.by_area.iter().map(|(area, ballots)| counted_area::Model { area: *area, ballots: *ballots });
    let areas: Vec<counted_area::ActiveModel> = areas.map(Into::into).collect();
    for batch in areas.chunks(ROWS) {
        counted_area::Entity::insert_many(batch.to_vec()).exec_without_returning(tx.raw()).await?;
    }
    let row = counted::Model {
        round_id: totals.round.0,
        root: totals.root.0.to_vec(),
        ballots: totals.ballots,
        invalid: totals.invalid,
    };
    counted::Entity::insert(counted::ActiveModel::from(row)).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The manifest root that the round was counted under; none while counting is not done.
pub async fn root(on: &impl Conn) -> Result<Option<TreeHash>, StoreError> {
    let row = counted::Entity::find().one(on.raw()).await?;
    row.map(|row| row.root.try_into().map(TreeHash).map_err(|_| StoreError::Inconsistent("counted.root"))).transpose()
}

/// Whether the round is counted: the totals are there, so the lists are whole.
pub async fn is_counted(on: &impl Conn) -> Result<bool, StoreError> {
    Ok(counted::Entity::find().one(on.raw()).await?.is_some())
}

/// The figures of each counting area, counted from the four lists; none while counting is not done.
pub async fn by_area(on: &impl Conn) -> Result<Option<Counted>, StoreError> {
    let Some(row) = counted::Entity::find().one(on.raw()).await? else { return Ok(None) };
    let root = row.root.try_into().map(TreeHash).map_err(|_| StoreError::Inconsistent("counted.root"))?;
    let rows = counted_area::Entity::find().all(on.raw()).await?;
    let count = |row: counted_area::Model| {
        (row.area, AreaCount { area: row.area, ballots: row.ballots, tallies: [Tally::default(); 4] })
    };
    let mut areas: BTreeMap<i32, AreaCount> = rows.into_iter().map(count).collect();
    // At the same time: each reads a whole list.
    let (one, two, three, four) =
        tokio::try_join!(tallies_of(on, 1), tallies_of(on, 2), tallies_of(on, 3), tallies_of(on, 4))?;
    for (statement, tallies) in [one, two, three, four].into_iter().enumerate() {
        for (area, tally) in tallies {
            let count = areas.get_mut(&area).ok_or(StoreError::Inconsistent("line.area"))?;
            count.tallies[statement] = tally;
        }
    }
    Ok(Some(Counted {
        root: root.to_string(),
        ballots: row.ballots,
        invalid: row.invalid,
        areas: areas.into_values().collect(),
    }))
}

async fn tallies_of(on: &impl Conn, statement: usize) -> Result<BTreeMap<i32, Tally>, StoreError> {
    let sql = format!("SELECT area, answer, COUNT(*) AS n FROM line{statement} GROUP BY area, answer");
    let query = Statement::from_string(on.raw().get_database_backend(), sql);
    let mut tallies: BTreeMap<i32, Tally> = BTreeMap::new();
    for row in on.raw().query_all_raw(query).await? {
        let answer = Answer::from_point(row.try_get::<Option<i32>>("", "answer")?.map(i64::from))
            .ok_or(StoreError::Inconsistent("line.answer"))?;
        let tally = tallies.entry(row.try_get("", "area")?).or_default();
        tally.0[answer.cell()] = row.try_get("", "n")?;
    }
    Ok(tallies)
}
