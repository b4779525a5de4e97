//! Which branches rounds are for, and whose boards may compose one.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Statement};
use uuid::Uuid;

use super::entities::{composing_branch, round_scope};
use super::roll::backend;
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::ids::RoundId;
use crate::domain::manifest::ManifestBranch;

/// Puts these branches in the place of those that the round was for; none is the whole country. The database refuses
/// once the opening has begun.
pub async fn replace(tx: &Tx, round: RoundId, scope: &[ManifestBranch]) -> Result<(), StoreError> {
    round_scope::Entity::delete_many().filter(round_scope::Column::RoundId.eq(round.0)).exec(tx.raw()).await?;
    if scope.is_empty() {
        return Ok(());
    }
    let row = |branch: &ManifestBranch| round_scope::ActiveModel {
        round_id: Set(round.0),
        branch: Set(branch.code.clone()),
        name: Set(branch.name.clone()),
    };
    round_scope::Entity::insert_many(scope.iter().map(row)).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The branches that each of these rounds is for, by code; rounds for the whole country have none.
pub(super) async fn of(on: &impl Conn, rounds: &[Uuid]) -> Result<Vec<(Uuid, ManifestBranch)>, StoreError> {
    let rows = round_scope::Entity::find()
        .filter(round_scope::Column::RoundId.is_in(rounds.iter().copied()))
        .order_by_asc(round_scope::Column::Branch)
        .all(on.raw())
        .await?;
    Ok(rows.into_iter().map(|row| (row.round_id, ManifestBranch { code: row.branch, name: row.name })).collect())
}

/// How many members would be on the roll of this round if it were frozen now.
pub async fn members(on: &impl Conn, round: RoundId) -> Result<i64, StoreError> {
    let sql = "SELECT COUNT(*) AS members FROM member JOIN branch ON branch.id = member.branch_id \
               JOIN round_scope ON round_scope.branch = branch.code \
               WHERE round_scope.round_id = $1 AND member.left_at IS NULL";
    let row = on.raw().query_one_raw(Statement::from_sql_and_values(backend(on), sql, [round.0.into()])).await?;
    Ok(row.ok_or(StoreError::Inconsistent("no count"))?.try_get("", "members")?)
}

/// How many members each branch has now, by its code; branches without any are left out.
pub async fn members_by_branch(on: &impl Conn) -> Result<HashMap<String, i64>, StoreError> {
    let sql = "SELECT branch.code AS code, COUNT(*) AS members FROM member JOIN branch ON branch.id = member.branch_id \
               WHERE member.left_at IS NULL GROUP BY branch.code";
    let rows = on.raw().query_all_raw(Statement::from_string(backend(on), sql)).await?;
    rows.into_iter().map(|row| Ok((row.try_get("", "code")?, row.try_get("", "members")?))).collect()
}

/// Codes of the branches whose boards may compose rounds.
pub async fn composing(on: &impl Conn) -> Result<Vec<String>, StoreError> {
    let all = composing_branch::Entity::find().order_by_asc(composing_branch::Column::Branch).all(on.raw()).await?;
    Ok(all.into_iter().map(|row| row.branch).collect())
}

/// Lets the board of a branch compose rounds, or stops that; the same again changes nothing.
pub async fn set_composing(tx: &Tx, branch: &str, on: bool) -> Result<(), StoreError> {
    composing_branch::Entity::delete_by_id(branch.to_owned()).exec(tx.raw()).await?;
    if on {
        let row = composing_branch::ActiveModel { branch: Set(branch.to_owned()) };
        composing_branch::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    }
    Ok(())
}
