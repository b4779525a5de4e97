//! Conversations: who was asked to talk further, who has a seat, and what members chose to share of their own view.

use sea_orm_migration::prelude::*;

use crate::dialect::{Guard, guard, run, unguard};

/// Creates the tables for conversations.
#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    // Lists are JSON texts: they are read and written whole. `organiser_branch` none is the party's staff.
    "CREATE TABLE conversation (id {uuid} NOT NULL PRIMARY KEY, version INTEGER NOT NULL, state TEXT NOT NULL,
        organiser_branch TEXT, title TEXT NOT NULL, purpose TEXT, round_id {uuid} REFERENCES round(id),
        statements TEXT NOT NULL, place TEXT, online_link TEXT, starts_at BIGINT, ends_at BIGINT, seats INTEGER,
        reply_by BIGINT, allotment TEXT NOT NULL, held_back_days INTEGER NOT NULL, audience TEXT NOT NULL,
        moderators TEXT NOT NULL, reactions_open BOOLEAN NOT NULL, author_id {uuid} NOT NULL, edited_by {uuid} NOT NULL,
        sequence INTEGER NOT NULL, invited_at BIGINT, reminder_queued BOOLEAN NOT NULL, cancel_reason TEXT)",
    "CREATE INDEX conversation_state ON conversation(state)",
    // One row for everybody who was invited. `turn` counts the changes of a seat, so that each can have its letter.
    "CREATE TABLE seat (conversation_id {uuid} NOT NULL REFERENCES conversation(id), member_id {uuid} NOT NULL,
        id {uuid} NOT NULL UNIQUE, code TEXT NOT NULL, status TEXT NOT NULL, turn INTEGER NOT NULL,
        place_in_line INTEGER, reply_by BIGINT, said_yes BOOLEAN NOT NULL, access BOOLEAN NOT NULL,
        childcare BOOLEAN NOT NULL, travel BOOLEAN NOT NULL, note TEXT, checked_in_at BIGINT,
        PRIMARY KEY (conversation_id, member_id)) {keyed}",
    "CREATE UNIQUE INDEX seat_code ON seat(conversation_id, code)",
    "CREATE INDEX seat_status ON seat(conversation_id, status, place_in_line)",
    "CREATE INDEX seat_member ON seat(member_id)",
    // The clock asks every second which places were kept long enough.
    "CREATE INDEX seat_kept ON seat(status, reply_by)",
    // Given on purpose and taken back at will. Never read from a ballot, and without a time.
    "CREATE TABLE shared_side (round_id {uuid} NOT NULL, member_id {uuid} NOT NULL, statement INTEGER NOT NULL,
        side TEXT NOT NULL, PRIMARY KEY (round_id, member_id, statement)) {keyed}",
    "ALTER TABLE mail_link ADD COLUMN conversation_id {uuid}",
    "ALTER TABLE outbox ADD COLUMN conversation_id {uuid}",
    "CREATE INDEX outbox_conversation ON outbox(conversation_id, kind, status)",
];

const DOWN: &[&str] = &[
    "DROP INDEX outbox_conversation",
    "ALTER TABLE outbox DROP COLUMN conversation_id",
    "ALTER TABLE mail_link DROP COLUMN conversation_id",
    "DROP TABLE shared_side",
    "DROP TABLE seat",
    "DROP TABLE conversation",
];

const GUARDS: &[Guard] = &[
    Guard {
        name: "invited_conversation_is_fixed",
        table: "conversation",
        event: "UPDATE",
        condition: "OLD.state <> 'draft' AND (NEW.state = 'draft' OR NEW.sequence < OLD.sequence
            OR NEW.round_id IS DISTINCT FROM OLD.round_id
            OR NEW.organiser_branch IS DISTINCT FROM OLD.organiser_branch
            OR NEW.statements IS DISTINCT FROM OLD.statements OR NEW.audience IS DISTINCT FROM OLD.audience
            OR NEW.allotment IS DISTINCT FROM OLD.allotment OR NEW.invited_at IS DISTINCT FROM OLD.invited_at)",
    },
    Guard {
        name: "invited_conversation_stays",
        table: "conversation",
        event: "DELETE",
        condition: "OLD.state <> 'draft'",
    },
    Guard {
        name: "no_seat_without_invitation",
        table: "seat",
        event: "INSERT",
        condition: "NEW.status <> 'invited'
            OR (SELECT state FROM conversation WHERE id = NEW.conversation_id) <> 'inviting'",
    },
    Guard {
        name: "seats_are_never_exceeded",
        table: "seat",
        event: "UPDATE",
        condition: "NEW.status IN ('seated', 'offered') AND OLD.status NOT IN ('seated', 'offered')
            AND (SELECT COUNT(*) FROM seat taken WHERE taken.conversation_id = NEW.conversation_id
                AND taken.status IN ('seated', 'offered'))
                >= (SELECT seats FROM conversation WHERE id = NEW.conversation_id)",
    },
    Guard { name: "nobody_is_lost", table: "seat", event: "DELETE", condition: "OLD.status IS NOT NULL" },
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
