//! The members desk: since when a member is known, who was erased, the history of imports, and when data were last forgotten.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Creates the tables of the members desk.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // None for who was there before this was noted.
    "ALTER TABLE member ADD COLUMN known_since BIGINT",
    // From that moment on the row names nobody; its id keeps what it means in rolls and totals.
    "ALTER TABLE member ADD COLUMN erased_at BIGINT",
    // Of a file only its hash. `account_id` none is the command line.
    "CREATE TABLE import_run (id {uuid} NOT NULL PRIMARY KEY, at BIGINT NOT NULL, what TEXT NOT NULL, importer_id {uuid},
        file_sha256 {bytes} NOT NULL, complete BOOLEAN NOT NULL, added BIGINT NOT NULL, changed BIGINT NOT NULL,
        moved BIGINT NOT NULL, returned BIGINT NOT NULL, gone BIGINT NOT NULL)",
    "CREATE TABLE retention_run (kind TEXT NOT NULL PRIMARY KEY, at BIGINT NOT NULL, removed BIGINT NOT NULL)",
];

const DOWN: &[&str] = &[
    "DROP TABLE retention_run",
    "DROP TABLE import_run",
    "ALTER TABLE member DROP COLUMN erased_at",
    "ALTER TABLE member DROP COLUMN known_since",
];

const GUARDS: &[Guard] = &[Guard {
    name: "erased_stays_erased",
    table: "member",
    event: "UPDATE",
    condition: "OLD.erased_at IS NOT NULL AND (NEW.erased_at IS DISTINCT FROM OLD.erased_at OR NEW.left_at IS NULL
        OR NEW.number <> OLD.number OR NEW.name <> '' OR NEW.email IS NOT NULL OR NEW.gender IS NOT NULL)",
}];

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
