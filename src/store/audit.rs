//! The audit trail: who did what. Members appear by internal id only, answers and letters never.

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use uuid::Uuid;

use super::entities::audit;
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::ids::{AccountId, RoundId, Subject};
use crate::domain::time::Timestamp;

/// Adds a line in the transaction of the act itself. `actor` none is the clock or the command line; `object` is the
/// kind of thing and its id, where it has one.
pub async fn append(
    tx: &Tx,
    at: Timestamp,
    actor: Option<Subject>,
    act: &str,
    object: (&str, Option<Uuid>),
    detail: &str,
) -> Result<(), StoreError> {
    let row = audit::ActiveModel {
        at: Set(at.0),
        actor_kind: Set(actor.map_or("system", Subject::kind).to_owned()),
        actor_id: Set(actor.map(Subject::uuid)),
        act: Set(act.to_owned()),
        object_kind: Set(object.0.to_owned()),
        object_id: Set(object.1),
        detail: Set(detail.to_owned()),
        ..Default::default()
    };
    audit::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Whether this account ever changed the text of this round.
pub async fn has_written(on: &impl Conn, account: AccountId, round: RoundId) -> Result<bool, StoreError> {
    let lines = audit::Entity::find()
        .filter(audit::Column::ObjectId.eq(round.0))
        .filter(audit::Column::ActorId.eq(account.0))
        .filter(audit::Column::Act.is_in(["round.create", "round.edit"]));
    Ok(lines.count(on.raw()).await? > 0)
}
