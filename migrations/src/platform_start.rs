//! The first tables of the platform. Times are whole Unix seconds, UTC.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Creates the platform's tables.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    "CREATE TABLE branch (id {uuid} NOT NULL PRIMARY KEY, code TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        region TEXT NOT NULL, cluster TEXT)",
    "CREATE TABLE member (id {uuid} NOT NULL PRIMARY KEY, number TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        email TEXT, branch_id {uuid} NOT NULL REFERENCES branch(id), birth_year INTEGER, gender TEXT, left_at BIGINT)",
    "CREATE INDEX member_email ON member(email)",
    "CREATE TABLE mail_choice (member_id {uuid} NOT NULL, stream TEXT NOT NULL, off BOOLEAN NOT NULL,
        PRIMARY KEY (member_id, stream))",
    "CREATE TABLE account (id {uuid} NOT NULL PRIMARY KEY, email TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
        totp_secret {bytes}, totp_step BIGINT NOT NULL, disabled BOOLEAN NOT NULL)",
    "CREATE TABLE account_role (account_id {uuid} NOT NULL REFERENCES account(id), role TEXT NOT NULL,
        branch_code TEXT NOT NULL, PRIMARY KEY (account_id, role, branch_code))",
    "CREATE TABLE login_request (id {uuid} NOT NULL PRIMARY KEY, email TEXT NOT NULL, expires_at BIGINT NOT NULL,
        tries INTEGER NOT NULL, spent BOOLEAN NOT NULL)",
    "CREATE INDEX login_request_email ON login_request(email)",
    "CREATE TABLE login_key (token_hash {bytes} NOT NULL PRIMARY KEY, request_id {uuid} NOT NULL,
        subject_kind TEXT NOT NULL, subject_id {uuid} NOT NULL, code_hash {bytes} NOT NULL)",
    "CREATE INDEX login_key_request ON login_key(request_id)",
    "CREATE TABLE session (id {uuid} NOT NULL PRIMARY KEY, subject_kind TEXT NOT NULL, subject_id {uuid} NOT NULL,
        stage TEXT NOT NULL, expires_at BIGINT NOT NULL, revoked BOOLEAN NOT NULL, tries INTEGER NOT NULL) {keyed}",
    "CREATE TABLE round (id {uuid} NOT NULL PRIMARY KEY, title TEXT NOT NULL, introduction TEXT, purpose TEXT,
        state TEXT NOT NULL, version INTEGER NOT NULL, author_id {uuid} NOT NULL, edited_by {uuid} NOT NULL,
        approved_by {uuid}, opens_at BIGINT, closes_at BIGINT, grace_ends_at BIGINT, publishes_at BIGINT,
        opening_step TEXT NOT NULL, root {bytes}, leaf TEXT, roll_size BIGINT, reminder_queued BOOLEAN NOT NULL,
        ledger_sealed BOOLEAN NOT NULL, result_queued BOOLEAN NOT NULL,
        halted TEXT, withdrawal_by {uuid}, withdrawal_reason TEXT)",
    "CREATE TABLE statement (round_id {uuid} NOT NULL REFERENCES round(id), number INTEGER NOT NULL, text TEXT NOT NULL,
        explanation TEXT, argument_for TEXT, argument_against TEXT, owner TEXT, feedback_due TEXT,
        PRIMARY KEY (round_id, number))",
    "CREATE TABLE area (round_id {uuid} NOT NULL REFERENCES round(id), number INTEGER NOT NULL, name TEXT NOT NULL,
        region TEXT NOT NULL, branches TEXT NOT NULL, roll_size BIGINT NOT NULL, key_jwk TEXT, leaf TEXT,
        ballots_seen BIGINT NOT NULL, PRIMARY KEY (round_id, number))",
    "CREATE TABLE issuing_key (round_id {uuid} NOT NULL, area INTEGER NOT NULL, sealed {bytes} NOT NULL,
        PRIMARY KEY (round_id, area)) {keyed}",
    // One ready-made row for everybody on the roll, of one size for ever, so that a ticket leaves no order behind.
    "CREATE TABLE roll_entry (round_id {uuid} NOT NULL REFERENCES round(id), member_id {uuid} NOT NULL,
        branch_id {uuid} NOT NULL, area INTEGER NOT NULL, blinded_hash {bytes} NOT NULL, took_part BOOLEAN NOT NULL,
        PRIMARY KEY (round_id, member_id)) {keyed}",
    "CREATE INDEX roll_entry_area ON roll_entry(round_id, area)",
    "CREATE TABLE round_decline (round_id {uuid} NOT NULL, member_id {uuid} NOT NULL,
        PRIMARY KEY (round_id, member_id)) {keyed}",
    "CREATE TABLE mail_link (token_hash {bytes} NOT NULL PRIMARY KEY, kind TEXT NOT NULL, member_id {uuid} NOT NULL,
        round_id {uuid}, stream TEXT, revoked BOOLEAN NOT NULL) {keyed}",
    "CREATE TABLE outbox (id {uuid} NOT NULL PRIMARY KEY, kind TEXT NOT NULL, recipient_kind TEXT NOT NULL,
        recipient_id {uuid} NOT NULL, occasion TEXT NOT NULL, round_id {uuid}, status TEXT NOT NULL,
        attempts INTEGER NOT NULL, next_attempt_at BIGINT NOT NULL, error TEXT,
        UNIQUE (kind, recipient_id, occasion))",
    "CREATE INDEX outbox_due ON outbox(status, next_attempt_at)",
    "CREATE INDEX outbox_round ON outbox(round_id, kind, status)",
    "CREATE TABLE turnout_note (round_id {uuid} NOT NULL, taken_at BIGINT NOT NULL, tickets BIGINT NOT NULL,
        ballots BIGINT NOT NULL, PRIMARY KEY (round_id, taken_at))",
    "CREATE TABLE snapshot (round_id {uuid} NOT NULL PRIMARY KEY, body TEXT NOT NULL, sha256 {bytes} NOT NULL)",
    "CREATE TABLE audit (id {serial}, at BIGINT NOT NULL, actor_kind TEXT NOT NULL, actor_id {uuid}, act TEXT NOT NULL,
        object_kind TEXT NOT NULL, object_id {uuid}, detail TEXT NOT NULL)",
];

const DOWN: &[&str] = &[
    "DROP TABLE IF EXISTS audit",
    "DROP TABLE IF EXISTS snapshot",
    "DROP TABLE IF EXISTS turnout_note",
    "DROP TABLE IF EXISTS outbox",
    "DROP TABLE IF EXISTS mail_link",
    "DROP TABLE IF EXISTS round_decline",
    "DROP TABLE IF EXISTS roll_entry",
    "DROP TABLE IF EXISTS issuing_key",
    "DROP TABLE IF EXISTS area",
    "DROP TABLE IF EXISTS statement",
    "DROP TABLE IF EXISTS round",
    "DROP TABLE IF EXISTS session",
    "DROP TABLE IF EXISTS login_key",
    "DROP TABLE IF EXISTS login_request",
    "DROP TABLE IF EXISTS account_role",
    "DROP TABLE IF EXISTS account",
    "DROP TABLE IF EXISTS mail_choice",
    "DROP TABLE IF EXISTS member",
    "DROP TABLE IF EXISTS branch",
];

/// What nobody may change once the manifest is fixed, not even by hand in the database.
const GUARDS: &[Guard] = &[
    Guard {
        name: "round_is_fixed",
        table: "round",
        event: "UPDATE",
        condition: "OLD.root IS NOT NULL AND (NEW.root IS DISTINCT FROM OLD.root
            OR NEW.leaf IS DISTINCT FROM OLD.leaf OR NEW.title IS DISTINCT FROM OLD.title
            OR NEW.purpose IS DISTINCT FROM OLD.purpose OR NEW.opens_at IS DISTINCT FROM OLD.opens_at
            OR NEW.introduction IS DISTINCT FROM OLD.introduction OR NEW.closes_at IS DISTINCT FROM OLD.closes_at
            OR NEW.grace_ends_at IS DISTINCT FROM OLD.grace_ends_at
            OR NEW.publishes_at IS DISTINCT FROM OLD.publishes_at)",
    },
    Guard { name: "fixed_round_stays", table: "round", event: "DELETE", condition: "OLD.root IS NOT NULL" },
    Guard {
        name: "statement_is_fixed",
        table: "statement",
        event: "UPDATE",
        condition: "(SELECT root FROM round WHERE id = OLD.round_id) IS NOT NULL",
    },
    Guard {
        name: "statement_stays",
        table: "statement",
        event: "DELETE",
        condition: "(SELECT root FROM round WHERE id = OLD.round_id) IS NOT NULL",
    },
    Guard {
        name: "no_late_statement",
        table: "statement",
        event: "INSERT",
        condition: "(SELECT root FROM round WHERE id = NEW.round_id) IS NOT NULL",
    },
    Guard {
        name: "area_is_fixed",
        table: "area",
        event: "UPDATE",
        condition: "OLD.leaf IS NOT NULL AND (NEW.leaf IS DISTINCT FROM OLD.leaf
            OR NEW.name IS DISTINCT FROM OLD.name OR NEW.region IS DISTINCT FROM OLD.region
            OR NEW.key_jwk IS DISTINCT FROM OLD.key_jwk OR NEW.roll_size IS DISTINCT FROM OLD.roll_size
            OR NEW.branches IS DISTINCT FROM OLD.branches)",
    },
    Guard { name: "area_stays", table: "area", event: "DELETE", condition: "OLD.leaf IS NOT NULL" },
    Guard { name: "snapshot_stays", table: "snapshot", event: "DELETE", condition: "OLD.round_id IS NOT NULL" },
    Guard {
        name: "roll_is_frozen",
        table: "roll_entry",
        event: "INSERT",
        condition: "(SELECT opening_step FROM round WHERE id = NEW.round_id) NOT IN ('freeze', 'sealing')",
    },
    Guard { name: "snapshot_is_fixed", table: "snapshot", event: "UPDATE", condition: "OLD.round_id IS NOT NULL" },
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
