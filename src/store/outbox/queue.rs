//! Letters on their way in: who and what for.

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    TryInsertResult,
};
use uuid::Uuid;

use crate::domain::ids::{ConversationId, LetterId, MemberId, RoundId};
use crate::domain::letter::{LetterKind, LetterStatus};
use crate::domain::outbox::{Topic, letter_id};
use crate::domain::time::Timestamp;
use crate::store::entities::outbox::{ActiveModel, Entity};
use crate::store::entities::{member, roll_entry};
use crate::store::{Raw as _, StoreError, Tx};

/// Rows in one statement: twelve values each, far below the 32,766 of SQLite.
const BATCH: usize = 1000;

/// A letter to be queued.
#[derive(Clone, Debug)]
pub struct NewLetter {
    /// Identifier.
    pub id: LetterId,
    /// What it is for.
    pub kind: LetterKind,
    /// `member`, or `login` for a letter whose reader is known by address only.
    pub recipient_kind: &'static str,
    /// Member or login request.
    pub recipient_id: Uuid,
    /// What sets it apart from other letters of its kind to the same receiver.
    pub occasion: String,
    /// What it is about.
    pub topic: Topic,
    /// Not before this moment.
    pub due: Timestamp,
}

/// Queues a letter; false if the receiver has one of this kind on this occasion already.
pub async fn queue(tx: &Tx, letter: NewLetter) -> Result<bool, StoreError> {
    let new = Entity::insert(new_row(letter)).on_conflict_do_nothing().exec_without_returning(tx.raw()).await?;
    Ok(matches!(new, TryInsertResult::Inserted(1..)))
}

fn new_row(letter: NewLetter) -> ActiveModel {
    // Somebody waits for it: it goes before 25,000 invitations that were queued earlier.
    let due = if letter.kind.is_awaited() { 0 } else { letter.due.0 };
    let (round, conversation) = match letter.topic {
        Topic::Login => (None, None),
        Topic::Round(round, _) => (Some(round), None),
        Topic::Conversation(conversation, _) => (None, Some(conversation)),
    };
    ActiveModel {
        id: Set(letter.id.0),
        kind: Set(letter.kind.name().to_owned()),
        recipient_kind: Set(letter.recipient_kind.to_owned()),
        recipient_id: Set(letter.recipient_id),
        occasion: Set(letter.occasion),
        round_id: Set(round.map(|round| round.0)),
        conversation_id: Set(conversation.map(|conversation| conversation.0)),
        status: Set(LetterStatus::Queued.name().to_owned()),
        attempts: Set(0),
        next_attempt_at: Set(due),
        error: Set(None),
        bounced: Set(None),
    }
}

/// Queues a letter for everybody on the roll of `round` who has an address and no letter of this kind on this
/// occasion of this round yet. Returns how many were queued.
pub async fn queue_for_roll(
    tx: &Tx,
    round: RoundId,
    kind: LetterKind,
    occasion: &str,
    due: Timestamp,
) -> Result<u64, StoreError> {
    queue_for(tx, (round, roll_entry::Column::RoundId.eq(round.0)), kind, occasion, due).await
}

/// The same for those who took part, once the ledger of the round is sealed.
pub async fn queue_for_participants(
    tx: &Tx,
    round: RoundId,
    kind: LetterKind,
    occasion: &str,
    due: Timestamp,
) -> Result<u64, StoreError> {
    let took_part = roll_entry::Column::RoundId.eq(round.0).and(roll_entry::Column::TookPart.eq(true));
    queue_for(tx, (round, took_part), kind, occasion, due).await
}

async fn queue_for(
    tx: &Tx,
    (round, whom): (RoundId, Expr),
    kind: LetterKind,
    occasion: &str,
    due: Timestamp,
) -> Result<u64, StoreError> {
    let on_roll = roll_entry::Entity::find().select_only().column(roll_entry::Column::MemberId);
    let on_roll = on_roll.filter(whom).into_query();
    let members: Vec<Uuid> = member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .filter(member::Column::Id.in_subquery(on_roll))
        .filter(member::Column::Email.is_not_null())
        .order_by_asc(member::Column::Id)
        .into_tuple()
        .all(tx.raw())
        .await?;
    // One occasion a round: without the round in it, nobody would be invited twice in their life.
    let occasion = format!("{round} {occasion}");
    insert_for(tx, members, kind, Topic::Round(round, None), &occasion, due).await
}

/// Queues a letter about a conversation for these members, except those who have this one already. `number` tells it
/// from others of its kind, and must stay the same when the same is done again. Returns how many were queued.
pub async fn queue_for_guests(
    tx: &Tx,
    conversation: ConversationId,
    kind: LetterKind,
    number: i64,
    members: &[MemberId],
    due: Timestamp,
) -> Result<u64, StoreError> {
    let members = members.iter().map(|member| member.0).collect();
    let occasion = format!("{conversation} {number}");
    insert_for(tx, members, kind, Topic::Conversation(conversation, number), &occasion, due).await
}

async fn insert_for(
    tx: &Tx,
    members: Vec<Uuid>,
    kind: LetterKind,
    topic: Topic,
    occasion: &str,
    due: Timestamp,
) -> Result<u64, StoreError> {
    let mut queued = 0;
    for batch in members.chunks(BATCH) {
        let rows = batch.iter().map(|member| {
            new_row(NewLetter {
                id: letter_id(kind, MemberId(*member), occasion),
                kind,
                recipient_kind: "member",
                recipient_id: *member,
                occasion: occasion.to_owned(),
                topic,
                due,
            })
        });
        let new = Entity::insert_many(rows).on_conflict_do_nothing().exec_without_returning(tx.raw()).await?;
        if let TryInsertResult::Inserted(number) = new {
            queued += number;
        }
    }
    Ok(queued)
}
