//! Advice on wording that somebody passed over. The database refuses to change or remove a row.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::entities::lint_overruled::{ActiveModel, Column, Entity, Model};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::ids::{AccountId, RoundId};
use crate::domain::lint::{Remark, Rule};
use crate::domain::time::Timestamp;

/// Advice that was passed over for one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overruled {
    /// The rule.
    pub rule: Rule,
    /// Where in the text, as [`Remark::place_name`] says it.
    pub place: String,
    /// The exact text.
    pub text: String,
    /// Why, if they said so.
    pub reason: Option<String>,
    /// Who passed it over.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
}

impl Overruled {
    /// Whether it is about this remark: the same rule, place and text.
    #[must_use]
    pub fn is_about(&self, remark: &Remark) -> bool {
        self.rule == remark.rule && self.text == remark.subject && self.place == remark.place_name()
    }
}

/// Keeps that advice was passed over; who did so before stays the one who did.
pub async fn keep(tx: &Tx, id: RoundId, overruled: &Overruled) -> Result<(), StoreError> {
    let row = ActiveModel {
        round_id: Set(id.0),
        rule: Set(overruled.rule.name().to_owned()),
        place: Set(overruled.place.clone()),
        text_hash: Set(ring::digest::digest(&ring::digest::SHA256, overruled.text.as_bytes()).as_ref().to_vec()),
        text: Set(overruled.text.clone()),
        reason: Set(overruled.reason.clone()),
        account_id: Set(overruled.by.0),
        at: Set(overruled.at.0),
    };
    Entity::insert(row).on_conflict_do_nothing().exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// All advice that was passed over in a round, for texts that stand and for texts that do not any more.
pub async fn list(on: &impl Conn, id: RoundId) -> Result<Vec<Overruled>, StoreError> {
    let rows = Entity::find().filter(Column::RoundId.eq(id.0)).all(on.raw()).await?;
    rows.into_iter().map(read).collect()
}

fn read(row: Model) -> Result<Overruled, StoreError> {
    Ok(Overruled {
        rule: Rule::from_name(&row.rule).ok_or(StoreError::Inconsistent("lint_overruled.rule"))?,
        place: row.place,
        text: row.text,
        reason: row.reason,
        by: AccountId(row.account_id),
        at: Timestamp(row.at),
    })
}
