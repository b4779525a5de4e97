//! Terugkoppeling: what was done with the outcome of a statement. Entries are added; nobody changes or removes one.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Creates the table for terugkoppeling.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `branch` is the code of the afdeling that speaks for itself, empty for the round's own answer. Who wrote an entry is
    // in the audit trail; here stands only in which role, because that is public.
    "CREATE TABLE feedback_entry (round_id {uuid} NOT NULL REFERENCES round(id), statement INTEGER NOT NULL,
        branch TEXT NOT NULL, number INTEGER NOT NULL, at BIGINT NOT NULL, author TEXT NOT NULL, kind TEXT NOT NULL,
        body TEXT, day TEXT, text TEXT NOT NULL, links TEXT NOT NULL,
        PRIMARY KEY (round_id, statement, branch, number))",
];

const DOWN: &[&str] = &["DROP TABLE feedback_entry"];

const GUARDS: &[Guard] = &[
    Guard {
        name: "feedback_is_fixed",
        table: "feedback_entry",
        event: "UPDATE",
        condition: "OLD.round_id IS NOT NULL",
    },
    Guard { name: "feedback_stays", table: "feedback_entry", event: "DELETE", condition: "OLD.round_id IS NOT NULL" },
    Guard {
        name: "no_feedback_before_the_result",
        table: "feedback_entry",
        event: "INSERT",
        condition: "(SELECT state FROM round WHERE id = NEW.round_id) <> 'published'",
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
