//! Around the writing of a round: every version of its text, advice that was passed over, and test readers.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Creates the tables of the workshop. Rounds that were written before have the versions that come from here on.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE round_version (round_id {uuid} NOT NULL REFERENCES round(id), version INTEGER NOT NULL,
        account_id {uuid} NOT NULL, at BIGINT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (round_id, version))",
    // For exactly this text: another text has another hash, and the advice stands again.
    "CREATE TABLE lint_overruled (round_id {uuid} NOT NULL REFERENCES round(id), rule TEXT NOT NULL, place TEXT NOT NULL,
        text_hash {bytes} NOT NULL, text TEXT NOT NULL, reason TEXT, account_id {uuid} NOT NULL, at BIGINT NOT NULL,
        PRIMARY KEY (round_id, rule, text_hash, place))",
    "CREATE TABLE test_link (id {uuid} NOT NULL PRIMARY KEY, token_hash {bytes} NOT NULL UNIQUE,
        round_id {uuid} NOT NULL REFERENCES round(id), version INTEGER NOT NULL, made_by {uuid} NOT NULL,
        made_at BIGINT NOT NULL, ends_at BIGINT NOT NULL)",
    // No time: who reads is one of a handful.
    "CREATE TABLE test_reading (id {uuid} NOT NULL PRIMARY KEY, link_id {uuid} NOT NULL REFERENCES test_link(id),
        name TEXT, answers TEXT NOT NULL)",
];

const DOWN: &[&str] =
    &["DROP TABLE test_reading", "DROP TABLE test_link", "DROP TABLE lint_overruled", "DROP TABLE round_version"];

const GUARDS: &[Guard] = &[
    fixed("version_is_fixed", "round_version", "UPDATE"),
    fixed("version_stays", "round_version", "DELETE"),
    fixed("overruled_is_fixed", "lint_overruled", "UPDATE"),
    fixed("overruled_stays", "lint_overruled", "DELETE"),
];

const fn fixed(name: &'static str, table: &'static str, event: &'static str) -> Guard {
    Guard { name, table, event, condition: "OLD.round_id IS NOT NULL" }
}

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
