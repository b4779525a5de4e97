//! Conversations: what was written of them, and where they stand.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::entities::conversation::{ActiveModel, Column, Entity, Model};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::conversation::{Allotment, Conversation, ConversationDraft, State};
use crate::domain::ids::{AccountId, ConversationId, RoundId};
use crate::domain::time::Timestamp;

/// Keeps a new draft, in version 1.
pub async fn insert(
    tx: &Tx,
    id: ConversationId,
    author: AccountId,
    draft: &ConversationDraft,
) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(id.0),
        version: Set(1),
        state: Set(State::Draft.name().to_owned()),
        author_id: Set(author.0),
        edited_by: Set(author.0),
        sequence: Set(0),
        invited_at: Set(None),
        reminder_queued: Set(false),
        cancel_reason: Set(None),
        ..drafted(draft)?
    };
    Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Replaces what was written, if `known` is still the version that stands. `sequence` is that of the calendar file from
/// now on, `remind`: whether the reminder of the day before is to come (again).
pub async fn replace(
    tx: &Tx,
    known: &Conversation,
    by: AccountId,
    draft: &ConversationDraft,
    (sequence, remind): (i32, bool),
) -> Result<bool, StoreError> {
    let row = ActiveModel {
        version: Set(known.version + 1),
        edited_by: Set(by.0),
        sequence: Set(sequence),
        reminder_queued: Set(known.reminder_queued && !remind),
        ..drafted(draft)?
    };
    let done = Entity::update_many()
        .set(row)
        .filter(Column::Id.eq(known.id.0))
        .filter(Column::Version.eq(known.version))
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// The columns that a draft fills.
fn drafted(draft: &ConversationDraft) -> Result<ActiveModel, StoreError> {
    Ok(ActiveModel {
        id: NotSet,
        organiser_branch: Set(draft.organiser_branch.clone()),
        title: Set(draft.title.clone()),
        purpose: Set(draft.purpose.clone()),
        round_id: Set(draft.round.map(|round| round.0)),
        statements: Set(written(&draft.statements)?),
        place: Set(draft.place.clone()),
        online_link: Set(draft.online_link.clone()),
        starts_at: Set(draft.starts_at.map(|moment| moment.0)),
        ends_at: Set(draft.ends_at.map(|moment| moment.0)),
        seats: Set(draft.seats),
        reply_by: Set(draft.reply_by.map(|moment| moment.0)),
        allotment: Set(draft.allotment.name().to_owned()),
        held_back_days: Set(draft.held_back_days),
        audience: Set(written(&draft.audience)?),
        moderators: Set(written(&draft.moderators)?),
        reactions_open: Set(draft.reactions_open),
        ..Default::default()
    })
}

fn written(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Inconsistent("conversation"))
}

/// One conversation.
pub async fn find(on: &impl Conn, id: ConversationId) -> Result<Option<Conversation>, StoreError> {
    Entity::find_by_id(id.0).one(on.raw()).await?.map(read).transpose()
}

/// One conversation, held until the end of the transaction: whoever changes its seats waits here.
pub async fn locked(tx: &Tx, id: ConversationId) -> Result<Option<Conversation>, StoreError> {
    // SQLite has taken its one write lock already, and sea-query leaves the words out there.
    Entity::find_by_id(id.0).lock_exclusive().one(tx.raw()).await?.map(read).transpose()
}

/// All in one of these states, the one that begins last first.
pub async fn list(on: &impl Conn, states: &[State]) -> Result<Vec<Conversation>, StoreError> {
    let rows = Entity::find()
        .filter(Column::State.is_in(states.iter().map(|state| state.name())))
        .order_by_desc(Column::StartsAt)
        .order_by_asc(Column::Id)
        .all(on.raw())
        .await?;
    rows.into_iter().map(read).collect()
}

/// Those with these identifiers, in no order.
pub async fn some(on: &impl Conn, ids: &[ConversationId]) -> Result<Vec<Conversation>, StoreError> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.0))).all(on.raw()).await?;
    rows.into_iter().map(read).collect()
}

/// Those about a round, the one that begins first first.
pub async fn of_round(on: &impl Conn, round: RoundId) -> Result<Vec<Conversation>, StoreError> {
    let rows = Entity::find().filter(Column::RoundId.eq(round.0)).order_by_asc(Column::StartsAt).all(on.raw()).await?;
    rows.into_iter().map(read).collect()
}

/// Moves a conversation on. False if it was not in state `from`.
pub async fn advance(tx: &Tx, id: ConversationId, from: State, to: State) -> Result<bool, StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(to.name()))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(from.name()))
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// From draft to inviting, at this moment. False if it was no draft.
pub async fn begin_inviting(tx: &Tx, id: ConversationId, at: Timestamp) -> Result<bool, StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Inviting.name()))
        .col_expr(Column::InvitedAt, Expr::value(at.0))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(State::Draft.name()))
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// It does not take place, and calendars are to strike it out.
pub async fn cancel(tx: &Tx, id: ConversationId, reason: &str) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Cancelled.name()))
        .col_expr(Column::CancelReason, Expr::value(reason))
        .col_expr(Column::Sequence, Expr::col(Column::Sequence).add(1))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .exec(tx.raw())
        .await?;
    Ok(())
}

/// Notes that the reminder was queued.
pub async fn set_reminder_queued(tx: &Tx, id: ConversationId) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::ReminderQueued, Expr::value(true))
        .filter(Column::Id.eq(id.0))
        .exec(tx.raw())
        .await?;
    Ok(())
}

fn read(row: Model) -> Result<Conversation, StoreError> {
    let wrong = StoreError::Inconsistent;
    Ok(Conversation {
        id: ConversationId(row.id),
        state: State::from_name(&row.state).ok_or(wrong("conversation.state"))?,
        version: row.version,
        author: AccountId(row.author_id),
        edited_by: AccountId(row.edited_by),
        sequence: row.sequence,
        invited_at: row.invited_at.map(Timestamp),
        reminder_queued: row.reminder_queued,
        cancel_reason: row.cancel_reason,
        draft: ConversationDraft {
            title: row.title,
            purpose: row.purpose,
            round: row.round_id.map(RoundId),
            statements: listed(&row.statements)?,
            place: row.place,
            online_link: row.online_link,
            starts_at: row.starts_at.map(Timestamp),
            ends_at: row.ends_at.map(Timestamp),
            seats: row.seats,
            reply_by: row.reply_by.map(Timestamp),
            allotment: Allotment::from_name(&row.allotment).ok_or(wrong("conversation.allotment"))?,
            held_back_days: row.held_back_days,
            audience: listed(&row.audience)?,
            organiser_branch: row.organiser_branch,
            moderators: listed(&row.moderators)?,
            reactions_open: row.reactions_open,
        },
    })
}

fn listed<T: DeserializeOwned>(text: &str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Inconsistent("conversation"))
}
