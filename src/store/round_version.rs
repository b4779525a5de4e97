//! Every version of a round's text, with who wrote it and when. The database refuses to change one.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entities::round_version::{ActiveModel, Column, Entity};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::draft::RoundDraft;
use crate::domain::ids::{AccountId, RoundId};
use crate::domain::time::Timestamp;

/// Keeps what a round says from this version on.
pub async fn keep(
    tx: &Tx,
    id: RoundId,
    version: i32,
    (by, at): (AccountId, Timestamp),
    draft: &RoundDraft,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        round_id: Set(id.0),
        version: Set(version),
        account_id: Set(by.0),
        at: Set(at.0),
        body: Set(serde_json::to_string(draft).map_err(|_| StoreError::Inconsistent("round_version.body"))?),
    };
    Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The versions of a round, the last one first: number, who wrote it, when.
pub async fn list(on: &impl Conn, id: RoundId) -> Result<Vec<(i32, AccountId, Timestamp)>, StoreError> {
    let rows: Vec<(i32, Uuid, i64)> = Entity::find()
        .select_only()
        .columns([Column::Version, Column::AccountId, Column::At])
        .filter(Column::RoundId.eq(id.0))
        .order_by_desc(Column::Version)
        .into_tuple()
        .all(on.raw())
        .await?;
    Ok(rows.into_iter().map(|(version, by, at)| (version, AccountId(by), Timestamp(at))).collect())
}

/// What a round said in one version, if that was kept.
pub async fn find(on: &impl Conn, id: RoundId, version: i32) -> Result<Option<RoundDraft>, StoreError> {
    let row = Entity::find_by_id((id.0, version)).one(on.raw()).await?;
    let read = |body: String| serde_json::from_str(&body).map_err(|_| StoreError::Inconsistent("round_version.body"));
    row.map(|row| read(row.body)).transpose()
}
