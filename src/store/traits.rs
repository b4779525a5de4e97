//! What draws and tables look at of people: from the member file, and what they chose to share. Never a ballot.

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use super::{Conn, StoreError};
use crate::domain::conversation::Side;
use crate::domain::draw::Person;
use crate::domain::ids::{ConversationId, MemberId, RoundId};
use crate::domain::time::Timestamp;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    code: String,
    region: String,
    birth_year: Option<i32>,
    gender: Option<String>,
    side: Option<String>,
}

/// All members with the code of their branch. `shared` is the round and the statement whose shared sides are wanted; without
/// it nobody's side is read.
pub async fn of_members(on: &impl Conn, shared: Option<(RoundId, u8)>) -> Result<Vec<(String, Person)>, StoreError> {
    let (side, join, values) = match shared {
        None => ("NULL", "", vec![]),
        Some((round, statement)) => (
            "x.side",
            " LEFT JOIN shared_side x ON x.member_id = m.id AND x.round_id = $1 AND x.statement = $2",
            vec![round.0.into(), i32::from(statement).into()],
        ),
    };
    let sql = format!(
        "SELECT m.id, b.code, b.region, m.birth_year, m.gender, {side} AS side \
         FROM member m JOIN branch b ON b.id = m.branch_id{join} WHERE m.left_at IS NULL ORDER BY m.id"
    );
    let raw = on.raw();
    let statement = Statement::from_sql_and_values(raw.get_database_backend(), sql, values);
    let read = |row: Row| {
        let person = Person {
            member: MemberId(row.id),
            region: row.region,
            born: row.birth_year,
            gender: row.gender,
            side: row.side.as_deref().and_then(Side::from_name).map(Side::name),
        };
        (row.code, person)
    };
    Ok(Row::find_by_statement(statement).all(raw).await?.into_iter().map(read).collect())
}

/// Who has a seat that was drawn in a conversation that began after `since`, other than this one.
pub async fn winners(
    on: &impl Conn,
    since: Timestamp,
    other_than: ConversationId,
) -> Result<HashSet<MemberId>, StoreError> {
    let sql = "SELECT DISTINCT s.member_id FROM seat s JOIN conversation c ON c.id = s.conversation_id \
               WHERE s.status = 'seated' AND c.allotment = 'draw' AND c.state <> 'cancelled' \
               AND c.starts_at > $1 AND c.id <> $2";
    let raw = on.raw();
    let values = [since.0.into(), other_than.0.into()];
    let rows = raw.query_all_raw(Statement::from_sql_and_values(raw.get_database_backend(), sql, values)).await?;
    rows.into_iter().map(|row| Ok(MemberId(row.try_get("", "member_id")?))).collect()
}
