//! Who belongs to the audience of a conversation: from the roll, from what members said they would talk about, and from
//! what they chose to share. Never from a ballot.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use uuid::Uuid;

use super::{Conn, StoreError};
use crate::domain::conversation::{Candidate, Conversation, Kind, Side};
use crate::domain::ids::MemberId;
use crate::domain::time::{Day, Timestamp};

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    reachable: bool,
    stream_off: Option<bool>,
    paused_until: Option<String>,
    held_back: bool,
    side: Option<String>,
}

/// Everybody in the audience of this conversation, in the order of their identifiers. `branches` limits it to members of
/// these branches whatever the conversation says; held back is who was invited to another one after `asked_since`.
pub async fn candidates(
    on: &impl Conn,
    conversation: &Conversation,
    branches: Option<&[String]>,
    (asked_since, today): (Timestamp, Day),
) -> Result<Vec<Candidate>, StoreError> {
    let draft = &conversation.draft;
    let mut values: Vec<Value> = vec![conversation.id.0.into(), asked_since.0.into()];
    let mut bind = |value: Value| {
        values.push(value);
        format!("${}", values.len())
    };
    let round = draft.round.map(|round| bind(round.0.into()));
    let mut joins = String::new();
    let mut side = "NULL".to_owned();
    let mut conditions = vec!["m.left_at IS NULL".to_owned()];
    if let Some(round) = &round {
        match draft.audience.kind {
            Kind::Respondents => {
                joins += &format!(" JOIN roll_entry r ON r.round_id = {round} AND r.member_id = m.id AND r.took_part");
            }
            Kind::Interested => {
                let number = bind(i32::from(draft.audience.statement.unwrap_or(0)).into());
                joins += &format!(
                    " JOIN round_interest i ON i.round_id = {round} AND i.member_id = m.id AND i.statement = {number}"
                );
            }
            Kind::Members => {}
        }
        if let Some(statement) = draft.audience.mixed_on() {
            let number = bind(i32::from(statement).into());
            joins += &format!(
                " LEFT JOIN shared_side x ON x.round_id = {round} AND x.member_id = m.id AND x.statement = {number}"
            );
            side = "x.side".to_owned();
        }
    }
    let mut among = |column: &str, names: &[String]| {
        let places: Vec<String> = names.iter().map(|name| bind(name.clone().into())).collect();
        if places.is_empty() { "FALSE".to_owned() } else { format!("{column} IN ({})", places.join(", ")) }
    };
    let chosen = &draft.audience;
    if !chosen.branches.is_empty() || !chosen.regions.is_empty() {
        let (codes, regions) = (among("b.code", &chosen.branches), among("b.region", &chosen.regions));
        conditions.push(format!("({codes} OR {regions})"));
    }
    if let Some(own) = branches {
        conditions.push(among("b.code", own));
    }
    let sql = format!(
        "SELECT m.id, (m.email IS NOT NULL) AS reachable, c.off AS stream_off, p.until AS paused_until, \
         EXISTS (SELECT 1 FROM seat s JOIN conversation o ON o.id = s.conversation_id WHERE s.member_id = m.id \
         AND o.id <> $1 AND o.invited_at > $2) AS held_back, {side} AS side \
         FROM member m JOIN branch b ON b.id = m.branch_id{joins} \
         LEFT JOIN mail_choice c ON c.member_id = m.id AND c.stream = 'conversations' \
         LEFT JOIN mail_pause p ON p.member_id = m.id \
         WHERE {} ORDER BY m.id",
        conditions.join(" AND ")
    );
    let raw = on.raw();
    let statement = Statement::from_sql_and_values(raw.get_database_backend(), sql, values);
    Ok(Row::find_by_statement(statement).all(raw).await?.into_iter().map(|row| read(row, today)).collect())
}

fn read(row: Row, today: Day) -> Candidate {
    let paused = row.paused_until.as_deref().and_then(Day::parse).is_some_and(|until| until > today);
    Candidate {
        member: MemberId(row.id),
        reachable: row.reachable,
        switched_off: row.stream_off.unwrap_or(false) || paused,
        held_back: row.held_back,
        side: row.side.as_deref().and_then(Side::from_name),
    }
}
