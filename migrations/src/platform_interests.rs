//! What members say beside voting: what they would talk about, and until when they want no letters. Without a time.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Creates the tables for interests and pauses.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE round_interest (round_id {uuid} NOT NULL, member_id {uuid} NOT NULL, statement INTEGER NOT NULL,
        PRIMARY KEY (round_id, member_id, statement)) {keyed}",
    // A day on the calendar, 2026-12-31; from that day on letters come again.
    "CREATE TABLE mail_pause (member_id {uuid} NOT NULL PRIMARY KEY, until TEXT NOT NULL) {keyed}",
];

const DOWN: &[&str] = &["DROP TABLE mail_pause", "DROP TABLE round_interest"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, DOWN).await
    }
}
