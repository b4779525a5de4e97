//! Who sits where at a conversation, the links of moderators, and their notes.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entities::{table_link, table_note, table_plan};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::ids::{ConversationId, NoteId};
use crate::domain::link::LinkHash;
use crate::domain::seating::{Note, Seating};
use crate::domain::time::Timestamp;

/// Puts this plan and these links, in the order of the tables, in the place of those before.
pub async fn replace(
    tx: &Tx,
    conversation: ConversationId,
    seating: &Seating,
    links: &[LinkHash],
) -> Result<(), StoreError> {
    let body = serde_json::to_string(seating).map_err(|_| StoreError::Inconsistent("table_plan"))?;
    let row = table_plan::ActiveModel { conversation_id: Set(conversation.0), body: Set(body) };
    let newer =
        OnConflict::column(table_plan::Column::ConversationId).update_column(table_plan::Column::Body).to_owned();
    table_plan::Entity::insert(row).on_conflict(newer).exec_without_returning(tx.raw()).await?;
    let mine = table_link::Column::ConversationId.eq(conversation.0);
    table_link::Entity::delete_many().filter(mine).exec(tx.raw()).await?;
    let rows = (1..).zip(links).map(|(place, hash)| table_link::ActiveModel {
        token_hash: Set(hash.0.to_vec()),
        conversation_id: Set(conversation.0),
        place: Set(place),
    });
    table_link::Entity::insert_many(rows).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The plan, if there is one.
pub async fn find(on: &impl Conn, conversation: ConversationId) -> Result<Option<Seating>, StoreError> {
    let row = table_plan::Entity::find_by_id(conversation.0).one(on.raw()).await?;
    let read = |row: table_plan::Model| serde_json::from_str(&row.body);
    row.map(read).transpose().map_err(|_| StoreError::Inconsistent("table_plan"))
}

/// The conversation and the number of the table that a moderator's link is for.
pub async fn of_link(on: &impl Conn, link: LinkHash) -> Result<Option<(ConversationId, i32)>, StoreError> {
    let row = table_link::Entity::find_by_id(link.0.to_vec()).one(on.raw()).await?;
    Ok(row.map(|row| (ConversationId(row.conversation_id), row.place)))
}

/// Keeps a note.
pub async fn add_note(tx: &Tx, conversation: ConversationId, note: &Note, at: Timestamp) -> Result<(), StoreError> {
    let row = table_note::ActiveModel {
        id: Set(note.id.0),
        conversation_id: Set(conversation.0),
        place: Set(note.table),
        round: Set(note.round),
        theme: Set(note.theme.clone()),
        text: Set(note.text.clone()),
        at: Set(at.0),
    };
    table_note::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Removes a note of this table; false if it is none of its notes.
pub async fn remove_note(tx: &Tx, conversation: ConversationId, table: i32, note: NoteId) -> Result<bool, StoreError> {
    let done = table_note::Entity::delete_by_id(note.0)
        .filter(table_note::Column::ConversationId.eq(conversation.0))
        .filter(table_note::Column::Place.eq(table))
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}

/// The notes of a conversation by table, in the order in which they were written.
pub async fn notes(on: &impl Conn, conversation: ConversationId) -> Result<Vec<Note>, StoreError> {
    let rows = table_note::Entity::find()
        .filter(table_note::Column::ConversationId.eq(conversation.0))
        .order_by_asc(table_note::Column::Place)
        .order_by_asc(table_note::Column::At)
        .order_by_asc(table_note::Column::Id)
        .all(on.raw())
        .await?;
    let read = |row: table_note::Model| Note {
        id: NoteId(row.id),
        table: row.place,
        round: row.round,
        theme: row.theme,
        text: row.text,
    };
    Ok(rows.into_iter().map(read).collect())
}
