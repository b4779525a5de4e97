//! A counted round: four lists in the order of their line codes, and what was counted. Nothing ties the lists together.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Creates the tables of one counted round.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE counted (round_id {uuid} NOT NULL PRIMARY KEY, root {bytes} NOT NULL, ballots BIGINT NOT NULL,
        invalid BIGINT NOT NULL)",
    "CREATE TABLE counted_area (area INTEGER NOT NULL PRIMARY KEY, ballots BIGINT NOT NULL)",
    "CREATE TABLE line1 (code TEXT NOT NULL PRIMARY KEY, area INTEGER NOT NULL, answer INTEGER) {keyed}",
    "CREATE TABLE line2 (code TEXT NOT NULL PRIMARY KEY, area INTEGER NOT NULL, answer INTEGER) {keyed}",
    "CREATE TABLE line3 (code TEXT NOT NULL PRIMARY KEY, area INTEGER NOT NULL, answer INTEGER) {keyed}",
    "CREATE TABLE line4 (code TEXT NOT NULL PRIMARY KEY, area INTEGER NOT NULL, answer INTEGER) {keyed}",
];

const DOWN: &[&str] = &[
    "DROP TABLE IF EXISTS line4",
    "DROP TABLE IF EXISTS line3",
    "DROP TABLE IF EXISTS line2",
    "DROP TABLE IF EXISTS line1",
    "DROP TABLE IF EXISTS counted_area",
    "DROP TABLE IF EXISTS counted",
];

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
