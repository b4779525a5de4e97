//! The line: who is first in it, and places that are kept for somebody.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::read_pair;
use crate::domain::conversation::{Seat, Status};
use crate::domain::ids::{ConversationId, MemberId};
use crate::domain::time::Timestamp;
use crate::store::entities::seat::{Column, Entity};
use crate::store::{Conn, Raw as _, StoreError, Tx};

/// How many wait, up to and including this number in the line.
pub async fn position(on: &impl Conn, conversation: ConversationId, place: i32) -> Result<u64, StoreError> {
    let before = Entity::find()
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::Status.eq(Status::Waiting.name()))
        .filter(Column::PlaceInLine.lte(place));
    Ok(before.count(on.raw()).await?)
}

/// The first `limit` in line.
pub async fn first_in_line(
    tx: &Tx,
    conversation: ConversationId,
    limit: u64,
) -> Result<Vec<(MemberId, Seat)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::Status.eq(Status::Waiting.name()))
        .order_by_asc(Column::PlaceInLine)
        .limit(limit)
        .all(tx.raw())
        .await?;
    rows.into_iter().map(read_pair).collect()
}

/// Conversations with a place that was kept until `now` or before.
pub async fn with_lapsed(on: &impl Conn, now: Timestamp) -> Result<Vec<ConversationId>, StoreError> {
    let rows: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::ConversationId)
        .distinct()
        .filter(Column::Status.eq(Status::Offered.name()))
        .filter(Column::ReplyBy.lte(now.0))
        .into_tuple()
        .all(on.raw())
        .await?;
    Ok(rows.into_iter().map(ConversationId).collect())
}

/// Keeps no place of this conversation longer than until that moment.
pub async fn keep_until(tx: &Tx, conversation: ConversationId, latest: Timestamp) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::ReplyBy, Expr::value(latest.0))
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::Status.eq(Status::Offered.name()))
        .filter(Column::ReplyBy.gt(latest.0))
        .exec(tx.raw())
        .await?;
    Ok(())
}
