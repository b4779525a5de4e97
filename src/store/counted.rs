//! What was counted of a round: four lists in the order of their codes, and totals.

use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Statement};

use super::entities::{counted, counted_area};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::answer::Answer;
use crate::domain::ids::RoundId;
use crate::domain::merkle::TreeHash;
use crate::domain::result::{Counted, Tally};
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
pub async fn insert_list(tx: &Tx, statement: usize, lines: &[Line]) -> Result<(), StoreError> {
    for batch in lines.chunks(ROWS) {
        let mut insert = Query::insert();
        insert.into_table(Alias::new(format!("line{statement}"))).columns(["code", "area", "answer"].map(Alias::new));
        for line in batch {
            let answer = line.answer.point().map(i32::from);
            insert.values_panic([Expr::value(line.code.to_string()), line.area.into(), Expr::value(answer)]);
        }
        tx.raw().execute(&insert).await?;
    }
    Ok(())
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

/// The national figures, counted from the four lists; none while counting is not done.
pub async fn national(on: &impl Conn) -> Result<Option<Counted>, StoreError> {
    let Some(row) = counted::Entity::find().one(on.raw()).await? else { return Ok(None) };
    let root = row.root.try_into().map(TreeHash).map_err(|_| StoreError::Inconsistent("counted.root"))?;
    let mut tallies = [Tally::default(); 4];
    for (statement, tally) in (1..).zip(&mut tallies) {
        *tally = tally_of(on, statement).await?;
    }
    let areas = counted_area::Entity::find().order_by_asc(counted_area::Column::Area).all(on.raw()).await?;
    Ok(Some(Counted {
        root: root.to_string(),
        ballots: row.ballots,
        invalid: row.invalid,
        tallies,
        by_area: areas.into_iter().map(|row| (row.area, row.ballots)).collect(),
    }))
}

async fn tally_of(on: &impl Conn, statement: usize) -> Result<Tally, StoreError> {
    let sql = format!("SELECT answer, COUNT(*) AS n FROM line{statement} GROUP BY answer");
    let query = Statement::from_string(on.raw().get_database_backend(), sql);
    let mut tally = Tally::default();
    for row in on.raw().query_all_raw(query).await? {
        let answer = Answer::from_point(row.try_get::<Option<i32>>("", "answer")?.map(i64::from))
            .ok_or(StoreError::Inconsistent("line.answer"))?;
        tally.0[answer.cell()] = row.try_get("", "n")?;
    }
    Ok(tally)
}
