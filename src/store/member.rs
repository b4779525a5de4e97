//! Members, as the last import left them.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::entities::member::{ActiveModel, Column, Entity, Model};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::ids::{BranchId, MemberId};
use crate::domain::import::KnownMember;
use crate::domain::member::{EmailAddress, Member};
use crate::domain::time::Timestamp;

/// Rows in one statement: eight values each, far below the 32,766 of SQLite and the 65,535 of PostgreSQL.
const BATCH: usize = 1000;

/// Everybody who is or was a member, in no order.
pub async fn all(on: &impl Conn) -> Result<Vec<KnownMember>, StoreError> {
    Ok(Entity::find().all(on.raw()).await?.into_iter().map(read).collect())
}

fn read(row: Model) -> KnownMember {
    let member = Member {
        id: MemberId(row.id),
        number: row.number,
        name: row.name,
        email: row.email.as_deref().and_then(EmailAddress::parse),
        branch: BranchId(row.branch_id),
        birth_year: row.birth_year,
        gender: row.gender,
    };
    KnownMember { member, has_left: row.left_at.is_some() }
}

/// Writes members whole, none of whom has left: new ones are added, known ones (by id) replaced.
/// [`StoreError::Taken`] if another member has the number. `written` hears of every batch how many it held.
pub async fn put(tx: &Tx, members: &[Member], written: &(dyn Fn(usize) + Sync)) -> Result<(), StoreError> {
    let replace = OnConflict::column(Column::Id)
        .update_columns([
            Column::Number,
            Column::Name,
            Column::Email,
            Column::BranchId,
            Column::BirthYear,
            Column::Gender,
            Column::LeftAt,
        ])
        .to_owned();
    for batch in members.chunks(BATCH) {
        let rows = batch.iter().map(|member| ActiveModel {
            id: Set(member.id.0),
            number: Set(member.number.clone()),
            name: Set(member.name.clone()),
            email: Set(member.email.as_ref().map(|email| email.as_str().to_owned())),
            branch_id: Set(member.branch.0),
            birth_year: Set(member.birth_year),
            gender: Set(member.gender.clone()),
            left_at: Set(None),
        });
        Entity::insert_many(rows).on_conflict(replace.clone()).exec_without_returning(tx.raw()).await?;
        written(batch.len());
    }
    Ok(())
}

/// Notes that members have left at `at`. Their place on the roll of an open round stays.
pub async fn mark_left(
    tx: &Tx,
    members: &[MemberId],
    at: Timestamp,
    written: &(dyn Fn(usize) + Sync),
) -> Result<(), StoreError> {
    for batch in members.chunks(BATCH) {
        Entity::update_many()
            .col_expr(Column::LeftAt, Expr::value(at.0))
            .filter(Column::Id.is_in(batch.iter().map(|id| id.0)))
            .exec(tx.raw())
            .await?;
        written(batch.len());
    }
    Ok(())
}
