//! Taking away everything that names a member, and keeping what is counted. The one list of where a member's name, address,
//! number and choices lie; who adds such a place adds it here.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, Statement, Value};
use uuid::Uuid;

use super::entities::member::{Column, Entity};
use super::{Conn, Direct, Raw as _, StoreError, Tx};
use crate::domain::ids::MemberId;
use crate::domain::time::Timestamp;

/// What goes of a member, or of all who were erased. `{who}` is the condition on their id.
const TRACES: [&str; 11] = [
    "DELETE FROM login_key WHERE subject_kind = 'member' AND subject_id {who}",
    "DELETE FROM session WHERE subject_kind = 'member' AND subject_id {who}",
    "DELETE FROM mail_link WHERE member_id {who}",
    "DELETE FROM mail_choice WHERE member_id {who}",
    "DELETE FROM mail_pause WHERE member_id {who}",
    "DELETE FROM round_decline WHERE member_id {who}",
    "DELETE FROM round_interest WHERE member_id {who}",
    "DELETE FROM shared_side WHERE member_id {who}",
    "DELETE FROM contribution WHERE member_id {who}",
    "UPDATE outbox SET status = 'skipped' WHERE status = 'queued' AND recipient_kind = 'member' AND recipient_id {who}",
    "UPDATE seat SET access = FALSE, childcare = FALSE, travel = FALSE, note = NULL \
     WHERE (access OR childcare OR travel OR note IS NOT NULL) AND member_id {who}",
];

/// Requests to sign in hold an address, and no member.
const REQUESTS: [&str; 3] = [
    "DELETE FROM outbox WHERE kind = 'login' AND status <> 'sending' \
     AND recipient_id IN (SELECT id FROM login_request WHERE email = $1)",
    "DELETE FROM login_key WHERE request_id IN (SELECT id FROM login_request WHERE email = $1)",
    "DELETE FROM login_request WHERE email = $1",
];

/// A round whose totals are not fixed yet still has this member on its roll.
const UNDER_WAY: &str = "SELECT 1 FROM roll_entry e JOIN round r ON r.id = e.round_id WHERE e.member_id = member.id \
                         AND r.state IN ('scheduled', 'open', 'closed')";

async fn run(on: &impl Conn, sql: &str, values: Vec<Value>) -> Result<u64, StoreError> {
    let statement = Statement::from_sql_and_values(on.raw().get_database_backend(), sql, values);
    Ok(on.raw().execute_raw(statement).await?.rows_affected())
}

/// Erases a member: nothing names them any more, and their id keeps its place in rolls, seats and letters. The year of
/// birth waits for [`forget_years`].
pub async fn erase(tx: &Tx, id: MemberId, email: Option<&str>, at: Timestamp) -> Result<(), StoreError> {
    for sql in TRACES {
        run(tx, &sql.replace("{who}", "= $1"), vec![id.0.into()]).await?;
    }
    if let Some(email) = email {
        for sql in REQUESTS {
            run(tx, sql, vec![email.into()]).await?;
        }
    }
    // A number in a file begins with no space: the placeholder is nobody's, and says nothing.
    let placeholder = format!(" {}", id.0.simple());
    Entity::update_many()
        .col_expr(Column::Number, Expr::value(placeholder))
        .col_expr(Column::Name, Expr::value(""))
        .col_expr(Column::Email, Expr::value(None::<String>))
        .col_expr(Column::Gender, Expr::value(None::<String>))
        .col_expr(Column::LeftAt, Expr::col(Column::LeftAt).if_null(at.0))
        .col_expr(Column::ErasedAt, Expr::value(at.0))
        .filter(Column::Id.eq(id.0))
        .filter(Column::ErasedAt.is_null())
        .exec(tx.raw())
        .await?;
    Ok(())
}

/// Forgets the year of birth of who was erased, once no round under way needs it for its turnout by age. Says how many.
pub async fn forget_years(tx: &Tx) -> Result<u64, StoreError> {
    let sql = format!(
        "UPDATE member SET birth_year = NULL WHERE erased_at IS NOT NULL AND birth_year IS NOT NULL \
         AND NOT EXISTS ({UNDER_WAY})"
    );
    run(tx, &sql, vec![]).await
}

/// Takes away what was written about erased members by an act that began before the erasure. Says how many rows.
pub async fn sweep(tx: &Tx) -> Result<u64, StoreError> {
    let erased = "IN (SELECT id FROM member WHERE erased_at IS NOT NULL)";
    let mut gone = 0;
    for sql in TRACES {
        gone += run(tx, &sql.replace("{who}", erased), vec![]).await?;
    }
    Ok(gone)
}

/// Up to `limit` members who left before that moment, still have a name, and are on the roll of no round under way.
pub async fn left_before(on: &impl Conn, before: Timestamp, limit: u64) -> Result<Vec<MemberId>, StoreError> {
    let sql = format!(
        "SELECT id FROM member WHERE left_at < $1 AND erased_at IS NULL AND NOT EXISTS ({UNDER_WAY}) \
         ORDER BY id LIMIT {limit}"
    );
    let statement = Statement::from_sql_and_values(on.raw().get_database_backend(), sql, [before.0.into()]);
    let rows = on.raw().query_all_raw(statement).await?;
    rows.into_iter().map(|row| Ok(MemberId(row.try_get::<Uuid>("", "id")?))).collect()
}

/// Whether somebody was erased at that moment or later.
pub async fn erased_since(on: &impl Conn, moment: Timestamp) -> Result<bool, StoreError> {
    let one = Entity::find().filter(Column::ErasedAt.gte(moment.0)).one(on.raw()).await?;
    Ok(one.is_some())
}

/// The tables that named a member; what PostgreSQL keeps of their old rows is removed by [`scrub`].
const NAMING: &str = "member, login_request, login_key, session, mail_link, mail_choice, mail_pause, round_decline, \
                      round_interest, shared_side, contribution, seat, outbox";

/// Removes what the database keeps of rows that are gone or were overwritten: old places in pages, and the log.
pub async fn scrub(db: &super::Db) -> Result<(), StoreError> {
    if db.is_sqlite() {
        db.writer().execute_unprepared("VACUUM").await?;
    } else {
        db.writer().execute_unprepared(&format!("VACUUM (FULL) {NAMING}")).await?;
    }
    super::maintenance::drop_wal(db).await
}

/// Runs one statement of a noun's own that forgets rows older than a moment; says how many.
pub(super) async fn forget(on: &Direct<'_>, sql: &str, before: Option<Timestamp>) -> Result<u64, StoreError> {
    run(on, sql, before.map(|moment| moment.0.into()).into_iter().collect()).await
}
