//! The four public lists of a counted round, a group of a list in each row, and what they were made with.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Creates the tables of the public lists.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE publication (round_id {uuid} NOT NULL PRIMARY KEY, publishes_at BIGINT NOT NULL, areas TEXT NOT NULL,
        seals TEXT NOT NULL)",
    "CREATE TABLE list_run (statement INTEGER NOT NULL, group_number BIGINT NOT NULL, start_line BIGINT NOT NULL,
        body TEXT NOT NULL, proof TEXT NOT NULL, PRIMARY KEY (statement, group_number)) {keyed}",
];

const DOWN: &[&str] = &["DROP TABLE IF EXISTS list_run", "DROP TABLE IF EXISTS publication"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // SQLite too: a crash half-way must not leave half the tables.
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
