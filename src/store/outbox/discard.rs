//! Letters that are given up, or forgotten.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::super::entities::outbox::{Column, Entity};
use super::super::{Direct, Raw as _, StoreError, Tx, erasure};
use crate::domain::ids::RoundId;
use crate::domain::letter::{LetterKind, LetterStatus};
use crate::domain::time::Timestamp;

/// Gives up letters of a round that nobody has taken yet.
pub async fn drop_queued(on: &Direct<'_>, round: RoundId) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Status, Expr::value(LetterStatus::Skipped.name()))
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::Status.eq(LetterStatus::Queued.name()))
        .exec(on.raw())
        .await?;
    Ok(())
}

/// Forgets a round's letters of one kind that are not being sent.
pub async fn forget(tx: &Tx, round: RoundId, kind: LetterKind) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::Kind.eq(kind.name()))
        .filter(Column::Status.ne(LetterStatus::Sending.name()))
        .exec(tx.raw())
        .await?;
    Ok(())
}

/// Forgets that login letters left, once their requests are gone; says how many.
pub async fn forget_logins(on: &Direct<'_>) -> Result<u64, StoreError> {
    let sql = "DELETE FROM outbox WHERE kind = 'login' AND status NOT IN ('queued', 'sending') \
               AND NOT EXISTS (SELECT 1 FROM login_request r WHERE r.id = outbox.recipient_id)";
    erasure::forget(on, sql, None).await
}

/// Forgets who got letters about rounds and conversations that were over before that moment; says how many. Letters that
/// still wait, or are being sent, stay.
pub async fn forget_ended(on: &Direct<'_>, before: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM outbox WHERE status NOT IN ('queued', 'sending') AND (round_id IN (SELECT id FROM round \
               WHERE state IN ('published', 'withdrawn') AND COALESCE(publishes_at, closes_at) < $1) \
               OR conversation_id IN (SELECT id FROM conversation WHERE ends_at < $1))";
    erasure::forget(on, sql, Some(before)).await
}
