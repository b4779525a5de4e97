//! Invitations to work with the platform: at most one for each account, by the hash of its link.

use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use super::db::{Conn, Raw, StoreError, Tx};
use super::entities::staff_invitation::{ActiveModel, Column, Entity, Model};
use crate::domain::ids::AccountId;
use crate::domain::link::LinkHash;
use crate::domain::time::Timestamp;

/// An invitation as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Who was invited.
    pub account: AccountId,
    /// Identifier; the link follows from it and the platform's secret.
    pub id: Uuid,
    /// Hash of the link's token.
    pub hash: LinkHash,
    /// Not valid from this moment on.
    pub expires_at: Timestamp,
}

/// Writes an invitation in the place of the one before.
pub async fn put(tx: &Tx, invitation: Invitation) -> Result<(), StoreError> {
    forget(tx, invitation.account).await?;
    let row = ActiveModel {
        account_id: Set(invitation.account.0),
        id: Set(invitation.id),
        token_hash: Set(invitation.hash.0.to_vec()),
        expires_at: Set(invitation.expires_at.0),
    };
    Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Takes the invitation of an account away; false if there is none.
pub async fn forget(tx: &Tx, account: AccountId) -> Result<bool, StoreError> {
    Ok(Entity::delete_by_id(account.0).exec(tx.raw()).await?.rows_affected == 1)
}

/// Removes what is over at `now`.
pub async fn forget_expired(tx: &Tx, now: Timestamp) -> Result<(), StoreError> {
    Entity::delete_many().filter(Column::ExpiresAt.lte(now.0)).exec(tx.raw()).await?;
    Ok(())
}

/// The invitation of an account, unless it is over at `now`.
pub async fn of(on: &impl Conn, account: AccountId, now: Timestamp) -> Result<Option<Invitation>, StoreError> {
    let valid = Entity::find_by_id(account.0).filter(Column::ExpiresAt.gt(now.0));
    valid.one(on.raw()).await?.map(read).transpose()
}

/// The invitation behind a link, unless it is over at `now`.
pub async fn find(on: &impl Conn, hash: LinkHash, now: Timestamp) -> Result<Option<Invitation>, StoreError> {
    let valid = Entity::find().filter(Column::TokenHash.eq(hash.0.to_vec())).filter(Column::ExpiresAt.gt(now.0));
    valid.one(on.raw()).await?.map(read).transpose()
}

fn read(row: Model) -> Result<Invitation, StoreError> {
    let hash = row.token_hash.try_into().map_err(|_| StoreError::Inconsistent("staff_invitation.token_hash"))?;
    Ok(Invitation {
        account: AccountId(row.account_id),
        id: row.id,
        hash: LinkHash(hash),
        expires_at: Timestamp(row.expires_at),
    })
}
