//! Until when members want no letters about rounds.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::entities::mail_pause::{ActiveModel, Column, Entity};
use super::{Conn, StoreError};
use crate::domain::ids::MemberId;
use crate::domain::time::Day;

/// The day on which the member's letters come again; none if there is no pause.
pub async fn find(on: &impl Conn, member: MemberId) -> Result<Option<Day>, StoreError> {
    Ok(Entity::find_by_id(member.0).one(on.raw()).await?.and_then(|row| Day::parse(&row.until)))
}

/// Begins, changes or ends a pause; the same again changes nothing.
pub async fn set(on: &impl Conn, member: MemberId, until: Option<Day>) -> Result<(), StoreError> {
    let Some(until) = until else {
        Entity::delete_by_id(member.0).exec(on.raw()).await?;
        return Ok(());
    };
    let row = ActiveModel { member_id: Set(member.0), until: Set(until.to_string()) };
    let replace = OnConflict::column(Column::MemberId).update_column(Column::Until).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(on.raw()).await?;
    Ok(())
}
