//! Letters that are to be sent: who and what for, never rendered text, never a token.

mod discard;

pub use discard::{drop_queued, forget};

use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, TryInsertResult,
};
use uuid::Uuid;

use super::db::{Conn, Direct, Raw, StoreError, Tx};
use super::entities::outbox::{ActiveModel, Column, Entity, Model};
use super::entities::{member, roll_entry};
use crate::domain::ids::{LetterId, MemberId, RoundId};
use crate::domain::letter::{LetterKind, LetterStatus};
use crate::domain::outbox::{Outcome, Recipient, Waiting, letter_id};
use crate::domain::time::Timestamp;

/// Rows in one statement: ten values each, far below the 32,766 of SQLite.
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
    /// The round that it is about, if any.
    pub round_id: Option<RoundId>,
    /// Not before this moment.
    pub due: Timestamp,
}

/// Queues a letter; false if the receiver has one of this kind on this occasion already.
pub async fn queue(tx: &Tx, letter: NewLetter) -> Result<bool, StoreError> {
    let new = Entity::insert(new_row(letter)).on_conflict_do_nothing().exec_without_returning(tx.raw()).await?;
    Ok(matches!(new, TryInsertResult::Inserted(1..)))
}

fn new_row(letter: NewLetter) -> ActiveModel {
    // Somebody waits for a login letter: it goes before 25,000 invitations that were queued earlier.
    let due = if letter.kind == LetterKind::Login { 0 } else { letter.due.0 };
    ActiveModel {
        id: Set(letter.id.0),
        kind: Set(letter.kind.name().to_owned()),
        recipient_kind: Set(letter.recipient_kind.to_owned()),
        recipient_id: Set(letter.recipient_id),
        occasion: Set(letter.occasion),
        round_id: Set(letter.round_id.map(|round| round.0)),
        status: Set(LetterStatus::Queued.name().to_owned()),
        attempts: Set(0),
        next_attempt_at: Set(due),
        error: Set(None),
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
    let on_roll = roll_entry::Entity::find().select_only().column(roll_entry::Column::MemberId);
    let on_roll = on_roll.filter(roll_entry::Column::RoundId.eq(round.0)).into_query();
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
    let mut queued = 0;
    for batch in members.chunks(BATCH) {
        let rows = batch.iter().map(|member| {
            new_row(NewLetter {
                id: letter_id(kind, MemberId(*member), &occasion),
                kind,
                recipient_kind: "member",
                recipient_id: *member,
                occasion: occasion.clone(),
                round_id: Some(round),
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

/// Up to `limit` letters whose turn has come at `now`, those that wait longest first.
pub async fn due(on: &impl Conn, now: Timestamp, limit: u64) -> Result<Vec<Waiting>, StoreError> {
    let rows = Entity::find()
        .filter(Column::Status.eq(LetterStatus::Queued.name()))
        .filter(Column::NextAttemptAt.lte(now.0))
        .order_by_asc(Column::NextAttemptAt)
        .limit(limit)
        .all(on.raw())
        .await?;
    rows.into_iter().map(waiting).collect()
}

fn waiting(row: Model) -> Result<Waiting, StoreError> {
    let wrong = StoreError::Inconsistent;
    Ok(Waiting {
        id: LetterId(row.id),
        kind: LetterKind::from_name(&row.kind).ok_or(wrong("outbox.kind"))?,
        recipient: Recipient::from_parts(&row.recipient_kind, row.recipient_id)
            .ok_or(wrong("outbox.recipient_kind"))?,
        round: row.round_id.map(RoundId),
        attempts: row.attempts,
    })
}

/// Takes these letters for sending and returns those that were still to be had: each goes to one caller only.
/// Committed when it returns; only then may the socket be touched.
pub async fn claim(on: &Direct<'_>, letters: &[LetterId]) -> Result<Vec<LetterId>, StoreError> {
    let taken = Entity::update_many()
        .col_expr(Column::Status, Expr::value(LetterStatus::Sending.name()))
        .filter(Column::Id.is_in(letters.iter().map(|id| id.0)))
        .filter(Column::Status.eq(LetterStatus::Queued.name()))
        .exec_with_returning(on.raw())
        .await?;
    Ok(taken.into_iter().map(|row| LetterId(row.id)).collect())
}

/// Notes what became of letters that the caller holds, or that were skipped while they waited.
pub async fn settle(tx: &Tx, settled: &[(Waiting, Outcome)], now: Timestamp) -> Result<(), StoreError> {
    for (letter, outcome) in settled {
        let tries = if *outcome == Outcome::Skipped { letter.attempts } else { letter.attempts + 1 };
        let (status, wait) = outcome.next(tries);
        let mut update = Entity::update_many()
            .col_expr(Column::Status, Expr::value(status.name()))
            .col_expr(Column::Attempts, Expr::value(tries))
            .col_expr(Column::Error, Expr::value(outcome.class()))
            .filter(Column::Id.eq(letter.id.0));
        // A letter that somebody else took in the meantime is theirs.
        update = match outcome {
            Outcome::Skipped => update.filter(Column::Status.eq(LetterStatus::Queued.name())),
            _ => update,
        };
        if let Some(wait) = wait {
            update = update.col_expr(Column::NextAttemptAt, Expr::value(now.plus(wait).0));
        }
        update.exec(tx.raw()).await?;
    }
    Ok(())
}

/// At start: letters found in sending are in doubt from now on. Returns how many. They are never sent again by themselves.
pub async fn recover_sending(on: &Direct<'_>) -> Result<u64, StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::Status, Expr::value(LetterStatus::Unknown.name()))
        .col_expr(Column::Error, Expr::value("stopped while sending"))
        .filter(Column::Status.eq(LetterStatus::Sending.name()))
        .exec(on.raw())
        .await?;
    Ok(done.rows_affected)
}

/// How many letters of a round there are of each kind in each status; pairs without any are left out.
pub async fn figures(on: &impl Conn, round: RoundId) -> Result<Vec<(LetterKind, LetterStatus, i64)>, StoreError> {
    let rows: Vec<(String, String, i64)> = Entity::find()
        .select_only()
        .column(Column::Kind)
        .column(Column::Status)
        .column_as(Column::Id.count(), "letters")
        .filter(Column::RoundId.eq(round.0))
        .group_by(Column::Kind)
        .group_by(Column::Status)
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::Status)
        .into_tuple()
        .all(on.raw())
        .await?;
    let read = |(kind, status, number): (String, String, i64)| {
        let wrong = StoreError::Inconsistent("outbox.kind or status");
        Ok((LetterKind::from_name(&kind).zip(LetterStatus::from_name(&status)).ok_or(wrong)?, number))
    };
    rows.into_iter().map(|row| read(row).map(|((kind, status), number)| (kind, status, number))).collect()
}

/// A letter as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ListedLetter {
    /// What it is for.
    pub kind: String,
    /// The receiver's internal identifier.
    pub recipient_id: Uuid,
    /// Where it stands.
    pub status: String,
    /// How often it was tried.
    pub attempts: i32,
    /// Class of what went wrong last.
    pub error: Option<String>,
}

/// One page (from 0) of a round's letters in a status, `per_page` (at least 1) on each, with the number of all of
/// them. Without reminders: what became of one tells whether somebody took part.
pub async fn list(
    on: &impl Conn,
    round: RoundId,
    status: LetterStatus,
    page: u64,
    per_page: u64,
) -> Result<(Vec<ListedLetter>, u64), StoreError> {
    let all = Entity::find()
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::Status.eq(status.name()))
        .filter(Column::Kind.ne(LetterKind::Reminder.name()))
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::RecipientId)
        .into_model::<ListedLetter>()
        .paginate(on.raw(), per_page);
    Ok((all.fetch_page(page).await?, all.num_items().await?))
}
