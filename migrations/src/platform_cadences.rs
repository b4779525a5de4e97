//! Rhythms of rounds, and what was noted about single rounds of one: made, moved, skipped.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Creates the tables for rhythms.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // Days and times are those on the calendar and the clock in Amsterdam: `2026-12-29`, `09:00`.
    "CREATE TABLE cadence (id {uuid} NOT NULL PRIMARY KEY, first_day TEXT NOT NULL, weeks BIGINT NOT NULL,
        opens TEXT NOT NULL, days_open BIGINT NOT NULL, closes TEXT NOT NULL, days_to_result BIGINT NOT NULL,
        publishes TEXT NOT NULL, statements_days BIGINT NOT NULL, review_days BIGINT NOT NULL,
        approval_days BIGINT NOT NULL, scheduling_days BIGINT NOT NULL, feedback_days BIGINT NOT NULL,
        until_day TEXT, set_by {uuid} NOT NULL)",
    // One rhythm at a time goes on without an end.
    "CREATE UNIQUE INDEX one_cadence_goes_on ON cadence ((until_day IS NULL)) WHERE until_day IS NULL",
    // One row for each round of a rhythm, and each round in one row: nothing is made twice.
    "CREATE TABLE occurrence (cadence_id {uuid} NOT NULL REFERENCES cadence(id), number INTEGER NOT NULL, day TEXT,
        skipped TEXT, round_id {uuid} UNIQUE REFERENCES round(id), round_version INTEGER,
        PRIMARY KEY (cadence_id, number))",
];

const DOWN: &[&str] = &["DROP TABLE occurrence", "DROP TABLE cadence"];

const GUARDS: &[Guard] = &[Guard {
    name: "occurrence_has_one_round",
    table: "occurrence",
    event: "UPDATE",
    condition: "OLD.round_id IS NOT NULL AND NEW.round_id IS NOT NULL AND NEW.round_id <> OLD.round_id",
}];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // SQLite too: a crash half-way must not leave a table without its guard.
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
