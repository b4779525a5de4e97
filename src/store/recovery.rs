//! Hashes of the codes that once take the place of a second factor.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::db::{Conn, Raw, StoreError, Tx};
use super::entities::recovery_code::{ActiveModel, Column, Entity};
use crate::domain::ids::AccountId;

/// Keeps these hashes in the place of all earlier ones; none of them takes the codes away.
pub async fn replace(tx: &Tx, account: AccountId, hashes: &[[u8; 32]]) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::AccountId.eq(account.0)).exec(tx.raw()).await?;
    let row = |hash: &[u8; 32]| ActiveModel { account_id: Set(account.0), hash: Set(hash.to_vec()) };
    if !hashes.is_empty() {
        Entity::insert_many(hashes.iter().map(row)).exec_without_returning(tx.raw()).await?;
    }
    Ok(())
}

/// Takes a code away because it was used; false if it is not one of the account's, or was used before.
pub async fn spend(tx: &Tx, account: AccountId, hash: [u8; 32]) -> Result<bool, StoreError> {
    let one = Entity::delete_by_id((account.0, hash.to_vec()));
    Ok(one.exec(tx.raw()).await?.rows_affected == 1)
}

/// How many codes an account has left.
pub async fn left(on: &impl Conn, account: AccountId) -> Result<u64, StoreError> {
    Ok(Entity::find().filter(Column::AccountId.eq(account.0)).count(on.raw()).await?)
}
