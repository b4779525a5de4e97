//! Seats: one row for everybody who was invited. Changes are made under the lock of the conversation.

mod host;
mod line;

pub use host::{Person, check_in, find_person, people, present};
pub use line::{first_in_line, keep_until, position, with_lapsed};

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entities::seat::{ActiveModel, Column, Entity, Model};
use super::erasure::forget;
use super::{Conn, Direct, Raw as _, StoreError, Tx};
use crate::domain::conversation::{CheckInCode, Needs, Room, Seat, Status};
use crate::domain::ids::{ConversationId, MemberId, SeatId};
use crate::domain::time::Timestamp;

/// Rows in one statement: fourteen values each, far below the 32,766 of SQLite.
const BATCH: usize = 1000;

/// A seat as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// How far its owner is.
    pub seat: Seat,
    /// What they need.
    pub needs: Needs,
    /// What they show at the door.
    pub code: String,
}

/// Adds everybody who is invited.
pub async fn invite(
    tx: &Tx,
    conversation: ConversationId,
    invited: &[(MemberId, SeatId, CheckInCode)],
) -> Result<(), StoreError> {
    let new = Seat::invited();
    let row = |(member, id, code): &(MemberId, SeatId, CheckInCode)| ActiveModel {
        conversation_id: Set(conversation.0),
        member_id: Set(member.0),
        id: Set(id.0),
        code: Set(code.as_str().to_owned()),
        status: Set(new.status.name().to_owned()),
        turn: Set(new.turn),
        place_in_line: Set(None),
        reply_by: Set(None),
        said_yes: Set(false),
        access: Set(false),
        childcare: Set(false),
        travel: Set(false),
        note: Set(None),
        checked_in_at: Set(None),
    };
    for batch in invited.chunks(BATCH) {
        Entity::insert_many(batch.iter().map(row)).exec_without_returning(tx.raw()).await?;
    }
    Ok(())
}

/// The seat of a member; none if they were not invited.
pub async fn find(on: &impl Conn, conversation: ConversationId, member: MemberId) -> Result<Option<Kept>, StoreError> {
    Entity::find_by_id((conversation.0, member.0)).one(on.raw()).await?.map(read_kept).transpose()
}

/// Writes how far a member is.
pub async fn update(tx: &Tx, conversation: ConversationId, member: MemberId, seat: &Seat) -> Result<(), StoreError> {
    let mut update = Entity::update_many()
        .col_expr(Column::Status, Expr::value(seat.status.name()))
        .col_expr(Column::Turn, Expr::value(seat.turn))
        .col_expr(Column::PlaceInLine, Expr::value(seat.place_in_line))
        .col_expr(Column::ReplyBy, Expr::value(seat.reply_by.map(|moment| moment.0)))
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::MemberId.eq(member.0));
    if matches!(seat.status, Status::Yes | Status::Seated | Status::Waiting) {
        update = update.col_expr(Column::SaidYes, Expr::value(true));
    }
    update.exec(tx.raw()).await?;
    Ok(())
}

/// Writes what a member needs.
pub async fn set_needs(
    tx: &Tx,
    conversation: ConversationId,
    member: MemberId,
    needs: &Needs,
) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Access, Expr::value(needs.access))
        .col_expr(Column::Childcare, Expr::value(needs.childcare))
        .col_expr(Column::Travel, Expr::value(needs.travel))
        .col_expr(Column::Note, Expr::value(needs.note.clone()))
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::MemberId.eq(member.0))
        .exec(tx.raw())
        .await?;
    Ok(())
}

/// Forgets what people needed for conversations that ended before that moment; says of how many.
pub async fn forget_needs(on: &Direct<'_>, ended_before: Timestamp) -> Result<u64, StoreError> {
    let sql = "UPDATE seat SET access = FALSE, childcare = FALSE, travel = FALSE, note = NULL \
               WHERE (access OR childcare OR travel OR note IS NOT NULL) \
               AND conversation_id IN (SELECT id FROM conversation WHERE ends_at < $1)";
    forget(on, sql, Some(ended_before)).await
}

/// Forgets whose seats they were at conversations that ended before that moment, so that only numbers are left; says how many.
pub async fn forget_owners(on: &Direct<'_>, ended_before: Timestamp) -> Result<u64, StoreError> {
    // The seat's own identifier is drawn by chance and means nothing elsewhere.
    let sql = "UPDATE seat SET member_id = id WHERE member_id <> id \
               AND conversation_id IN (SELECT id FROM conversation WHERE ends_at < $1)";
    forget(on, sql, Some(ended_before)).await
}

/// How full a conversation with so many seats is.
pub async fn room(on: &impl Conn, conversation: ConversationId, seats: i32) -> Result<Room, StoreError> {
    let rows: Vec<(String, i64, Option<i32>)> = Entity::find()
        .select_only()
        .column(Column::Status)
        .column_as(Column::MemberId.count(), "people")
        .column_as(Column::PlaceInLine.max(), "last")
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::Status.is_in([Status::Seated, Status::Offered, Status::Waiting].map(Status::name)))
        .group_by(Column::Status)
        .into_tuple()
        .all(on.raw())
        .await?;
    let mut room = Room { seats, taken: 0, waiting: 0, last_place: 0 };
    for (status, people, last) in rows {
        let people = i32::try_from(people).map_err(|_| StoreError::Inconsistent("too many seats"))?;
        match status == Status::Waiting.name() {
            true => room.waiting += people,
            false => room.taken += people,
        }
        room.last_place = room.last_place.max(last.unwrap_or(0));
    }
    Ok(room)
}

/// How many people of these conversations stand where; pairs without any are left out.
pub async fn figures(
    on: &impl Conn,
    conversations: &[ConversationId],
) -> Result<HashMap<(ConversationId, Status), i64>, StoreError> {
    let rows: Vec<(Uuid, String, i64)> = Entity::find()
        .select_only()
        .column(Column::ConversationId)
        .column(Column::Status)
        .column_as(Column::MemberId.count(), "people")
        .filter(Column::ConversationId.is_in(conversations.iter().map(|id| id.0)))
        .group_by(Column::ConversationId)
        .group_by(Column::Status)
        .into_tuple()
        .all(on.raw())
        .await?;
    let read = |(id, status, people): (Uuid, String, i64)| Ok(((ConversationId(id), named(&status)?), people));
    rows.into_iter().map(read).collect()
}

/// How many were checked in.
pub async fn checked_in(on: &impl Conn, conversation: ConversationId) -> Result<u64, StoreError> {
    let there = Entity::find().filter(Column::ConversationId.eq(conversation.0));
    Ok(there.filter(Column::CheckedInAt.is_not_null()).count(on.raw()).await?)
}

/// Who stands so, by member.
pub async fn with_status(
    on: &impl Conn,
    conversation: ConversationId,
    statuses: &[Status],
) -> Result<Vec<(MemberId, Seat)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::ConversationId.eq(conversation.0))
        .filter(Column::Status.is_in(statuses.iter().map(|status| status.name())))
        .order_by_asc(Column::MemberId)
        .all(on.raw())
        .await?;
    rows.into_iter().map(read_pair).collect()
}

/// To which conversations a member was invited, and how far they are.
pub async fn of_member(on: &impl Conn, member: MemberId) -> Result<Vec<(ConversationId, Status)>, StoreError> {
    let rows = Entity::find().filter(Column::MemberId.eq(member.0)).all(on.raw()).await?;
    rows.into_iter().map(|row| Ok((ConversationId(row.conversation_id), named(&row.status)?))).collect()
}

fn named(status: &str) -> Result<Status, StoreError> {
    Status::from_name(status).ok_or(StoreError::Inconsistent("seat.status"))
}

fn read_pair(row: Model) -> Result<(MemberId, Seat), StoreError> {
    Ok((MemberId(row.member_id), read_seat(&row)?))
}

fn read_seat(row: &Model) -> Result<Seat, StoreError> {
    Ok(Seat {
        status: named(&row.status)?,
        place_in_line: row.place_in_line,
        reply_by: row.reply_by.map(Timestamp),
        turn: row.turn,
    })
}

fn read_kept(row: Model) -> Result<Kept, StoreError> {
    let seat = read_seat(&row)?;
    let needs = Needs { access: row.access, childcare: row.childcare, travel: row.travel, note: row.note };
    Ok(Kept { seat, needs, code: row.code })
}
