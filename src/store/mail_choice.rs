//! Streams of letters that members switched off.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::entities::mail_choice::{ActiveModel, Column, Entity};
use super::{Conn, StoreError};
use crate::domain::ids::MemberId;
use crate::domain::letter::Stream;

/// Whether the member switched the stream off.
pub async fn is_off(on: &impl Conn, member: MemberId, stream: Stream) -> Result<bool, StoreError> {
    let row = Entity::find_by_id((member.0, stream.name().to_owned())).one(on.raw()).await?;
    Ok(row.is_some_and(|row| row.off))
}

/// Switches a stream off or on; the same again changes nothing.
pub async fn set(on: &impl Conn, member: MemberId, stream: Stream, off: bool) -> Result<(), StoreError> {
    let row = ActiveModel { member_id: Set(member.0), stream: Set(stream.name().to_owned()), off: Set(off) };
    let replace = OnConflict::columns([Column::MemberId, Column::Stream]).update_column(Column::Off).to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(on.raw()).await?;
    Ok(())
}

/// The streams that the member switched off.
pub async fn all_off(on: &impl Conn, member: MemberId) -> Result<Vec<Stream>, StoreError> {
    let rows = Entity::find().filter(Column::MemberId.eq(member.0)).filter(Column::Off.eq(true)).all(on.raw()).await?;
    Ok(rows.iter().filter_map(|row| Stream::from_name(&row.stream)).collect())
}
