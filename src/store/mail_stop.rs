//! Addresses from which letters came back: by member, with a mark of the address in the place of the address.

use std::collections::HashMap;

use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entities::mail_stop::{ActiveModel, Column, Entity, Model};
use super::entities::member;
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::bounce::{Class, MailStop, address_mark};
use crate::domain::ids::MemberId;
use crate::domain::member::EmailAddress;
use crate::domain::time::Day;

/// What is known of the addresses of some members.
#[derive(Clone, Debug, Default)]
pub struct Stops(HashMap<MemberId, MailStop>);

impl Stops {
    /// Whether mail to this address of this member has stopped.
    #[must_use]
    pub fn hold(&self, member: MemberId, address: Option<&EmailAddress>) -> bool {
        let known = self.0.get(&member).zip(address);
        known.is_some_and(|(stop, address)| stop.holds(address_mark(member, address)))
    }
}

fn read(row: Model) -> Result<(MemberId, MailStop), StoreError> {
    let wrong = || StoreError::Inconsistent("mail_stop");
    let stop = MailStop {
        class: Class::from_name(&row.class).ok_or_else(wrong)?,
        day: Day::parse(&row.day).ok_or_else(wrong)?,
        soft_days: row.soft_days,
        address: row.address.try_into().map_err(|_| wrong())?,
    };
    Ok((MemberId(row.member_id), stop))
}

/// What is known of these members.
pub async fn of(on: &impl Conn, members: &[MemberId]) -> Result<Stops, StoreError> {
    let asked = Column::MemberId.is_in(members.iter().map(|member| member.0));
    let rows = Entity::find().filter(asked).all(on.raw()).await?;
    Ok(Stops(rows.into_iter().map(read).collect::<Result<_, _>>()?))
}

/// What is known of everybody.
pub async fn all(on: &impl Conn) -> Result<Stops, StoreError> {
    let rows = Entity::find().all(on.raw()).await?;
    Ok(Stops(rows.into_iter().map(read).collect::<Result<_, _>>()?))
}

/// What is known of one member.
pub async fn find(on: &impl Conn, member: MemberId) -> Result<Option<MailStop>, StoreError> {
    let row = Entity::find_by_id(member.0).one(on.raw()).await?;
    Ok(row.map(read).transpose()?.map(|(_, stop)| stop))
}

/// Keeps what is known of a member, in the place of what was.
pub async fn put(tx: &Tx, member: MemberId, stop: &MailStop) -> Result<(), StoreError> {
    let row = ActiveModel {
        member_id: Set(member.0),
        address: Set(stop.address.to_vec()),
        class: Set(stop.class.name().to_owned()),
        day: Set(stop.day.to_string()),
        soft_days: Set(stop.soft_days),
    };
    let replace = OnConflict::column(Column::MemberId)
        .update_columns([Column::Address, Column::Class, Column::Day, Column::SoftDays])
        .to_owned();
    Entity::insert(row).on_conflict(replace).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Forgets what is known of a member; false if there was nothing.
pub async fn forget(tx: &Tx, member: MemberId) -> Result<bool, StoreError> {
    Ok(Entity::delete_by_id(member.0).exec(tx.raw()).await?.rows_affected > 0)
}

/// Where a member's letters go; none without an address, and for who has left.
pub async fn address(on: &impl Conn, member: MemberId) -> Result<Option<EmailAddress>, StoreError> {
    let email: Option<Option<String>> = member::Entity::find_by_id(member.0)
        .select_only()
        .column(member::Column::Email)
        .filter(member::Column::LeftAt.is_null())
        .into_tuple()
        .one(on.raw())
        .await?;
    Ok(email.flatten().as_deref().and_then(EmailAddress::parse))
}

/// A member whose mail has stopped.
#[derive(Clone, Debug)]
pub struct StoppedMember {
    /// Who.
    pub id: MemberId,
    /// Number in the member administration.
    pub number: String,
    /// Full name.
    pub name: String,
    /// What is known of the address.
    pub stop: MailStop,
}

/// Members whose mail has stopped at the address that they have now, by name.
pub async fn list(on: &impl Conn) -> Result<Vec<StoppedMember>, StoreError> {
    let stops = all(on).await?;
    let known = member::Column::Id
        .in_subquery(sea_orm::QueryTrait::into_query(Entity::find().select_only().column(Column::MemberId)));
    let rows: Vec<(Uuid, String, String, Option<String>)> = member::Entity::find()
        .select_only()
        .column(member::Column::Id)
        .column(member::Column::Number)
        .column(member::Column::Name)
        .column(member::Column::Email)
        .filter(known)
        .filter(member::Column::LeftAt.is_null())
        .order_by_asc(member::Column::Name)
        .order_by_asc(member::Column::Number)
        .into_tuple()
        .all(on.raw())
        .await?;
    let stopped = |(id, number, name, email): (Uuid, String, String, Option<String>)| {
        let (id, email) = (MemberId(id), email.as_deref().and_then(EmailAddress::parse));
        let stop = stops.0.get(&id).copied().filter(|_| stops.hold(id, email.as_ref()))?;
        Some(StoppedMember { id, number, name, stop })
    };
    Ok(rows.into_iter().filter_map(stopped).collect())
}
