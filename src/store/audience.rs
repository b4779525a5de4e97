//! Who belongs to the audience of a conversation: from the roll, from what members said they would talk about, and from
//! what they chose to share. Never from a ballot.

use sea_orm::{ConnectionTrait, FromQueryResult, Statement, Value};
use uuid::Uuid;

use super::{Conn, StoreError};
use crate::domain::conversation::{Audience, Candidate, Conversation, ConversationDraft, Kind, Side};
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
    let mut bound = Bound(vec![conversation.id.0.into(), asked_since.0.into()]);
    let (joins, side) = joins(&conversation.draft, &mut bound);
    let conditions = conditions(&conversation.draft.audience, branches, &mut bound);
    let sql = format!(
        "SELECT m.id, (m.email IS NOT NULL) AS reachable, c.off AS stream_off, p.until AS paused_until, \
         EXISTS (SELECT 1 FROM seat s JOIN conversation o ON o.id = s.conversation_id WHERE s.member_id = m.id \
         AND o.id <> $1 AND o.invited_at > $2) AS held_back, {side} AS side \
         FROM member m JOIN branch b ON b.id = m.branch_id{joins} \
         LEFT JOIN mail_choice c ON c.member_id = m.id AND c.stream = 'conversations' \
         LEFT JOIN mail_pause p ON p.member_id = m.id \
         WHERE {conditions} ORDER BY m.id"
    );
    let raw = on.raw();
    let statement = Statement::from_sql_and_values(raw.get_database_backend(), sql, bound.0);
    Ok(Row::find_by_statement(statement).all(raw).await?.into_iter().map(|row| read(row, today)).collect())
}

/// Values of a statement, each under its number.
struct Bound(Vec<Value>);

impl Bound {
    fn bind(&mut self, value: Value) -> String {
        self.0.push(value);
        format!("${}", self.0.len())
    }

    fn among(&mut self, column: &str, names: &[String]) -> String {
        let places: Vec<String> = names.iter().map(|name| self.bind(name.clone().into())).collect();
        if places.is_empty() { "FALSE".to_owned() } else { format!("{column} IN ({})", places.join(", ")) }
    }
}

/// The tables that say who belongs to the audience, and the column with the shared side.
fn joins(draft: &ConversationDraft, bound: &mut Bound) -> (String, &'static str) {
    let Some(round) = draft.round else { return (String::new(), "NULL") };
    let round = bound.bind(round.0.into());
    let mut joins = match draft.audience.kind {
        Kind::Respondents => {
            format!(" JOIN roll_entry r ON r.round_id = {round} AND r.member_id = m.id AND r.took_part")
        }
        Kind::Interested => {
            let number = bound.bind(i32::from(draft.audience.statement.unwrap_or(0)).into());
            format!(" JOIN round_interest i ON i.round_id = {round} AND i.member_id = m.id AND i.statement = {number}")
        }
        Kind::Members => String::new(),
    };
    let Some(statement) = draft.audience.mixed_on() else { return (joins, "NULL") };
    let number = bound.bind(i32::from(statement).into());
    joins +=
        &format!(" LEFT JOIN shared_side x ON x.round_id = {round} AND x.member_id = m.id AND x.statement = {number}");
    (joins, "x.side")
}

fn conditions(audience: &Audience, branches: Option<&[String]>, bound: &mut Bound) -> String {
    let mut conditions = vec!["m.left_at IS NULL".to_owned()];
    if !audience.branches.is_empty() || !audience.regions.is_empty() {
        let codes = bound.among("b.code", &audience.branches);
        conditions.push(format!("({codes} OR {})", bound.among("b.region", &audience.regions)));
    }
    conditions.extend(branches.map(|own| bound.among("b.code", own)));
    conditions.join(" AND ")
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
