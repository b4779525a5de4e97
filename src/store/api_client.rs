//! Programs of others that may ask the API. Of the secret there is a hash only.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::db::{Conn, Raw, StoreError, Tx};
use super::entities::api_client::{ActiveModel, Column, Entity, Model};
use crate::domain::api_client::{ApiClient, Scope};
use crate::domain::ids::{AccountId, ClientId};
use crate::domain::link::LinkHash;
use crate::domain::time::Timestamp;

/// Writes a new client with the hash of its secret.
pub async fn insert(tx: &Tx, client: &ApiClient, secret: LinkHash) -> Result<(), StoreError> {
    let scopes: Vec<&str> = client.scopes.iter().map(|scope| scope.name()).collect();
    let row = ActiveModel {
        id: Set(client.id.0),
        name: Set(client.name.clone()),
        scopes: Set(scopes.join(" ")),
        secret_hash: Set(secret.0.to_vec()),
        created_by: Set(client.created_by.0),
        expires_at: Set(client.expires_at.0),
        revoked: Set(client.revoked),
    };
    Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Revokes a client for ever; false if it was already or there is none.
pub async fn revoke(tx: &Tx, id: ClientId) -> Result<bool, StoreError> {
    let one = Entity::update_many().col_expr(Column::Revoked, Expr::value(true));
    let one = one.filter(Column::Id.eq(id.0)).filter(Column::Revoked.eq(false));
    Ok(one.exec(tx.raw()).await?.rows_affected == 1)
}

/// All clients, by name.
pub async fn list(on: &impl Conn) -> Result<Vec<ApiClient>, StoreError> {
    let rows = Entity::find().order_by_asc(Column::Name).order_by_asc(Column::Id).all(on.raw()).await?;
    rows.into_iter().map(|row| Ok(read(row)?.0)).collect()
}

/// A client with the hash of its secret.
pub async fn find(on: &impl Conn, id: ClientId) -> Result<Option<(ApiClient, LinkHash)>, StoreError> {
    Entity::find_by_id(id.0).one(on.raw()).await?.map(read).transpose()
}

fn read(row: Model) -> Result<(ApiClient, LinkHash), StoreError> {
    let scopes: Option<Vec<Scope>> = row.scopes.split(' ').map(Scope::from_name).collect();
    let (Some(scopes), Ok(hash)) = (scopes, row.secret_hash.try_into()) else {
        return Err(StoreError::Inconsistent("api_client"));
    };
    let client = ApiClient {
        id: ClientId(row.id),
        name: row.name,
        scopes,
        created_by: AccountId(row.created_by),
        expires_at: Timestamp(row.expires_at),
        revoked: row.revoked,
    };
    Ok((client, LinkHash(hash)))
}
