//! What a letter about a round needs to know of its receivers, for many of them in one query.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use uuid::Uuid;

use super::roll::NO_TICKET;
use super::{Conn, StoreError, mail_stop};
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::letter::Stream;
use crate::domain::member::EmailAddress;
use crate::domain::outbox::Receiver;
use crate::domain::time::Day;

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    email: Option<String>,
    left_at: Option<i64>,
    branch: Option<String>,
    on_roll: bool,
    took_part: Option<bool>,
    declined: bool,
    stream_off: Option<bool>,
    paused_until: Option<String>,
}

/// These members as receivers of a letter about `round` that leaves `today`; `stream` is the one that the letter belongs
/// to, if any.
pub async fn receivers(
    on: &impl Conn,
    round: RoundId,
    stream: Option<Stream>,
    members: &[MemberId],
    today: Day,
) -> Result<Vec<Receiver>, StoreError> {
    let mut values: Vec<Value> =
        vec![round.0.into(), NO_TICKET.to_vec().into(), stream.map_or("", Stream::name).into()];
    let mut places = Vec::new();
    for member in members {
        values.push(member.0.into());
        places.push(format!("${}", values.len()));
    }
    let sql = format!(
        "SELECT m.id, m.name, m.email, m.left_at, b.name AS branch, (r.member_id IS NOT NULL) AS on_roll, \
         (r.took_part OR r.blinded_hash <> $2) AS took_part, (d.member_id IS NOT NULL) AS declined, \
         c.off AS stream_off, p.until AS paused_until \
         FROM member m \
         LEFT JOIN roll_entry r ON r.round_id = $1 AND r.member_id = m.id \
         LEFT JOIN branch b ON b.id = r.branch_id \
         LEFT JOIN round_decline d ON d.round_id = $1 AND d.member_id = m.id \
         LEFT JOIN mail_choice c ON c.member_id = m.id AND c.stream = $3 \
         LEFT JOIN mail_pause p ON p.member_id = m.id \
         WHERE m.id IN ({})",
        places.join(", ")
    );
    let raw = on.raw();
    let statement = Statement::from_sql_and_values(raw.get_database_backend(), sql, values);
    let mut receivers: Vec<Receiver> =
        Row::find_by_statement(statement).all(raw).await?.into_iter().map(|row| read(row, today)).collect();
    let stops = mail_stop::of(on, members).await?;
    for one in &mut receivers {
        one.stopped = stops.hold(one.member, one.email.as_ref());
    }
    Ok(receivers)
}

fn read(row: Row, today: Day) -> Receiver {
    Receiver {
        member: MemberId(row.id),
        name: row.name,
        email: row.email.as_deref().and_then(EmailAddress::parse),
        branch_name: row.branch.unwrap_or_default(),
        has_left: row.left_at.is_some(),
        on_roll: row.on_roll,
        took_part: row.took_part.unwrap_or(false),
        declined: row.declined,
        stream_off: row.stream_off.unwrap_or(false),
        paused: row.paused_until.as_deref().and_then(Day::parse).is_some_and(|until| until > today),
        stopped: false,
    }
}
