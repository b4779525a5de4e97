//! Statements that members would talk about further: who and what, never when, and never beside an answer.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement, Value};

use super::entities::round_interest::{ActiveModel, Column, Entity};
use super::erasure::forget;
use super::{Conn, Db, Direct, Raw as _, StoreError, Tx};
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::time::Timestamp;

/// Puts these statements in the place of what the member chose before.
pub async fn replace(tx: &Tx, round: RoundId, member: MemberId, statements: &[u8]) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::MemberId.eq(member.0))
        .exec(tx.raw())
        .await?;
    if statements.is_empty() {
        return Ok(());
    }
    let row = |number: &u8| ActiveModel {
        round_id: Set(round.0),
        member_id: Set(member.0),
        statement: Set(i32::from(*number)),
    };
    // Two phones at once: the same row twice is the same row.
    let same = OnConflict::columns([Column::RoundId, Column::MemberId, Column::Statement])
        .update_column(Column::Statement)
        .to_owned();
    Entity::insert_many(statements.iter().map(row)).on_conflict(same).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The statements that the member chose, in their order.
pub async fn of(on: &impl Conn, round: RoundId, member: MemberId) -> Result<Vec<u8>, StoreError> {
    let rows = Entity::find()
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::MemberId.eq(member.0))
        .order_by_asc(Column::Statement)
        .all(on.raw())
        .await?;
    Ok(rows.iter().filter_map(|row| u8::try_from(row.statement).ok()).collect())
}

/// How many members chose a statement, by counting area of the frozen roll: area, statement, members. For adding up to
/// what is published together, never for showing as it is.
pub async fn by_area(on: &impl Conn, round: RoundId) -> Result<Vec<(i32, i32, i64)>, StoreError> {
    let sql = "SELECT r.area AS area, i.statement AS statement, COUNT(*) AS members FROM round_interest i \
               JOIN roll_entry r ON r.round_id = i.round_id AND r.member_id = i.member_id \
               WHERE i.round_id = $1 GROUP BY r.area, i.statement";
    let statement = Statement::from_sql_and_values(on.raw().get_database_backend(), sql, [round.0.into()]);
    let rows = on.raw().query_all_raw(statement).await?;
    let read = |row: sea_orm::QueryResult| {
        Ok((row.try_get("", "area")?, row.try_get("", "statement")?, row.try_get("", "members")?))
    };
    rows.into_iter().map(read).collect()
}

/// After closing: writes the rows anew in the order of their key, as the ledger is. On PostgreSQL their places tell the
/// order in which they came, and most came right after a vote.
pub async fn seal(tx: &Tx, round: RoundId) -> Result<(), StoreError> {
    let run = async |sql: &str, values: Vec<Value>| {
        let backend = tx.raw().get_database_backend();
        tx.raw().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await
    };
    run("DROP TABLE IF EXISTS sealed_interest", vec![]).await?;
    run(
        "CREATE TEMPORARY TABLE sealed_interest AS SELECT member_id, statement FROM round_interest \
         WHERE round_id = $1 ORDER BY member_id, statement",
        vec![round.0.into()],
    )
    .await?;
    run("DELETE FROM round_interest WHERE round_id = $1", vec![round.0.into()]).await?;
    run(
        "INSERT INTO round_interest (round_id, member_id, statement) \
         SELECT $1, member_id, statement FROM sealed_interest ORDER BY member_id, statement",
        vec![round.0.into()],
    )
    .await?;
    run("DROP TABLE sealed_interest", vec![]).await?;
    Ok(())
}

/// Removes what PostgreSQL keeps of rows that are gone. SQLite loses them with the ledger's, in one go.
pub async fn forget_old_rows(db: &Db) -> Result<(), StoreError> {
    if !db.is_sqlite() {
        db.writer().execute_unprepared("VACUUM (FULL) round_interest").await?;
    }
    Ok(())
}

/// Forgets what members would talk about of rounds that were over before that moment; says how many choices.
pub async fn forget_ended(on: &Direct<'_>, before: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM round_interest WHERE round_id IN (SELECT id FROM round \
               WHERE state IN ('published', 'withdrawn') AND COALESCE(publishes_at, closes_at) < $1)";
    forget(on, sql, Some(before)).await
}
