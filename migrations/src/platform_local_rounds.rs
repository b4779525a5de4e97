//! Rounds for some branches only, which branches may compose one, and statements that are used again.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Creates the tables for local rounds and for the statement bank.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // Without rows here a round is for the whole country. The name is kept as it was when the round was composed.
    "CREATE TABLE round_scope (round_id {uuid} NOT NULL REFERENCES round(id), branch TEXT NOT NULL, name TEXT NOT NULL,
        PRIMARY KEY (round_id, branch))",
    "CREATE TABLE composing_branch (branch TEXT NOT NULL PRIMARY KEY)",
    "CREATE TABLE statement_tag (round_id {uuid} NOT NULL REFERENCES round(id), statement INTEGER NOT NULL,
        tag TEXT NOT NULL, PRIMARY KEY (round_id, statement, tag))",
    "ALTER TABLE statement ADD COLUMN reused_round {uuid}",
    "ALTER TABLE statement ADD COLUMN reused_number INTEGER",
];

const DOWN: &[&str] = &[
    "ALTER TABLE statement DROP COLUMN reused_number",
    "ALTER TABLE statement DROP COLUMN reused_round",
    "DROP TABLE statement_tag",
    "DROP TABLE composing_branch",
    "DROP TABLE round_scope",
];

/// Whom a round is for is fixed from the moment at which its opening begins, when the roll is frozen.
const GUARDS: &[Guard] = &[
    Guard {
        name: "no_late_scope",
        table: "round_scope",
        event: "INSERT",
        condition: "(SELECT opening_step FROM round WHERE id = NEW.round_id) <> 'waiting'",
    },
    Guard {
        name: "scope_is_fixed",
        table: "round_scope",
        event: "UPDATE",
        condition: "(SELECT opening_step FROM round WHERE id = OLD.round_id) <> 'waiting'",
    },
    Guard {
        name: "scope_stays",
        table: "round_scope",
        event: "DELETE",
        condition: "(SELECT opening_step FROM round WHERE id = OLD.round_id) <> 'waiting'",
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
