//! Who works with the platform: invitations, recovery codes, and the last day of a role.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Adds what inviting people and ending their access needs.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // A day on the calendar in the Netherlands, itself included; none is for good.
    "ALTER TABLE account_role ADD COLUMN last_day TEXT",
    // At most one for each account: a new one takes the place of the one before.
    "CREATE TABLE staff_invitation (account_id {uuid} NOT NULL PRIMARY KEY REFERENCES account(id), id {uuid} NOT NULL,
        token_hash {bytes} NOT NULL UNIQUE, expires_at BIGINT NOT NULL)",
    "CREATE TABLE recovery_code (account_id {uuid} NOT NULL REFERENCES account(id), hash {bytes} NOT NULL,
        PRIMARY KEY (account_id, hash)) {keyed}",
];

const DOWN: &[&str] =
    &["DROP TABLE recovery_code", "DROP TABLE staff_invitation", "ALTER TABLE account_role DROP COLUMN last_day"];

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
