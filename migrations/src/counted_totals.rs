//! A counted round keeps totals only: how often each answer was given in each counting area, and no line of anybody.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, Statement};

use crate::dialect::run;

/// Takes the tables with lines away and creates the one with tallies.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "DROP TABLE line4",
    "DROP TABLE line3",
    "DROP TABLE line2",
    "DROP TABLE line1",
    // 0 is no opinion.
    "CREATE TABLE counted_cell (area INTEGER NOT NULL, statement INTEGER NOT NULL, answer INTEGER NOT NULL,
        times BIGINT NOT NULL, PRIMARY KEY (area, statement, answer)) {keyed}",
];

const DOWN: &[&str] = &[
    "DROP TABLE IF EXISTS counted_cell",
    "CREATE TABLE line1 (code TEXT NOT NULL PRIMARY KEY, area INTEGER NOT NULL, answer INTEGER) {keyed}",
    "CREATE TABLE line2 (code TEXT NOT NULL PRIMARY KEY, area INTEGER NOT NULL, answer INTEGER) {keyed}",
    "CREATE TABLE line3 (code TEXT NOT NULL PRIMARY KEY, area INTEGER NOT NULL, answer INTEGER) {keyed}",
    "CREATE TABLE line4 (code TEXT NOT NULL PRIMARY KEY, area INTEGER NOT NULL, answer INTEGER) {keyed}",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // SQLite too: a crash half-way must not leave half the tables.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Between the count and the result the earlier layout had the only copy of the votes here.
        let line = Statement::from_string(manager.get_database_backend(), "SELECT area FROM line1 LIMIT 1");
        if manager.get_connection().query_one_raw(line).await?.is_some() {
            return Err(DbErr::Custom(
                "a counted round has no result yet: let the version that counted it make one".into(),
            ));
        }
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
