//! What was done with outcomes: entries are added and read, never changed (the database refuses).

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entities::feedback_entry::{ActiveModel, Column, Entity, Model};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::feedback::{Author, Entry, Said, Step};
use crate::domain::ids::RoundId;
use crate::domain::time::{Day, Timestamp};

/// Who speaks about a round: the round's own owner, or one branch for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice<'a> {
    /// The answer that was promised to everybody.
    Round,
    /// A branch by its code.
    Branch(&'a str),
}

impl Voice<'_> {
    /// As the column keeps it. No branch has an empty code.
    const fn column(&self) -> &str {
        match self {
            Self::Round => "",
            Self::Branch(code) => code,
        }
    }
}

/// Adds an entry; [`StoreError::Taken`] if there is one with its number.
pub async fn insert(tx: &Tx, round: RoundId, statement: u8, voice: Voice<'_>, entry: &Entry) -> Result<(), StoreError> {
    let Said { step, text, links } = &entry.said;
    let row = ActiveModel {
        round_id: Set(round.0),
        statement: Set(i32::from(statement)),
        branch: Set(voice.column().to_owned()),
        number: Set(entry.number),
        at: Set(entry.at.0),
        author: Set(entry.by.name().to_owned()),
        kind: Set(step.kind().to_owned()),
        body: Set(step.body().map(str::to_owned)),
        day: Set(step.day().map(|day| day.to_string())),
        text: Set(text.clone()),
        links: Set(serde_json::to_string(links).map_err(|_| StoreError::Inconsistent("feedback_entry.links"))?),
    };
    Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// What one voice said of these rounds: round, statement, entry; the first entry first.
pub async fn list(
    on: &impl Conn,
    rounds: &[RoundId],
    voice: Voice<'_>,
) -> Result<Vec<(RoundId, u8, Entry)>, StoreError> {
    let rows = Entity::find()
        .filter(Column::RoundId.is_in(rounds.iter().map(|round| round.0)))
        .filter(Column::Branch.eq(voice.column()))
        .order_by_asc(Column::RoundId)
        .order_by_asc(Column::Statement)
        .order_by_asc(Column::Number)
        .all(on.raw())
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: Model) -> Result<(RoundId, u8, Entry), StoreError> {
    let entry = || {
        let day = row.day.as_deref().and_then(Day::parse);
        let said = Said {
            step: Step::from_parts(&row.kind, row.body, day)?,
            text: row.text,
            links: serde_json::from_str(&row.links).ok()?,
        };
        let statement = u8::try_from(row.statement).ok()?;
        let by = Author::from_name(&row.author)?;
        Some((RoundId(row.round_id), statement, Entry { number: row.number, at: Timestamp(row.at), by, said }))
    };
    entry().ok_or(StoreError::Inconsistent("feedback_entry"))
}
