//! Letters that are to be sent: who and what for, never rendered text, never a token.

mod discard;
mod queue;

pub use discard::{drop_queued, forget, forget_ended, forget_logins};
pub use queue::{NewLetter, queue, queue_for_guests, queue_for_participants, queue_for_roll};

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::db::{Conn, Direct, Raw, StoreError, Tx};
use super::entities::outbox::{Column, Entity, Model};
use crate::domain::ids::{ConversationId, LetterId, RoundId};
use crate::domain::letter::{LetterKind, LetterStatus};
use crate::domain::outbox::{Outcome, Recipient, Topic, Waiting};
use crate::domain::time::Timestamp;

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
        topic: Topic::from_parts(row.round_id.map(RoundId), row.conversation_id.map(ConversationId), &row.occasion)
            .ok_or(wrong("outbox.occasion"))?,
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
/// them. Without kinds of which a letter tells that somebody took part.
pub async fn list(
    on: &impl Conn,
    round: RoundId,
    status: LetterStatus,
    page: u64,
    per_page: u64,
) -> Result<(Vec<ListedLetter>, u64), StoreError> {
    let telling = LetterKind::ALL.into_iter().filter(|kind| kind.tells_of_taking_part()).map(LetterKind::name);
    let all = Entity::find()
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::Status.eq(status.name()))
        .filter(Column::Kind.is_not_in(telling))
        .order_by_asc(Column::Kind)
        .order_by_asc(Column::RecipientId)
        .into_model::<ListedLetter>()
        .paginate(on.raw(), per_page);
    Ok((all.fetch_page(page).await?, all.num_items().await?))
}
