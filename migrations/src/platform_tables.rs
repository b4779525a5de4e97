//! Tables at a conversation: who sits where, and what moderators wrote down.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Creates the tables for tables.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // The plan is a JSON text over identifiers of seats: it is read and written whole.
    "CREATE TABLE table_plan (conversation_id {uuid} NOT NULL PRIMARY KEY REFERENCES conversation(id),
        body TEXT NOT NULL)",
    // Of the link on the moderator's phone only the hash is kept.
    "CREATE TABLE table_link (token_hash {bytes} NOT NULL PRIMARY KEY,
        conversation_id {uuid} NOT NULL REFERENCES conversation(id), place INTEGER NOT NULL,
        UNIQUE (conversation_id, place))",
    "CREATE TABLE table_note (id {uuid} NOT NULL PRIMARY KEY, conversation_id {uuid} NOT NULL REFERENCES conversation(id),
        place INTEGER NOT NULL, round INTEGER NOT NULL, theme TEXT NOT NULL, text TEXT NOT NULL, at BIGINT NOT NULL)",
    "CREATE INDEX table_note_conversation ON table_note(conversation_id, place)",
];

const DOWN: &[&str] = &["DROP TABLE table_note", "DROP TABLE table_link", "DROP TABLE table_plan"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // SQLite too: a crash half-way must not leave some of them.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
