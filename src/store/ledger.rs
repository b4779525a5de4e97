//! The ledger, on the roll: who got a ticket, never when, never for what.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryResult, QuerySelect, Statement, Value,
};
use uuid::Uuid;

use super::entities::roll_entry;
pub use super::roll::NO_TICKET;
use super::roll::backend;
use super::{Conn, Db, Direct, Raw as _, StoreError, Tx};
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::publication::YearTurnout;

/// Notes tickets in the members' ready-made rows, all in one statement and in place: no time, no second ticket. Where
/// there was none, the hash of the blinded message is noted; gives what stands in each row afterwards.
pub async fn note_tickets(
    on: &Direct<'_>,
    round: RoundId,
    tickets: &[(MemberId, [u8; 32])],
) -> Result<HashMap<MemberId, [u8; 32]>, StoreError> {
    let cast = if backend(on) == DbBackend::Postgres { ("::uuid", "::bytea") } else { ("", "") };
    let pair = |at: usize| format!("(${}{}, ${}{})", 2 * at + 3, cast.0, 2 * at + 4, cast.1);
    let pairs: Vec<String> = (0..tickets.len()).map(pair).collect();
    let members: Vec<String> = (0..tickets.len()).map(|at| format!("${}", 2 * at + 3)).collect();
    let sql = format!(
        // Named twice: by the join alone SQLite (3.51) would walk the whole roll.
        "UPDATE roll_entry SET blinded_hash = given.column2 FROM (VALUES {}) AS given WHERE roll_entry.round_id = $1 \
         AND roll_entry.member_id IN ({}) AND roll_entry.member_id = given.column1 \
         AND roll_entry.blinded_hash = $2 AND roll_entry.took_part = FALSE \
         RETURNING roll_entry.member_id, roll_entry.blinded_hash",
        pairs.join(", "),
        members.join(", ")
    );
    let mut values: Vec<Value> = vec![round.0.into(), NO_TICKET.to_vec().into()];
    for (member, hash) in tickets {
        values.extend([Value::from(member.0), Value::from(hash.to_vec())]);
    }
    let rows = on.raw().query_all_raw(Statement::from_sql_and_values(backend(on), sql, values)).await?;
    let read = |row: QueryResult| standing((row.try_get_by_index(0)?, row.try_get_by_index(1)?));
    let mut stands: HashMap<_, _> = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    // Asked for again, or already in possession of another one.
    let others: Vec<MemberId> =
        tickets.iter().map(|(member, _)| *member).filter(|member| !stands.contains_key(member)).collect();
    if !others.is_empty() {
        stands.extend(noted(on, round, others).await?);
    }
    Ok(stands)
}

/// The hash of the blinded message that each of these members got a ticket for; zeros where there is none.
pub async fn noted(
    on: &impl Conn,
    round: RoundId,
    members: impl IntoIterator<Item = MemberId>,
) -> Result<HashMap<MemberId, [u8; 32]>, StoreError> {
    let rows: Vec<(Uuid, Vec<u8>)> = roll_entry::Entity::find()
        .select_only()
        .columns([roll_entry::Column::MemberId, roll_entry::Column::BlindedHash])
        .filter(roll_entry::Column::RoundId.eq(round.0))
        .filter(roll_entry::Column::MemberId.is_in(members.into_iter().map(|member| member.0)))
        .into_tuple()
        .all(on.raw())
        .await?;
    rows.into_iter().map(standing).collect()
}

fn standing((member, hash): (Uuid, Vec<u8>)) -> Result<(MemberId, [u8; 32]), StoreError> {
    Ok((MemberId(member), hash.try_into().map_err(|_| StoreError::Inconsistent("roll_entry.blinded_hash"))?))
}

/// Tickets issued in the whole country.
pub async fn tickets(on: &impl Conn, round: RoundId) -> Result<i64, StoreError> {
    let number = roll_entry::Entity::find().filter(ticketed(round)).count(on.raw()).await?;
    Ok(i64::try_from(number).unwrap_or(i64::MAX))
}

/// Tickets issued in each counting area that has any, for the comparison with the box only.
pub async fn tickets_by_area(on: &impl Conn, round: RoundId) -> Result<Vec<(i32, i64)>, StoreError> {
    Ok(roll_entry::Entity::find()
        .select_only()
        // Not the bare column: SQLite would follow its index, and open each row in another place.
        .expr_as(Expr::cust("area + 0"), "area")
        .column_as(roll_entry::Column::MemberId.count(), "tickets")
        .filter(ticketed(round))
        .group_by(Expr::cust("area + 0"))
        .into_tuple()
        .all(on.raw())
        .await?)
}

#[derive(FromQueryResult)]
struct YearRow {
    born: Option<i32>,
    roll: i64,
    tickets: i64,
}

/// How many of each year of birth were on the roll of a sealed round and took part, in the whole country. The ledger gives
/// numbers away here, never a row.
pub async fn turnout_by_birth_year(on: &impl Conn, round: RoundId) -> Result<Vec<YearTurnout>, StoreError> {
    // SQLite would take the index of the key alone, and open each member in another place.
    let index = if backend(on) == DbBackend::Sqlite { "INDEXED BY member_birth_year" } else { "" };
    let sql = format!(
        "SELECT m.birth_year AS born, COUNT(*) AS roll, SUM(CASE WHEN r.took_part THEN 1 ELSE 0 END) AS tickets \
         FROM roll_entry r LEFT JOIN member m {index} ON m.id = r.member_id WHERE r.round_id = $1 GROUP BY m.birth_year"
    );
    let rows = YearRow::find_by_statement(Statement::from_sql_and_values(backend(on), sql, [round.0.into()]));
    let read = |YearRow { born, roll, tickets }: YearRow| YearTurnout { born, roll, tickets };
    Ok(rows.all(on.raw()).await?.into_iter().map(read).collect())
}

fn ticketed(round: RoundId) -> Condition {
    Condition::all().add(roll_entry::Column::RoundId.eq(round.0)).add(
        Condition::any()
            .add(roll_entry::Column::BlindedHash.ne(NO_TICKET.to_vec()))
            .add(roll_entry::Column::TookPart.eq(true)),
    )
}

/// After closing: keeps only *that* somebody took part, and writes the rows anew in the order of their key.
///
/// On PostgreSQL an update leaves its place, its transaction number and the old row behind, which tell the order of
/// issue; so the rows are taken out and put back in one transaction, and [`forget_old_rows`] removes the rest.
pub async fn seal(tx: &Tx, round: RoundId) -> Result<(), StoreError> {
    let run = async |sql: &str, values: Vec<Value>| {
        tx.raw().execute_raw(Statement::from_sql_and_values(backend(tx), sql, values)).await
    };
    run("DROP TABLE IF EXISTS sealed_roll", vec![]).await?;
    run(
        "CREATE TEMPORARY TABLE sealed_roll AS SELECT member_id, branch_id, area, \
         (took_part OR blinded_hash <> $2) AS took_part FROM roll_entry WHERE round_id = $1 ORDER BY member_id",
        vec![round.0.into(), NO_TICKET.to_vec().into()],
    )
    .await?;
    run("DELETE FROM roll_entry WHERE round_id = $1", vec![round.0.into()]).await?;
    run(
        "INSERT INTO roll_entry (round_id, member_id, branch_id, area, blinded_hash, took_part) \
         SELECT $1, member_id, branch_id, area, $2, took_part FROM sealed_roll ORDER BY member_id",
        vec![round.0.into(), NO_TICKET.to_vec().into()],
    )
    .await?;
    run("DROP TABLE sealed_roll", vec![]).await?;
    Ok(())
}

/// Removes what the database keeps of rows that are gone: the old table file, and the write-ahead log.
pub async fn forget_old_rows(db: &Db) -> Result<(), StoreError> {
    if db.is_sqlite() {
        db.writer().execute_unprepared("VACUUM").await?;
        return db.truncate_wal().await;
    }
    db.writer().execute_unprepared("VACUUM (FULL) roll_entry").await?;
    super::maintenance::drop_wal(db).await
}
