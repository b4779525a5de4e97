//! The post of one round, in numbers: who its letters would reach, how they fared at each mail domain, and whether they wait.

use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, FromQueryResult, Statement, Value};
use uuid::Uuid;

use super::entities::post_pause;
use super::mail_stop;
use super::roll::backend;
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::letter::{LetterKind, LetterStatus, Stream};
use crate::domain::member::EmailAddress;
use crate::domain::preflight::{Reach, Reached};
use crate::domain::time::Day;

/// Lets the letters of a round wait; false if they do already.
pub async fn pause(tx: &Tx, round: RoundId) -> Result<bool, StoreError> {
    if is_paused(tx, round).await? {
        return Ok(false);
    }
    let row = post_pause::ActiveModel { round_id: Set(round.0) };
    post_pause::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(true)
}

/// Lets the letters of a round go; false if they do already.
pub async fn resume(tx: &Tx, round: RoundId) -> Result<bool, StoreError> {
    Ok(post_pause::Entity::delete_by_id(round.0).exec(tx.raw()).await?.rows_affected > 0)
}

/// Whether the letters of a round wait.
pub async fn is_paused(on: &impl Conn, round: RoundId) -> Result<bool, StoreError> {
    Ok(post_pause::Entity::find_by_id(round.0).one(on.raw()).await?.is_some())
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    email: Option<String>,
    off: Option<bool>,
    until: Option<String>,
}

/// Members who are on the roll, or would be if it were frozen now.
const ON_ROLL: &str = "m.id IN (SELECT member_id FROM roll_entry WHERE round_id = $1)";
const WOULD_BE: &str = "(NOT EXISTS (SELECT 1 FROM round_scope WHERE round_id = $1) OR m.branch_id IN \
    (SELECT branch.id FROM branch JOIN round_scope ON round_scope.branch = branch.code WHERE round_scope.round_id = $1))";

/// Who a letter of this stream about a round would reach `today`. `frozen`: by its roll, else by who would be on it.
pub async fn reach(
    on: &impl Conn,
    round: RoundId,
    frozen: bool,
    stream: Stream,
    today: Day,
) -> Result<Reach, StoreError> {
    let sql = format!(
        "SELECT m.id, m.email, c.off, p.until FROM member m \
         LEFT JOIN mail_choice c ON c.member_id = m.id AND c.stream = $2 \
         LEFT JOIN mail_pause p ON p.member_id = m.id WHERE m.left_at IS NULL AND {}",
        if frozen { ON_ROLL } else { WOULD_BE }
    );
    let values: [Value; 2] = [round.0.into(), stream.name().into()];
    let rows = Row::find_by_statement(Statement::from_sql_and_values(backend(on), sql, values)).all(on.raw()).await?;
    let stops = mail_stop::all(on).await?;
    let mut reach = Reach::default();
    for row in rows {
        let email = row.email.as_deref().and_then(EmailAddress::parse);
        reach.add(match email {
            None => Reached::NoAddress,
            Some(_) if stops.hold(MemberId(row.id), email.as_ref()) => Reached::Stopped,
            Some(_) if row.off.unwrap_or(false) => Reached::Unsubscribed,
            Some(_) if row.until.as_deref().and_then(Day::parse).is_some_and(|until| until > today) => Reached::Paused,
            Some(_) => Reached::Yes,
        });
    }
    Ok(reach)
}

/// Letters of a round to one mail domain in one status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AtDomain {
    /// The domain of the address that the receiver has now; empty where they have none any more.
    pub domain: String,
    /// Where the letters stand.
    pub status: LetterStatus,
    /// Whether they came back.
    pub bounced: bool,
    /// How many.
    pub letters: i64,
}

/// The letters of a round by mail domain; without kinds of which a letter tells that its receiver took part.
pub async fn by_domain(on: &impl Conn, round: RoundId) -> Result<Vec<AtDomain>, StoreError> {
    let told = |kind: &LetterKind| !kind.tells_of_taking_part() && *kind != LetterKind::Trial;
    let kinds: Vec<String> =
        LetterKind::ALL.iter().filter(|kind| told(kind)).map(|kind| format!("'{}'", kind.name())).collect();
    let domain = match backend(on) {
        sea_orm::DbBackend::Sqlite => "SUBSTR(m.email, INSTR(m.email, '@') + 1)",
        _ => "SPLIT_PART(m.email, '@', 2)",
    };
    let sql = format!(
        "SELECT COALESCE({domain}, '') AS domain, o.status, (o.bounced IS NOT NULL) AS bounced, COUNT(*) AS letters \
         FROM outbox o LEFT JOIN member m ON m.id = o.recipient_id WHERE o.round_id = $1 AND o.kind IN ({}) \
         GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
        kinds.join(", ")
    );
    let statement = Statement::from_sql_and_values(backend(on), sql, [round.0.into()]);
    let read = |row: sea_orm::QueryResult| {
        let status: String = row.try_get("", "status")?;
        Ok(AtDomain {
            domain: row.try_get("", "domain")?,
            status: LetterStatus::from_name(&status).ok_or(StoreError::Inconsistent("outbox.status"))?,
            bounced: row.try_get("", "bounced")?,
            letters: row.try_get("", "letters")?,
        })
    };
    on.raw().query_all_raw(statement).await?.into_iter().map(read).collect()
}

/// Members on the roll of a round who have not left and have no address, by identifier.
pub async fn without_address(on: &impl Conn, round: RoundId) -> Result<Vec<MemberId>, StoreError> {
    let sql =
        format!("SELECT m.id FROM member m WHERE m.email IS NULL AND m.left_at IS NULL AND {ON_ROLL} ORDER BY m.id");
    let rows = on.raw().query_all_raw(Statement::from_sql_and_values(backend(on), sql, [round.0.into()])).await?;
    rows.into_iter().map(|row| Ok(MemberId(row.try_get("", "id")?))).collect()
}
