//! Letters that are given up, or forgotten.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::super::entities::outbox::{Column, Entity};
use super::super::{Direct, Raw as _, StoreError, Tx};
use crate::domain::ids::RoundId;
use crate::domain::letter::{LetterKind, LetterStatus};

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
