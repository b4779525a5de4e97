//! The hashes of mailed links. Reading one writes nothing: opening a link leaves neither time nor order.

use std::collections::HashMap;
use std::fmt;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryResult, Statement, Value};

use super::db::{Conn, Direct, Raw, StoreError, Tx};
use super::entities::mail_link::{ActiveModel, Column, Entity};
use super::erasure::forget;
use super::listed::{padded, placeholders};
use crate::domain::ids::{ConversationId, MemberId, RoundId};
use crate::domain::letter::Stream;
use crate::domain::link::LinkHash;
use crate::domain::time::Timestamp;

/// What a mailed link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Taking part in a round.
    Round(RoundId),
    /// Answering the invitation to a conversation.
    Conversation(ConversationId),
    /// Switching a stream of letters off or on.
    Unsubscribe(Stream),
}

const ROUND: &str = "round";
const CONVERSATION: &str = "conversation";
const UNSUBSCRIBE: &str = "unsubscribe";

/// A link that is about to be mailed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewLink {
    /// Hash of its token.
    pub hash: LinkHash,
    /// Whose.
    pub member: MemberId,
    /// What it is for.
    pub purpose: Use,
}

/// Rows in one statement: seven values each, far below the 32,766 of SQLite.
const BATCH: usize = 1000;

impl fmt::Display for Use {
    /// What sets it apart from every other use.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Round(round) => write!(f, "{ROUND} {round}"),
            Self::Conversation(conversation) => write!(f, "{CONVERSATION} {conversation}"),
            Self::Unsubscribe(stream) => write!(f, "{UNSUBSCRIBE} {}", stream.name()),
        }
    }
}

/// Keeps the hashes of links that are about to be mailed; those that are there already stay as they are. So the table does
/// not tell how many letters somebody got: whether a reminder came would say whether they had voted by then.
pub async fn insert_many(tx: &Tx, links: &[NewLink]) -> Result<(), StoreError> {
    for batch in links.chunks(BATCH) {
        let new = Entity::insert_many(batch.iter().map(row)).on_conflict_do_nothing();
        new.exec_without_returning(tx.raw()).await?;
    }
    Ok(())
}

fn row(link: &NewLink) -> ActiveModel {
    let (kind, round, conversation, stream) = match link.purpose {
        Use::Round(round) => (ROUND, Some(round.0), None, None),
        Use::Conversation(conversation) => (CONVERSATION, None, Some(conversation.0), None),
        Use::Unsubscribe(stream) => (UNSUBSCRIBE, None, None, Some(stream.name().to_owned())),
    };
    ActiveModel {
        token_hash: Set(link.hash.0.to_vec()),
        kind: Set(kind.to_owned()),
        member_id: Set(link.member.0),
        round_id: Set(round),
        conversation_id: Set(conversation),
        stream: Set(stream),
        revoked: Set(false),
    }
}

/// A round link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundLink {
    /// Whose.
    pub member: MemberId,
    /// Which round.
    pub round: RoundId,
    /// The member's counting area in it; none if not on the roll.
    pub area: Option<i32>,
}

/// The round links with these hashes, each with the place on the roll that it leads to. Who is unknown or revoked is not
/// among them.
pub async fn find_rounds(conn: &impl Conn, hashes: &[LinkHash]) -> Result<HashMap<LinkHash, RoundLink>, StoreError> {
    let raw = conn.raw();
    let asked = padded(hashes.iter().map(|hash| Value::from(hash.0.to_vec())));
    let sql = format!(
        "SELECT l.token_hash, l.member_id, l.round_id, r.area FROM mail_link l \
         LEFT JOIN roll_entry r ON r.round_id = l.round_id AND r.member_id = l.member_id \
         WHERE l.token_hash IN ({}) AND l.kind = 'round' AND l.revoked = FALSE",
        placeholders(1, asked.len())
    );
    let rows = raw.query_all_raw(Statement::from_sql_and_values(raw.get_database_backend(), sql, asked)).await?;
    let read = |row: QueryResult| {
        let hash: Vec<u8> = row.try_get("", "token_hash")?;
        let hash = hash.try_into().map_err(|_| StoreError::Inconsistent("mail_link.token_hash"))?;
        let link = RoundLink {
            member: MemberId(row.try_get("", "member_id")?),
            round: RoundId(row.try_get("", "round_id")?),
            area: row.try_get("", "area")?,
        };
        Ok((LinkHash(hash), link))
    };
    rows.into_iter().map(read).collect()
}

/// Whose letters of which stream this unsubscribe link is about.
pub async fn find_unsubscribe(conn: &impl Conn, hash: LinkHash) -> Result<Option<(MemberId, Stream)>, StoreError> {
    let known = Entity::find_by_id(hash.0.to_vec()).filter(Column::Kind.eq(UNSUBSCRIBE));
    let row = known.filter(Column::Revoked.eq(false)).one(conn.raw()).await?;
    Ok(row.and_then(|row| Some((MemberId(row.member_id), Stream::from_name(row.stream.as_deref()?)?))))
}

/// Whose link to which conversation this is.
pub async fn find_conversation(
    conn: &impl Conn,
    hash: LinkHash,
) -> Result<Option<(MemberId, ConversationId)>, StoreError> {
    let known = Entity::find_by_id(hash.0.to_vec()).filter(Column::Kind.eq(CONVERSATION));
    let row = known.filter(Column::Revoked.eq(false)).one(conn.raw()).await?;
    Ok(row.and_then(|row| Some((MemberId(row.member_id), ConversationId(row.conversation_id?)))))
}

/// Forgets links to rounds and conversations that were over before that moment; says how many. Links to unsubscribe stay.
pub async fn forget_ended(on: &Direct<'_>, before: Timestamp) -> Result<u64, StoreError> {
    let sql = "DELETE FROM mail_link WHERE round_id IN (SELECT id FROM round \
               WHERE state IN ('published', 'withdrawn') AND COALESCE(publishes_at, closes_at) < $1) \
               OR conversation_id IN (SELECT id FROM conversation WHERE ends_at < $1)";
    forget(on, sql, Some(before)).await
}
