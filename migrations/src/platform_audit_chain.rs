//! The audit trail as a chain: a number without gaps and a hash on each line, and the head that all writers pass through.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Adds the chain. Lines that are there already are chained by the first act that follows.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "ALTER TABLE audit ADD COLUMN number BIGINT",
    "ALTER TABLE audit ADD COLUMN hash {bytes}",
    "CREATE UNIQUE INDEX audit_number ON audit(number)",
    "CREATE INDEX audit_object ON audit(object_id, number)",
    // One row, locked by whoever adds a line: without it two lines could follow the same one.
    "CREATE TABLE audit_head (one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1), number BIGINT NOT NULL, hash {bytes})",
    "INSERT INTO audit_head (one, number) VALUES (1, 0)",
];

const DOWN: &[&str] = &[
    "DROP TABLE audit_head",
    "DROP INDEX audit_object",
    "DROP INDEX audit_number",
    "ALTER TABLE audit DROP COLUMN hash",
    "ALTER TABLE audit DROP COLUMN number",
];

const GUARDS: &[Guard] = &[
    Guard { name: "audit_line_is_fixed", table: "audit", event: "UPDATE", condition: "OLD.hash IS NOT NULL" },
    Guard { name: "audit_line_stays", table: "audit", event: "DELETE", condition: "OLD.hash IS NOT NULL" },
    Guard {
        name: "audit_head_moves_on",
        table: "audit_head",
        event: "UPDATE",
        condition: "NEW.hash IS NULL OR NEW.number <= OLD.number",
    },
    Guard { name: "audit_head_stays", table: "audit_head", event: "DELETE", condition: "OLD.one = 1" },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // SQLite too: a crash half-way must not leave lines without their guards.
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
