//! Programs of others that may ask the API: a name, what they may do, until when.

use sea_orm_migration::prelude::*;

use crate::dialect::run;

/// Adds the clients.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] =
    &["CREATE TABLE api_client (id {uuid} NOT NULL PRIMARY KEY, name TEXT NOT NULL, scopes TEXT NOT NULL,
        secret_hash {bytes} NOT NULL, created_by {uuid} NOT NULL REFERENCES account(id), expires_at BIGINT NOT NULL,
        revoked BOOLEAN NOT NULL)"];

const DOWN: &[&str] = &["DROP TABLE api_client"];

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
