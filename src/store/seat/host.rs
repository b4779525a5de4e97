//! Who comes, as the host sees it: only people who said yes, by name; and who was there.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement};
use uuid::Uuid;

use crate::domain::conversation::CheckInCode;
use crate::domain::ids::{ConversationId, MemberId, SeatId};
use crate::domain::time::Timestamp;
use crate::store::entities::seat::{Column, Entity};
use crate::store::{Conn, Raw as _, StoreError, Tx};

/// Somebody who said yes at least once.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Person {
    /// Identifier of the seat.
    pub seat_id: Uuid,
    /// Full name; empty once erased.
    pub name: String,
    /// Name of their branch.
    pub branch: String,
    /// How far they are.
    pub status: String,
    /// Getting in, hearing, reading.
    pub access: bool,
    /// Somebody who minds the children.
    pub childcare: bool,
    /// Help with getting there.
    pub travel: bool,
    /// In their own words.
    pub note: Option<String>,
    /// When they were there.
    pub checked_in_at: Option<i64>,
    /// How many wait, up to and including them; none when they do not wait.
    pub position: Option<i64>,
}

/// Everybody who said yes at least once, by name.
pub async fn people(on: &impl Conn, conversation: ConversationId) -> Result<Vec<Person>, StoreError> {
    let sql = "SELECT s.id AS seat_id, COALESCE(m.name, '') AS name, COALESCE(b.name, '') AS branch, s.status, \
               s.access, s.childcare, s.travel, s.note, s.checked_in_at, \
               CASE WHEN s.status = 'waiting' THEN (SELECT COUNT(*) FROM seat o WHERE \
               o.conversation_id = s.conversation_id AND o.status = 'waiting' AND o.place_in_line <= s.place_in_line) \
               END AS position \
               FROM seat s LEFT JOIN member m ON m.id = s.member_id LEFT JOIN branch b ON b.id = m.branch_id \
               WHERE s.conversation_id = $1 AND s.said_yes ORDER BY m.name, s.id";
    let raw = on.raw();
    let statement = Statement::from_sql_and_values(raw.get_database_backend(), sql, [conversation.0.into()]);
    Ok(Person::find_by_statement(statement).all(raw).await?)
}

/// The seat with this code, of somebody who said yes.
pub async fn find_person(
    on: &impl Conn,
    conversation: ConversationId,
    code: &CheckInCode,
) -> Result<Option<SeatId>, StoreError> {
    let row = Entity::find()
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::Code.eq(code.as_str()))
        .filter(Column::SaidYes.eq(true))
        .one(on.raw())
        .await?;
    Ok(row.map(|row| SeatId(row.id)))
}

/// Notes since when somebody was there, or that they were not. False if nobody with this seat said yes.
pub async fn check_in(
    tx: &Tx,
    conversation: ConversationId,
    seat: SeatId,
    at: Option<Timestamp>,
) -> Result<bool, StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::CheckedInAt, Expr::value(at.map(|moment| moment.0)))
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::Id.eq(seat.0))
        .filter(Column::SaidYes.eq(true))
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// Who is there, by seat.
pub async fn present(on: &impl Conn, conversation: ConversationId) -> Result<Vec<(MemberId, SeatId)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::CheckedInAt.is_not_null())
        .order_by_asc(Column::Id)
        .all(on.raw())
        .await?;
    Ok(rows.into_iter().map(|row| (MemberId(row.member_id), SeatId(row.id))).collect())
}
