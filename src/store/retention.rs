//! How many data there are of each kind and from when the oldest count, and when the job last looked.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, EntityTrait, Statement};

use super::entities::retention_run::{ActiveModel, Column, Entity, Model};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::retention::Kind;
use crate::domain::time::Timestamp;

/// What there is of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// How many.
    pub number: i64,
    /// From when the term of the oldest counts; none if nothing counts yet, or no time is kept.
    pub oldest: Option<Timestamp>,
}

/// When the job last looked at a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastRun {
    /// When.
    pub at: Timestamp,
    /// How many went then.
    pub removed: i64,
}

/// From when the terms of rounds and conversations count, over the rows `t` of a table that names them.
const ROUND_OVER: &str = "SELECT MIN(COALESCE(r.publishes_at, r.closes_at)) FROM round r \
                          WHERE r.state IN ('published', 'withdrawn') AND EXISTS (SELECT 1 FROM {t} x WHERE x.round_id = r.id)";
const TALK_OVER: &str = "SELECT MIN(c.ends_at) FROM conversation c WHERE c.ends_at < $1 \
                         AND EXISTS (SELECT 1 FROM {t} x WHERE x.conversation_id = c.id)";

/// How many there are, and the oldest moment from which a term counts at `now`.
pub async fn held(on: &impl Conn, kind: Kind, now: Timestamp) -> Result<Held, StoreError> {
    let round = |table: &str| Some(ROUND_OVER.replace("{t}", table));
    let talk = |table: &str| Some(TALK_OVER.replace("{t}", table));
    let needs = "seat WHERE access OR childcare OR travel OR note IS NOT NULL";
    let (table, oldest) = match kind {
        Kind::SignIns => ("(SELECT id FROM login_request UNION ALL SELECT id FROM session) s", None),
        Kind::Turnout => ("turnout_note", round("turnout_note")),
        Kind::Declined => ("round_decline", round("round_decline")),
        Kind::Needs => (needs, talk("seat")),
        Kind::Links => ("mail_link WHERE kind <> 'unsubscribe'", round("mail_link")),
        Kind::Letters => ("outbox", round("outbox")),
        Kind::Interests => ("round_interest", round("round_interest")),
        Kind::SharedSides => ("shared_side", round("shared_side")),
        Kind::Readings => (
            "test_reading",
            Some(
                ROUND_OVER
                    .replace("{t}", "(SELECT l.round_id FROM test_link l JOIN test_reading g ON g.link_id = l.id)"),
            ),
        ),
        Kind::Seats => ("seat WHERE member_id <> id", talk("seat")),
        Kind::Left => (
            "member WHERE left_at IS NOT NULL AND erased_at IS NULL",
            Some("SELECT MIN(left_at) FROM member WHERE erased_at IS NULL".to_owned()),
        ),
        Kind::Erased => (
            "member WHERE erased_at IS NOT NULL AND birth_year IS NOT NULL",
            Some("SELECT MIN(erased_at) FROM member WHERE birth_year IS NOT NULL".to_owned()),
        ),
        Kind::Imports => ("import_run", Some("SELECT MIN(at) FROM import_run".to_owned())),
        Kind::Members => ("member WHERE left_at IS NULL", Some("SELECT MIN(known_since) FROM member".to_owned())),
        Kind::TookPart => ("roll_entry", round("roll_entry")),
        Kind::MailStops => ("mail_stop", None),
        Kind::MailChoices => ("(SELECT member_id FROM mail_choice UNION ALL SELECT member_id FROM mail_pause) c", None),
        Kind::Lots => ("draw_lot", Some("SELECT MIN(committed_at) FROM draw".to_owned())),
        Kind::Results => ("snapshot", round("snapshot")),
        Kind::Accounts => ("account", None),
        Kind::Audit => ("audit", Some("SELECT MIN(at) FROM audit".to_owned())),
    };
    let number = one(on, &format!("SELECT COUNT(*) FROM {table}"), None).await?.unwrap_or(0);
    let oldest = match oldest {
        Some(sql) => one(on, &sql, sql.contains("$1").then_some(now)).await?,
        None => None,
    };
    Ok(Held { number, oldest: oldest.map(Timestamp) })
}

async fn one(on: &impl Conn, sql: &str, now: Option<Timestamp>) -> Result<Option<i64>, StoreError> {
    let values: Vec<sea_orm::Value> = now.map(|moment| moment.0.into()).into_iter().collect();
    let statement = Statement::from_sql_and_values(on.raw().get_database_backend(), sql, values);
    let row = on.raw().query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get_by_index::<Option<i64>>(0)).transpose()?.flatten())
}

/// When the job last looked at each kind, by name.
pub async fn runs(on: &impl Conn) -> Result<Vec<(String, LastRun)>, StoreError> {
    let rows = Entity::find().all(on.raw()).await?;
    let read = |row: Model| (row.kind, LastRun { at: Timestamp(row.at), removed: row.removed });
    Ok(rows.into_iter().map(read).collect())
}

/// Notes that the job looked at this kind.
pub async fn note(tx: &Tx, name: &str, run: LastRun) -> Result<(), StoreError> {
    let row = ActiveModel { kind: Set(name.to_owned()), at: Set(run.at.0), removed: Set(run.removed) };
    let again = OnConflict::column(Column::Kind).update_columns([Column::At, Column::Removed]).to_owned();
    Entity::insert(row).on_conflict(again).exec_without_returning(tx.raw()).await?;
    Ok(())
}
