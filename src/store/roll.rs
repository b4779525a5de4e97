//! The frozen roll of a round: who may vote in it, and in which counting area.

use std::collections::HashMap;

use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryResult, QuerySelect, Statement, Value,
};

use super::entities::{roll_entry, round_decline};
use super::erasure::forget;
use super::listed::{padded, placeholders};
use super::{Conn, Direct, Raw as _, StoreError, Tx};
use crate::domain::branch::Branch;
use crate::domain::ids::{BranchId, MemberId, RoundId};

/// What stands in a row before a ticket: as many bytes as a hash, so that a row never changes its size.
pub const NO_TICKET: [u8; 32] = [0; 32];

/// One member's place on the roll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Branch at the time of freezing.
    pub branch: BranchId,
    /// Counting area.
    pub area: i32,
    /// Whether a ticket was issued.
    pub took_part: bool,
}

/// Puts every member of the branches that the round is for, who has not left, on the roll, in no area yet. Returns how
/// many.
pub async fn freeze(tx: &Tx, round: RoundId) -> Result<i64, StoreError> {
    let sql = "INSERT INTO roll_entry (round_id, member_id, branch_id, area, blinded_hash, took_part) \
               SELECT $1, id, branch_id, 0, $2, $3 FROM member WHERE left_at IS NULL \
               AND (NOT EXISTS (SELECT 1 FROM round_scope WHERE round_id = $1) OR branch_id IN \
               (SELECT branch.id FROM branch JOIN round_scope ON round_scope.branch = branch.code \
               WHERE round_scope.round_id = $1)) ORDER BY id";
    let values = [round.0.into(), NO_TICKET.to_vec().into(), false.into()];
    let done = tx.raw().execute_raw(Statement::from_sql_and_values(backend(tx), sql, values)).await?;
    Ok(i64::try_from(done.rows_affected()).unwrap_or(i64::MAX))
}

#[derive(FromQueryResult)]
struct BranchRoll {
    id: uuid::Uuid,
    code: String,
    name: String,
    region: String,
    cluster: Option<String>,
    roll: i64,
}

/// Each branch with the number of its members on the roll.
pub async fn by_branch(on: &impl Conn, round: RoundId) -> Result<Vec<(Branch, i64)>, StoreError> {
    let sql = "SELECT branch.id, branch.code, branch.name, branch.region, branch.cluster, COUNT(*) AS roll \
               FROM roll_entry JOIN branch ON branch.id = roll_entry.branch_id WHERE roll_entry.round_id = $1 \
               GROUP BY branch.id, branch.code, branch.name, branch.region, branch.cluster";
    let statement = Statement::from_sql_and_values(backend(on), sql, [round.0.into()]);
    let rows = BranchRoll::find_by_statement(statement).all(on.raw()).await?;
    let read = |row: BranchRoll| {
        let branch =
            Branch { id: BranchId(row.id), code: row.code, name: row.name, region: row.region, cluster: row.cluster };
        (branch, row.roll)
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Puts everybody of these branches in a counting area.
pub async fn place(tx: &Tx, round: RoundId, branches: &[BranchId], area: i32) -> Result<(), StoreError> {
    roll_entry::Entity::update_many()
        .col_expr(roll_entry::Column::Area, Expr::value(area))
        .filter(roll_entry::Column::RoundId.eq(round.0))
        .filter(roll_entry::Column::BranchId.is_in(branches.iter().map(|branch| branch.0)))
        .exec(tx.raw())
        .await?;
    Ok(())
}

/// Takes a roll away again: only while it is being frozen.
pub async fn discard(tx: &Tx, round: RoundId) -> Result<(), StoreError> {
    roll_entry::Entity::delete_many().filter(roll_entry::Column::RoundId.eq(round.0)).exec(tx.raw()).await?;
    Ok(())
}

/// A member's place on the roll; none if the member is not on it.
pub async fn find(on: &impl Conn, round: RoundId, member: MemberId) -> Result<Option<Place>, StoreError> {
    let row = roll_entry::Entity::find_by_id((round.0, member.0)).one(on.raw()).await?;
    Ok(row.map(|row| Place {
        branch: BranchId(row.branch_id),
        area: row.area,
        took_part: row.took_part || row.blinded_hash != NO_TICKET,
    }))
}

/// Whether the member stands on the roll, and no more than that.
pub async fn is_on(on: &impl Conn, round: RoundId, member: MemberId) -> Result<bool, StoreError> {
    let row = roll_entry::Entity::find_by_id((round.0, member.0)).select_only().column(roll_entry::Column::Area);
    Ok(row.into_tuple::<i32>().one(on.raw()).await?.is_some())
}

/// Notes or takes back "not this time".
pub async fn set_declined(tx: &Tx, round: RoundId, member: MemberId, declined: bool) -> Result<(), StoreError> {
    round_decline::Entity::delete_by_id((round.0, member.0)).exec(tx.raw()).await?;
    if declined {
        let row = round_decline::Model { round_id: round.0, member_id: member.0 };
        round_decline::Entity::insert(round_decline::ActiveModel::from(row)).exec_without_returning(tx.raw()).await?;
    }
    Ok(())
}

/// Whether the member said "not this time".
pub async fn declined(on: &impl Conn, round: RoundId, member: MemberId) -> Result<bool, StoreError> {
    Ok(round_decline::Entity::find_by_id((round.0, member.0)).one(on.raw()).await?.is_some())
}

/// Forgets who said "not this time" in rounds that are published or withdrawn; says how many.
pub async fn forget_declined(on: &Direct<'_>) -> Result<u64, StoreError> {
    let sql =
        "DELETE FROM round_decline WHERE round_id IN (SELECT id FROM round WHERE state IN ('published', 'withdrawn'))";
    forget(on, sql, None).await
}

/// What a ballot paper says of its member.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Card {
    /// Full name; empty once erased.
    pub member_name: String,
    /// Name of the branch at the time of freezing.
    pub branch_name: String,
    /// Counting area.
    pub area: i32,
    /// Whether a ticket was issued.
    pub took_part: bool,
    /// Whether the member said "not this time".
    pub declined: bool,
}

/// All that a ballot paper says of these members, in one look. Who is not on the roll is not among them.
pub async fn cards(
    on: &impl Conn,
    round: RoundId,
    members: &[MemberId],
) -> Result<HashMap<MemberId, Card>, StoreError> {
    let asked = padded(members.iter().map(|member| Value::from(member.0)));
    let sql = format!(
        "SELECT r.member_id, COALESCE(m.name, '') AS member_name, b.name AS branch_name, r.area, \
         (r.took_part OR r.blinded_hash <> $2) AS took_part, (d.member_id IS NOT NULL) AS declined \
         FROM roll_entry r JOIN branch b ON b.id = r.branch_id LEFT JOIN member m ON m.id = r.member_id \
         LEFT JOIN round_decline d ON d.round_id = r.round_id AND d.member_id = r.member_id \
         WHERE r.round_id = $1 AND r.member_id IN ({})",
        placeholders(3, asked.len())
    );
    let values = [vec![round.0.into(), NO_TICKET.to_vec().into()], asked].concat();
    let rows = on.raw().query_all_raw(Statement::from_sql_and_values(backend(on), sql, values)).await?;
    let read = |row: QueryResult| Ok((MemberId(row.try_get("", "member_id")?), Card::from_query_result(&row, "")?));
    rows.into_iter().map(read).collect()
}

pub(super) fn backend(on: &impl Conn) -> sea_orm::DbBackend {
    on.raw().get_database_backend()
}
