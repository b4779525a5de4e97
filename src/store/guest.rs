//! What a letter about a conversation needs to know of its receivers, for many of them in one query.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use uuid::Uuid;

use super::listed::{padded, placeholders};
use super::{Conn, StoreError, mail_stop};
use crate::domain::conversation::{Guest, Seat, Status};
use crate::domain::ids::{ConversationId, MemberId};
use crate::domain::member::EmailAddress;
use crate::domain::time::{Day, Timestamp};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    email: Option<String>,
    left_at: Option<i64>,
    status: String,
    turn: i32,
    place_in_line: Option<i32>,
    reply_by: Option<i64>,
    stream_off: Option<bool>,
    paused_until: Option<String>,
    position: Option<i64>,
}

/// These members as receivers of a letter about a conversation that leaves `today`. Who was not invited is not among them.
pub async fn guests(
    on: &impl Conn,
    conversation: ConversationId,
    members: &[MemberId],
    today: Day,
) -> Result<Vec<Guest>, StoreError> {
    let asked = padded(members.iter().map(|member| Value::from(member.0)));
    let sql = format!(
        "SELECT m.id, m.name, m.email, m.left_at, s.status, s.turn, s.place_in_line, s.reply_by, \
         c.off AS stream_off, p.until AS paused_until, \
         CASE WHEN s.status = 'waiting' THEN (SELECT COUNT(*) FROM seat o WHERE \
         o.conversation_id = s.conversation_id AND o.status = 'waiting' AND o.place_in_line <= s.place_in_line) \
         END AS position \
         FROM seat s JOIN member m ON m.id = s.member_id \
         LEFT JOIN mail_choice c ON c.member_id = m.id AND c.stream = 'conversations' \
         LEFT JOIN mail_pause p ON p.member_id = m.id \
         WHERE s.conversation_id = $1 AND s.member_id IN ({})",
        placeholders(2, asked.len())
    );
    let values = [vec![conversation.0.into()], asked].concat();
    let raw = on.raw();
    let statement = Statement::from_sql_and_values(raw.get_database_backend(), sql, values);
    let rows = Row::find_by_statement(statement).all(raw).await?;
    let stops = mail_stop::of(on, members).await?;
    rows.into_iter().map(|row| read(row, today, &stops)).collect()
}

fn read(row: Row, today: Day, stops: &mail_stop::Stops) -> Result<Guest, StoreError> {
    let paused = row.paused_until.as_deref().and_then(Day::parse).is_some_and(|until| until > today);
    let (member, email) = (MemberId(row.id), row.email.as_deref().and_then(EmailAddress::parse));
    Ok(Guest {
        member,
        name: row.name,
        stopped: stops.hold(member, email.as_ref()),
        email,
        has_left: row.left_at.is_some(),
        switched_off: row.stream_off.unwrap_or(false) || paused,
        seat: Seat {
            status: Status::from_name(&row.status).ok_or(StoreError::Inconsistent("seat.status"))?,
            place_in_line: row.place_in_line,
            reply_by: row.reply_by.map(Timestamp),
            turn: row.turn,
        },
        position: row.position,
    })
}
