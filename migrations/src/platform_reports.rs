//! What was said at a conversation: the report, what participants add to it, and what others write about it.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Creates the tables for reports.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE report (conversation_id {uuid} NOT NULL PRIMARY KEY REFERENCES conversation(id), version INTEGER NOT NULL,
        text TEXT NOT NULL, changed_at BIGINT NOT NULL, published_at BIGINT, edited_by {uuid} NOT NULL)",
    // `shown` none waits for the desk. Who wrote it is kept, so that they can change it; nobody is shown it.
    "CREATE TABLE contribution (conversation_id {uuid} NOT NULL REFERENCES conversation(id), member_id {uuid} NOT NULL,
        kind TEXT NOT NULL, id {uuid} NOT NULL UNIQUE, text TEXT NOT NULL, shown BOOLEAN,
        PRIMARY KEY (conversation_id, member_id, kind)) {keyed}",
];

const DOWN: &[&str] = &["DROP TABLE contribution", "DROP TABLE report"];

const GUARDS: &[Guard] = &[
    Guard {
        name: "published_report_stays_published",
        table: "report",
        event: "UPDATE",
        condition: "OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at",
    },
    Guard {
        name: "published_report_stays",
        table: "report",
        event: "DELETE",
        condition: "OLD.published_at IS NOT NULL",
    },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // SQLite too: a crash half-way must not leave a table without its guards.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await?;
        guard(manager, GUARDS).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        unguard(manager, GUARDS).await?;
        run(manager, DOWN).await
    }
}
