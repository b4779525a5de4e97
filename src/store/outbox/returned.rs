//! Letters that came back.

use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use super::waiting;
use crate::domain::bounce::Class;
use crate::domain::ids::LetterId;
use crate::domain::outbox::Waiting;
use crate::store::entities::outbox::{Column, Entity};
use crate::store::{Conn, Raw as _, StoreError, Tx};

/// A letter, wherever it stands.
pub async fn find(on: &impl Conn, letter: LetterId) -> Result<Option<Waiting>, StoreError> {
    Entity::find_by_id(letter.0).one(on.raw()).await?.map(waiting).transpose()
}

/// Notes that a letter came back; false if that was noted before, as bad or worse.
pub async fn set_bounced(tx: &Tx, letter: LetterId, class: Class) -> Result<bool, StoreError> {
    let mut better = Condition::any().add(Column::Bounced.is_null());
    if class == Class::Hard {
        better = better.add(Column::Bounced.eq(Class::Soft.name()));
    }
    let done = Entity::update_many()
        .col_expr(Column::Bounced, Expr::value(class.name()))
        .filter(Column::Id.eq(letter.0))
        .filter(better)
        .exec(tx.raw())
        .await?;
    Ok(done.rows_affected == 1)
}
