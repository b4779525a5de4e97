//! What members chose to share of their own view: who, on what, which side; never when, and never beside an answer.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entities::shared_side::{ActiveModel, Column, Entity};
use super::erasure::forget;
use super::{Conn, Direct, Raw as _, StoreError, Tx};
use crate::domain::conversation::Side;
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::time::Timestamp;

/// Puts these sides in the place of what the member shared before.
pub async fn replace(tx: &Tx, round: RoundId, member: MemberId, sides: &[(u8, Side)]) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::MemberId.eq(member.0))
        .exec(tx.raw())
        .await?;
    if sides.is_empty() {
        return Ok(());
    }
    let row = |(statement, side): &(u8, Side)| ActiveModel {
        round_id: Set(round.0),
        member_id: Set(member.0),
        statement: Set(i32::from(*statement)),
        side: Set(side.name().to_owned()),
    };
    // Two phones at once: the last one says it.
    let again = OnConflict::columns([Column::RoundId, Column::MemberId, Column::Statement])
        .update_column(Column::Side)
        .to_owned();
    Entity::insert_many(sides.iter().map(row)).on_conflict(again).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// What the member shared, by statement.
pub async fn of(on: &impl Conn, round: RoundId, member: MemberId) -> Result<Vec<(u8, Side)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::MemberId.eq(member.0))
        .order_by_asc(Column::Statement)
        .all(on.raw())
        .await?;
    let read = |row: super::entities::shared_side::Model| {
        Some((u8::try_from(row.statement).ok()?, Side::from_name(&row.side)?))
    };
    rows.into_iter().map(|row| read(row).ok_or(StoreError::Inconsistent("shared_side"))).collect()
}

/// Forgets what members shared about rounds that were over before that moment; says how many sides.
pub async fn forget_ended(on: &Direct<'_>, before: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM shared_side WHERE round_id IN (SELECT id FROM round \
               WHERE state IN ('published', 'withdrawn') AND COALESCE(publishes_at, closes_at) < $1)";
    forget(on, sql, Some(before)).await
}
