//! Draws: what was fixed before anybody could know the seed, the public value, and who holds which lot.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Creates the tables for draws.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // One draw for each stage of a conversation: whom to invite, and who gets a seat. Terms and outcome are JSON texts.
    "CREATE TABLE draw (id {uuid} NOT NULL PRIMARY KEY, conversation_id {uuid} NOT NULL REFERENCES conversation(id),
        stage TEXT NOT NULL, terms TEXT NOT NULL, lots INTEGER NOT NULL, root {bytes} NOT NULL,
        committed_at BIGINT NOT NULL, committed_by {uuid} NOT NULL, proposed_value TEXT, proposed_by {uuid},
        value TEXT, confirmed_by {uuid}, outcome TEXT, drawn_at BIGINT, UNIQUE (conversation_id, stage))",
    // Kept in the order of the members, so that no row tells in which order the codes were made.
    "CREATE TABLE draw_lot (draw_id {uuid} NOT NULL REFERENCES draw(id), member_id {uuid} NOT NULL, code {bytes} NOT NULL,
        salt {bytes} NOT NULL, behind BOOLEAN NOT NULL, traits TEXT NOT NULL, PRIMARY KEY (draw_id, member_id)) {keyed}",
    "CREATE UNIQUE INDEX draw_lot_code ON draw_lot(draw_id, code)",
    // What happened to seats after the draw; the whole history is part of the witnesses' file.
    "CREATE TABLE draw_replaced (draw_id {uuid} NOT NULL REFERENCES draw(id), number INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (draw_id, number))",
    // Of the link that a witness reads the whole file with, only the hash is kept.
    "CREATE TABLE draw_witness (draw_id {uuid} NOT NULL REFERENCES draw(id), name TEXT NOT NULL, token_hash {bytes} NOT NULL,
        PRIMARY KEY (draw_id, name))",
    "CREATE UNIQUE INDEX draw_witness_token ON draw_witness(token_hash)",
];

const DOWN: &[&str] =
    &["DROP TABLE draw_witness", "DROP TABLE draw_replaced", "DROP TABLE draw_lot", "DROP TABLE draw"];

const GUARDS: &[Guard] = &[
    Guard {
        name: "draw_is_fixed",
        table: "draw",
        event: "UPDATE",
        condition: "NEW.conversation_id <> OLD.conversation_id OR NEW.stage <> OLD.stage OR NEW.terms <> OLD.terms
            OR NEW.lots <> OLD.lots OR NEW.root <> OLD.root OR NEW.committed_at <> OLD.committed_at
            OR (OLD.value IS NOT NULL AND (NEW.value IS DISTINCT FROM OLD.value
                OR NEW.outcome IS DISTINCT FROM OLD.outcome))",
    },
    Guard { name: "draw_stays", table: "draw", event: "DELETE", condition: "OLD.id IS NOT NULL" },
    Guard { name: "lot_is_fixed", table: "draw_lot", event: "UPDATE", condition: "OLD.draw_id IS NOT NULL" },
    Guard { name: "lot_stays", table: "draw_lot", event: "DELETE", condition: "OLD.draw_id IS NOT NULL" },
    Guard {
        name: "no_lot_after_the_value",
        table: "draw_lot",
        event: "INSERT",
        condition: "(SELECT COALESCE(proposed_value, value) FROM draw WHERE id = NEW.draw_id) IS NOT NULL",
    },
    Guard { name: "replaced_is_fixed", table: "draw_replaced", event: "UPDATE", condition: "OLD.draw_id IS NOT NULL" },
    Guard { name: "replaced_stays", table: "draw_replaced", event: "DELETE", condition: "OLD.draw_id IS NOT NULL" },
    Guard { name: "witness_stays", table: "draw_witness", event: "UPDATE", condition: "OLD.draw_id IS NOT NULL" },
];

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
