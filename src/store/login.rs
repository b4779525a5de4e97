//! Requests for a login letter, and the hashed links and codes that were mailed for them.

use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::db::{Conn, Raw, StoreError, Tx};
use super::entities::{login_key, login_request};
use crate::domain::ids::{LoginId, Subject};
use crate::domain::link::LinkHash;
use crate::domain::time::Timestamp;

/// The hashed link and code of one person behind an address.
#[derive(Clone, Debug)]
pub struct Key {
    /// Hash of the token in the link.
    pub token: LinkHash,
    /// Keyed hash of request and code.
    pub code: [u8; 32],
    /// Who signs in with them.
    pub subject: Subject,
}

/// Writes a new request, and ends all earlier ones for the same address.
pub async fn insert(tx: &Tx, id: LoginId, email: &str, expires_at: Timestamp) -> Result<(), StoreError> {
    let earlier = login_request::Entity::update_many()
        .col_expr(login_request::Column::Spent, Expr::value(true))
        .filter(login_request::Column::Email.eq(email))
        .filter(login_request::Column::Spent.eq(false));
    earlier.exec(tx.raw()).await?;
    let row = login_request::ActiveModel {
        id: Set(id.0),
        email: Set(email.to_owned()),
        expires_at: Set(expires_at.0),
        tries: Set(0),
        spent: Set(false),
    };
    login_request::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The address of a request that can still be used at `now`.
pub async fn address(conn: &impl Conn, id: LoginId, now: Timestamp) -> Result<Option<String>, StoreError> {
    let usable = login_request::Entity::find_by_id(id.0)
        .filter(login_request::Column::Spent.eq(false))
        .filter(login_request::Column::ExpiresAt.gt(now.0));
    Ok(usable.one(conn.raw()).await?.map(|row| row.email))
}

/// Puts new keys in the place of those that an earlier attempt to send the letter made.
pub async fn replace_keys(tx: &Tx, id: LoginId, keys: Vec<Key>) -> Result<(), StoreError> {
    let old = login_key::Entity::delete_many().filter(login_key::Column::RequestId.eq(id.0));
    old.exec(tx.raw()).await?;
    let rows = keys.into_iter().map(|key| login_key::ActiveModel {
        token_hash: Set(key.token.0.to_vec()),
        request_id: Set(id.0),
        subject_kind: Set(key.subject.kind().to_owned()),
        subject_id: Set(key.subject.uuid()),
        code_hash: Set(key.code.to_vec()),
    });
    login_key::Entity::insert_many(rows).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Counts a try at the code; false if there were `limit` already, or the request can no longer be used at `now`.
pub async fn count_try(tx: &Tx, id: LoginId, limit: i32, now: Timestamp) -> Result<bool, StoreError> {
    let one = login_request::Entity::update_many()
        .col_expr(login_request::Column::Tries, Expr::col(login_request::Column::Tries).add(1))
        .filter(login_request::Column::Id.eq(id.0))
        .filter(login_request::Column::Spent.eq(false))
        .filter(login_request::Column::ExpiresAt.gt(now.0))
        .filter(login_request::Column::Tries.lt(limit));
    Ok(one.exec(tx.raw()).await?.rows_affected == 1)
}

/// Who has this code in this request.
pub async fn find_by_code(conn: &impl Conn, id: LoginId, code: [u8; 32]) -> Result<Option<Subject>, StoreError> {
    let query = login_key::Entity::find()
        .filter(login_key::Column::RequestId.eq(id.0))
        .filter(login_key::Column::CodeHash.eq(code.to_vec()));
    query.one(conn.raw()).await?.as_ref().map(subject).transpose()
}

/// Request and person behind a mailed link.
pub async fn find_by_token(conn: &impl Conn, token: LinkHash) -> Result<Option<(LoginId, Subject)>, StoreError> {
    let row = login_key::Entity::find_by_id(token.0.to_vec()).one(conn.raw()).await?;
    row.map(|row| Ok((LoginId(row.request_id), subject(&row)?))).transpose()
}

/// Ends a request because it was used; false if it can no longer be used at `now`.
pub async fn spend(tx: &Tx, id: LoginId, now: Timestamp) -> Result<bool, StoreError> {
    let one = login_request::Entity::update_many()
        .col_expr(login_request::Column::Spent, Expr::value(true))
        .filter(login_request::Column::Id.eq(id.0))
        .filter(login_request::Column::Spent.eq(false))
        .filter(login_request::Column::ExpiresAt.gt(now.0));
    Ok(one.exec(tx.raw()).await?.rows_affected == 1)
}

/// Removes requests that are over at `now`, with their keys; says how many.
pub async fn forget_expired(tx: &Tx, now: Timestamp) -> Result<u64, StoreError> {
    let over = login_request::Entity::find().filter(login_request::Column::ExpiresAt.lte(now.0));
    let over = over.select_only().column(login_request::Column::Id).into_query();
    let keys = login_key::Entity::delete_many().filter(login_key::Column::RequestId.in_subquery(over));
    keys.exec(tx.raw()).await?;
    let requests = login_request::Entity::delete_many().filter(login_request::Column::ExpiresAt.lte(now.0));
    Ok(requests.exec(tx.raw()).await?.rows_affected)
}

fn subject(row: &login_key::Model) -> Result<Subject, StoreError> {
    let subject = Subject::from_parts(&row.subject_kind, row.subject_id);
    subject.ok_or(StoreError::Inconsistent("login key of an unknown kind"))
}
