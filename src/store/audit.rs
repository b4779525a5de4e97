//! The audit trail: who did what, as a chain. Members appear by internal id only, answers and letters never.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entities::{audit, audit_head};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::audit::{AuditHash, Chained, Head, Line};
use crate::domain::ids::{AccountId, RoundId, Subject};
use crate::domain::time::Timestamp;

/// Adds a line in the transaction of the act itself. `actor` none is the clock or the command line; `object` is the
/// kind of thing and its id, where it has one. Until that transaction ends no other line can be added, so an act does this
/// last.
pub async fn append(
    tx: &Tx,
    at: Timestamp,
    actor: Option<Subject>,
    act: &str,
    object: (&str, Option<Uuid>),
    detail: &str,
) -> Result<(), StoreError> {
    let mut before = lock_head(tx).await?;
    if before == Head::START {
        before = chain_earlier(tx).await?;
    }
    let line = Line {
        number: 0,
        at,
        actor_kind: actor.map_or("system", Subject::kind).to_owned(),
        actor: actor.map(Subject::uuid),
        act: act.to_owned(),
        object_kind: object.0.to_owned(),
        object: object.1,
        detail: detail.to_owned(),
    };
    let Chained { line, hash } = before.chain(line);
    let row = audit::ActiveModel {
        at: Set(line.at.0),
        actor_kind: Set(line.actor_kind),
        actor_id: Set(line.actor),
        act: Set(line.act),
        object_kind: Set(line.object_kind),
        object_id: Set(line.object),
        detail: Set(line.detail),
        number: Set(Some(line.number)),
        hash: Set(Some(hash.0.to_vec())),
        ..Default::default()
    };
    audit::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    set_head(tx, Head { number: line.number, hash }).await
}

/// The head, locked until the transaction ends (SQLite has one writer anyway).
async fn lock_head(tx: &Tx) -> Result<Head, StoreError> {
    let row = audit_head::Entity::find_by_id(1).lock_exclusive().one(tx.raw()).await?;
    read_head(row)
}

fn read_head(row: Option<audit_head::Model>) -> Result<Head, StoreError> {
    let Some(audit_head::Model { number, hash, .. }) = row else {
        return Err(StoreError::Inconsistent("audit without a head"));
    };
    Ok(hash.map(read_hash).transpose()?.map_or(Head::START, |hash| Head { number, hash }))
}

async fn set_head(tx: &Tx, head: Head) -> Result<(), StoreError> {
    let one = audit_head::Entity::update_many()
        .col_expr(audit_head::Column::Number, Expr::value(head.number))
        .col_expr(audit_head::Column::Hash, Expr::value(head.hash.0.to_vec()));
    one.exec(tx.raw()).await?;
    Ok(())
}

/// Chains the lines that were written before there was a chain, in their order; the head after them.
async fn chain_earlier(tx: &Tx) -> Result<Head, StoreError> {
    let mut head = Head::START;
    for row in audit::Entity::find().order_by_asc(audit::Column::Id).all(tx.raw()).await? {
        let id = row.id;
        let next = head.chain(read_line(row));
        let one = audit::Entity::update_many()
            .col_expr(audit::Column::Number, Expr::value(next.line.number))
            .col_expr(audit::Column::Hash, Expr::value(next.hash.0.to_vec()))
            .filter(audit::Column::Id.eq(id));
        one.exec(tx.raw()).await?;
        head = Head::from(&next);
    }
    Ok(head)
}

fn read_hash(bytes: Vec<u8>) -> Result<AuditHash, StoreError> {
    bytes.try_into().map(AuditHash).map_err(|_| StoreError::Inconsistent("audit.hash"))
}

fn read_line(row: audit::Model) -> Line {
    Line {
        number: row.number.unwrap_or_default(),
        at: Timestamp(row.at),
        actor_kind: row.actor_kind,
        actor: row.actor_id,
        act: row.act,
        object_kind: row.object_kind,
        object: row.object_id,
        detail: row.detail,
    }
}

fn read(mut row: audit::Model) -> Result<Chained, StoreError> {
    let hash = read_hash(row.hash.take().unwrap_or_default())?;
    Ok(Chained { line: read_line(row), hash })
}

/// Where the chain ends now.
pub async fn head(on: &impl Conn) -> Result<Head, StoreError> {
    read_head(audit_head::Entity::find_by_id(1).one(on.raw()).await?)
}

/// What lines are looked for; none of a part is all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Search {
    /// The act, by name.
    pub act: Option<String>,
    /// Who did it.
    pub actor: Option<Uuid>,
    /// What it was done to.
    pub object: Option<Uuid>,
    /// At this moment or later.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub until: Option<Timestamp>,
    /// With a number below this one.
    pub before: Option<i64>,
}

/// The newest lines that were looked for, at most `limit`.
pub async fn newest(on: &impl Conn, search: &Search, limit: u64) -> Result<Vec<Chained>, StoreError> {
    let mut query = audit::Entity::find().filter(audit::Column::Hash.is_not_null());
    if let Some(act) = &search.act {
        query = query.filter(audit::Column::Act.eq(act));
    }
    if let Some(actor) = search.actor {
        query = query.filter(audit::Column::ActorId.eq(actor));
    }
    if let Some(object) = search.object {
        query = query.filter(audit::Column::ObjectId.eq(object));
    }
    if let Some(from) = search.from {
        query = query.filter(audit::Column::At.gte(from.0));
    }
    if let Some(until) = search.until {
        query = query.filter(audit::Column::At.lt(until.0));
    }
    if let Some(before) = search.before {
        query = query.filter(audit::Column::Number.lt(before));
    }
    let rows = query.order_by_desc(audit::Column::Number).limit(limit).all(on.raw()).await?;
    rows.into_iter().map(read).collect()
}

/// The whole chain, from its first line.
pub async fn all(on: &impl Conn) -> Result<Vec<Chained>, StoreError> {
    let chained = audit::Entity::find().filter(audit::Column::Hash.is_not_null());
    let rows = chained.order_by_asc(audit::Column::Number).all(on.raw()).await?;
    rows.into_iter().map(read).collect()
}

/// Names of the acts that occur, in alphabetical order.
pub async fn acts(on: &impl Conn) -> Result<Vec<String>, StoreError> {
    let names = audit::Entity::find().select_only().column(audit::Column::Act).distinct();
    Ok(names.order_by_asc(audit::Column::Act).into_tuple().all(on.raw()).await?)
}

/// Whether this account ever changed the text of this round.
pub async fn has_written(on: &impl Conn, account: AccountId, round: RoundId) -> Result<bool, StoreError> {
    let lines = audit::Entity::find()
        .filter(audit::Column::ObjectId.eq(round.0))
        .filter(audit::Column::ActorId.eq(account.0))
        .filter(audit::Column::Act.is_in(["round.create", "round.edit"]));
    Ok(lines.count(on.raw()).await? > 0)
}
