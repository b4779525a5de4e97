//! Rhythms, and what was noted about single rounds of one.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::{cadence, occurrence};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::cadence::{Cadence, Kept, Leads, Note};
use crate::domain::ids::{AccountId, CadenceId, RoundId};
use crate::domain::time::{ClockTime, Day};

/// Keeps a rhythm that goes on without an end; [`StoreError::Taken`] while another one does.
pub async fn insert(tx: &Tx, id: CadenceId, by: AccountId, rhythm: &Cadence) -> Result<(), StoreError> {
    let row = cadence::Model {
        id: id.0,
        first_day: rhythm.first.to_string(),
        weeks: rhythm.weeks,
        opens: rhythm.opens.to_string(),
        days_open: rhythm.days_open,
        closes: rhythm.closes.to_string(),
        days_to_result: rhythm.days_to_result,
        publishes: rhythm.publishes.to_string(),
        statements_days: rhythm.leads.statements,
        review_days: rhythm.leads.review,
        approval_days: rhythm.leads.approval,
        scheduling_days: rhythm.leads.scheduling,
        feedback_days: rhythm.leads.feedback,
        until_day: None,
        set_by: by.0,
    };
    cadence::Entity::insert(cadence::ActiveModel::from(row)).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Lets no rhythm have a round on this day or later.
pub async fn end_all(tx: &Tx, until: Day) -> Result<(), StoreError> {
    cadence::Entity::update_many()
        .col_expr(cadence::Column::UntilDay, Expr::value(until.to_string()))
        // Days are written so that they sort as texts.
        .filter(cadence::Column::UntilDay.is_null().or(cadence::Column::UntilDay.gt(until.to_string())))
        .exec(tx.raw())
        .await?;
    Ok(())
}

/// All rhythms that there ever were, the first one first.
pub async fn all(on: &impl Conn) -> Result<Vec<Kept>, StoreError> {
    let rows = cadence::Entity::find()
        .order_by_asc(cadence::Column::FirstDay)
        .order_by_asc(cadence::Column::Id)
        .all(on.raw())
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: cadence::Model) -> Result<Kept, StoreError> {
    let wrong = StoreError::Inconsistent;
    let time = |text: &str| ClockTime::parse(text).ok_or(wrong("cadence"));
    Ok(Kept {
        id: CadenceId(row.id),
        cadence: Cadence {
            first: Day::parse(&row.first_day).ok_or(wrong("cadence.first_day"))?,
            weeks: row.weeks,
            opens: time(&row.opens)?,
            days_open: row.days_open,
            closes: time(&row.closes)?,
            days_to_result: row.days_to_result,
            publishes: time(&row.publishes)?,
            leads: Leads {
                statements: row.statements_days,
                review: row.review_days,
                approval: row.approval_days,
                scheduling: row.scheduling_days,
                feedback: row.feedback_days,
            },
        },
        until: row.until_day.map(|day| Day::parse(&day).ok_or(wrong("cadence.until_day"))).transpose()?,
        set_by: AccountId(row.set_by),
    })
}

/// Everything that was noted about rounds of any rhythm.
pub async fn notes(on: &impl Conn) -> Result<Vec<Note>, StoreError> {
    let rows = occurrence::Entity::find()
        .order_by_asc(occurrence::Column::CadenceId)
        .order_by_asc(occurrence::Column::Number)
        .all(on.raw())
        .await?;
    rows.into_iter().map(read_note).collect()
}

fn read_note(row: occurrence::Model) -> Result<Note, StoreError> {
    let wrong = StoreError::Inconsistent("occurrence.day");
    Ok(Note {
        cadence: CadenceId(row.cadence_id),
        number: row.number,
        day: row.day.map(|day| Day::parse(&day).ok_or(wrong)).transpose()?,
        skipped: row.skipped,
        round: row.round_id.map(RoundId),
        version: row.round_version,
    })
}

/// What is noted about one round of a rhythm, kept from everybody else until the transaction ends; made where there is
/// nothing yet.
pub async fn hold(tx: &Tx, cadence: CadenceId, number: i32) -> Result<Note, StoreError> {
    let empty = occurrence::Model {
        cadence_id: cadence.0,
        number,
        day: None,
        skipped: None,
        round_id: None,
        round_version: None,
    };
    let row = occurrence::ActiveModel::from(empty);
    occurrence::Entity::insert(row).on_conflict_do_nothing().exec_without_returning(tx.raw()).await?;
    let held = occurrence::Entity::find_by_id((cadence.0, number)).lock_exclusive().one(tx.raw()).await?;
    read_note(held.ok_or(StoreError::Inconsistent("occurrence"))?)
}

/// Writes what is to be noted in the place of what was.
pub async fn write(tx: &Tx, note: &Note) -> Result<(), StoreError> {
    let row = occurrence::ActiveModel {
        cadence_id: Set(note.cadence.0),
        number: Set(note.number),
        day: Set(note.day.map(|day| day.to_string())),
        skipped: Set(note.skipped.clone()),
        round_id: Set(note.round.map(|round| round.0)),
        round_version: Set(note.version),
    };
    occurrence::Entity::update(row).exec(tx.raw()).await?;
    Ok(())
}
