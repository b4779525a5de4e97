//! Signed-in sessions: who, how far, until when.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::db::{Conn, Raw, StoreError, Tx};
use super::entities::session::{ActiveModel, Column, Entity, Model};
use crate::domain::ids::{SessionId, Subject};
use crate::domain::session::Stage;
use crate::domain::time::Timestamp;

/// A session as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Session {
    /// Identifier, random.
    pub id: SessionId,
    /// Who.
    pub subject: Subject,
    /// How far.
    pub stage: Stage,
    /// Not valid from this moment on.
    pub expires_at: Timestamp,
}

/// Writes a new session.
pub async fn insert(tx: &Tx, session: Session) -> Result<(), StoreError> {
    let row = ActiveModel {
        id: Set(session.id.0),
        subject_kind: Set(session.subject.kind().to_owned()),
        subject_id: Set(session.subject.uuid()),
        stage: Set(session.stage.name().to_owned()),
        expires_at: Set(session.expires_at.0),
        revoked: Set(false),
        tries: Set(0),
    };
    Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The session, unless it was revoked or is over at `now`.
pub async fn find(conn: &impl Conn, id: SessionId, now: Timestamp) -> Result<Option<Session>, StoreError> {
    let valid = Entity::find_by_id(id.0).filter(Column::Revoked.eq(false)).filter(Column::ExpiresAt.gt(now.0));
    valid.one(conn.raw()).await?.map(read).transpose()
}

/// Ends one session for ever; no error if there is none.
pub async fn revoke(tx: &Tx, id: SessionId) -> Result<(), StoreError> {
    let one = Entity::update_many().col_expr(Column::Revoked, Expr::value(true)).filter(Column::Id.eq(id.0));
    one.exec(tx.raw()).await?;
    Ok(())
}

/// Ends all sessions of somebody.
pub async fn revoke_all(tx: &Tx, subject: Subject) -> Result<(), StoreError> {
    let all = Entity::update_many()
        .col_expr(Column::Revoked, Expr::value(true))
        .filter(Column::SubjectKind.eq(subject.kind()))
        .filter(Column::SubjectId.eq(subject.uuid()));
    all.exec(tx.raw()).await?;
    Ok(())
}

/// Counts a try at the second factor; false if the session had `limit` tries already or does not wait for one.
pub async fn count_try(tx: &Tx, id: SessionId, limit: i32) -> Result<bool, StoreError> {
    let one = Entity::update_many()
        .col_expr(Column::Tries, Expr::col(Column::Tries).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::Stage.eq(Stage::First.name()))
        .filter(Column::Revoked.eq(false))
        .filter(Column::Tries.lt(limit));
    Ok(one.exec(tx.raw()).await?.rows_affected == 1)
}

/// Removes what is over at `now`; says how many.
pub async fn forget_expired(tx: &Tx, now: Timestamp) -> Result<u64, StoreError> {
    Ok(Entity::delete_many().filter(Column::ExpiresAt.lte(now.0)).exec(tx.raw()).await?.rows_affected)
}

fn read(row: Model) -> Result<Session, StoreError> {
    let subject = Subject::from_parts(&row.subject_kind, row.subject_id);
    let (Some(subject), Some(stage)) = (subject, Stage::from_name(&row.stage)) else {
        return Err(StoreError::Inconsistent("session of an unknown kind"));
    };
    Ok(Session { id: SessionId(row.id), subject, stage, expires_at: Timestamp(row.expires_at) })
}
