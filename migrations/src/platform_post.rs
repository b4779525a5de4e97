//! Mail in order: what a look at the sender's domain found before a round opens, rounds whose mail waits, and addresses from
//! which letters came back.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Creates the tables for preflight, pausing and bounces.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // `findings` is a JSON list of names. Who overruled a red one stays with the round.
    "CREATE TABLE preflight (round_id {uuid} NOT NULL PRIMARY KEY REFERENCES round(id), checked_at BIGINT NOT NULL,
        findings TEXT NOT NULL, overruled_by {uuid}, overrule_reason TEXT)",
    "CREATE TABLE post_pause (round_id {uuid} NOT NULL PRIMARY KEY REFERENCES round(id))",
    // By member, with a hash of the address: another address in a later import starts fresh.
    "CREATE TABLE mail_stop (member_id {uuid} NOT NULL PRIMARY KEY, address {bytes} NOT NULL, class TEXT NOT NULL,
        day TEXT NOT NULL, soft_days INTEGER NOT NULL)",
    // What came back of a letter, so that the same bounce twice counts once.
    "ALTER TABLE outbox ADD COLUMN bounced TEXT",
];

const DOWN: &[&str] = &[
    "ALTER TABLE outbox DROP COLUMN bounced",
    "DROP TABLE mail_stop",
    "DROP TABLE post_pause",
    "DROP TABLE preflight",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // SQLite too: a crash half-way must not leave some of the tables.
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
