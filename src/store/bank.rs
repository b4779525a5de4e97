//! Words under which statements of earlier rounds are found again.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::entities::statement_tag::{ActiveModel, Column, Entity};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::ids::RoundId;

/// All tags, with round and statement; by round, statement, tag.
pub async fn tags(on: &impl Conn) -> Result<Vec<(RoundId, u8, String)>, StoreError> {
    let all = Entity::find().order_by_asc(Column::RoundId).order_by_asc(Column::Statement).order_by_asc(Column::Tag);
    let read = |row: super::entities::statement_tag::Model| {
        let statement = u8::try_from(row.statement).map_err(|_| StoreError::Inconsistent("statement_tag.statement"))?;
        Ok((RoundId(row.round_id), statement, row.tag))
    };
    all.all(on.raw()).await?.into_iter().map(read).collect()
}

/// Puts these tags in the place of those that the statement had.
pub async fn set_tags(tx: &Tx, round: RoundId, statement: u8, tags: &[String]) -> Result<(), StoreError> {
    Entity::delete_many()
        .filter(Column::RoundId.eq(round.0))
        .filter(Column::Statement.eq(i32::from(statement)))
        .exec(tx.raw())
        .await?;
    if tags.is_empty() {
        return Ok(());
    }
    let row = |tag: &String| ActiveModel {
        round_id: Set(round.0),
        statement: Set(i32::from(statement)),
        tag: Set(tag.clone()),
    };
    Entity::insert_many(tags.iter().map(row)).exec_without_returning(tx.raw()).await?;
    Ok(())
}
