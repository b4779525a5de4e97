//! Tickets and ballots of an open round, national, noted once an hour.

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entities::turnout_note;
use super::erasure::forget;
use super::{Conn, Direct, Raw as _, StoreError, Tx};
use crate::domain::ids::RoundId;
use crate::domain::time::Timestamp;

/// Tickets and ballots at one moment, in the whole country.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TurnoutNote {
    /// When it was noted.
    pub taken_at: Timestamp,
    /// Tickets issued.
    pub tickets: i64,
    /// Ballots in the box.
    pub ballots: i64,
}

/// Keeps a note; a second one of the same moment replaces the first.
pub async fn insert(tx: &Tx, round: RoundId, note: TurnoutNote) -> Result<(), StoreError> {
    turnout_note::Entity::delete_by_id((round.0, note.taken_at.0)).exec(tx.raw()).await?;
    let row = turnout_note::Model {
        round_id: round.0,
        taken_at: note.taken_at.0,
        tickets: note.tickets,
        ballots: note.ballots,
    };
    turnout_note::Entity::insert(turnout_note::ActiveModel::from(row)).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The last note before `moment`.
pub async fn last_before(on: &impl Conn, round: RoundId, moment: Timestamp) -> Result<Option<TurnoutNote>, StoreError> {
    let row = turnout_note::Entity::find()
        .filter(turnout_note::Column::RoundId.eq(round.0))
        .filter(turnout_note::Column::TakenAt.lt(moment.0))
        .order_by_desc(turnout_note::Column::TakenAt)
        .one(on.raw())
        .await?;
    Ok(row.map(|row| TurnoutNote { taken_at: Timestamp(row.taken_at), tickets: row.tickets, ballots: row.ballots }))
}

/// Forgets the hourly numbers of rounds that are published or withdrawn; says how many.
pub async fn forget_ended(on: &Direct<'_>) -> Result<u64, StoreError> {
    let sql =
        "DELETE FROM turnout_note WHERE round_id IN (SELECT id FROM round WHERE state IN ('published', 'withdrawn'))";
    forget(on, sql, None).await
}
