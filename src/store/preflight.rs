//! What the last look at mail found before a round opens, and who overruled it.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::entities::preflight::{ActiveModel, Column, Entity};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::ids::{AccountId, RoundId};
use crate::domain::preflight::{Finding, Overruling, Preflight};
use crate::domain::time::Timestamp;

/// The last look for a round; none if nobody looked yet.
pub async fn find(on: &impl Conn, round: RoundId) -> Result<Option<Preflight>, StoreError> {
    let Some(row) = Entity::find_by_id(round.0).one(on.raw()).await? else { return Ok(None) };
    let overruled = row.overruled_by.zip(row.overrule_reason);
    Ok(Some(Preflight {
        checked_at: Timestamp(row.checked_at),
        findings: serde_json::from_str(&row.findings).map_err(|_| StoreError::Inconsistent("preflight.findings"))?,
        overruled: overruled.map(|(by, reason)| Overruling { by: AccountId(by), reason }),
    }))
}

/// Keeps what was found in the place of what was; an overruling stays.
pub async fn put(tx: &Tx, round: RoundId, at: Timestamp, findings: &[Finding]) -> Result<(), StoreError> {
    let row = ActiveModel {
        round_id: Set(round.0),
        checked_at: Set(at.0),
        findings: Set(serde_json::to_string(findings).map_err(|_| StoreError::Inconsistent("preflight.findings"))?),
        overruled_by: Set(None),
        overrule_reason: Set(None),
    };
    let replace = OnConflict::column(Column::RoundId).update_columns([Column::CheckedAt, Column::Findings]).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Notes who overrules the last look, and why.
pub async fn overrule(tx: &Tx, round: RoundId, by: AccountId, reason: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::OverruledBy, Expr::value(by.0))
        .col_expr(Column::OverruleReason, Expr::value(reason))
        .filter(Column::RoundId.eq(round.0))
        .exec(tx.raw())
        .await?;
    Ok(())
}
