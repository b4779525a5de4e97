//! The ballot box of one round: what it knows of the round, and its ballots. No member, no time, no order.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Creates the tables of one round's ballot box.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE box_round (round_id {uuid} NOT NULL PRIMARY KEY, root {bytes} NOT NULL, leaf TEXT NOT NULL,
        opens_at BIGINT NOT NULL, closes_at BIGINT NOT NULL, grace_ends_at BIGINT NOT NULL, state TEXT NOT NULL,
        halted TEXT)",
    "CREATE TABLE box_area (number INTEGER NOT NULL PRIMARY KEY, key_jwk TEXT NOT NULL)",
    "CREATE TABLE ballot (token {bytes} NOT NULL PRIMARY KEY, area INTEGER NOT NULL, prefix {bytes} NOT NULL,
        signature {bytes} NOT NULL, version INTEGER NOT NULL, chain_value {bytes} NOT NULL, format INTEGER NOT NULL,
        body TEXT NOT NULL, line1 TEXT NOT NULL, line2 TEXT NOT NULL, line3 TEXT NOT NULL, line4 TEXT NOT NULL) {keyed}",
    "CREATE UNIQUE INDEX ballot_line1 ON ballot(line1)",
    "CREATE UNIQUE INDEX ballot_line2 ON ballot(line2)",
    "CREATE UNIQUE INDEX ballot_line3 ON ballot(line3)",
    "CREATE UNIQUE INDEX ballot_line4 ON ballot(line4)",
];

const DOWN: &[&str] =
    &["DROP TABLE IF EXISTS ballot", "DROP TABLE IF EXISTS box_area", "DROP TABLE IF EXISTS box_round"];

const GUARDS: &[Guard] = &[
    Guard {
        name: "box_round_is_fixed",
        table: "box_round",
        event: "UPDATE",
        condition: "NEW.root IS DISTINCT FROM OLD.root OR NEW.leaf IS DISTINCT FROM OLD.leaf
            OR NEW.opens_at IS DISTINCT FROM OLD.opens_at OR NEW.grace_ends_at IS DISTINCT FROM OLD.grace_ends_at
            OR (OLD.state = 'closed' AND NEW.state IS DISTINCT FROM 'closed')",
    },
    Guard { name: "box_key_is_fixed", table: "box_area", event: "UPDATE", condition: "NEW.number IS NOT NULL" },
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    // SQLite too: a crash half-way must not leave half the tables.
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
