//! Published results: one snapshot a round, made once, never changed (the database refuses).

use sea_orm::EntityTrait;

use super::entities::snapshot;
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::ids::RoundId;

/// A snapshot: the exact JSON text and its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The result as JSON.
    pub body: String,
    /// SHA-256 of the body.
    pub sha256: [u8; 32],
}

/// Keeps the snapshot of a round; [`StoreError::Taken`] if there is one.
pub async fn insert(tx: &Tx, round: RoundId, snapshot: Snapshot) -> Result<(), StoreError> {
    let row = snapshot::Model { round_id: round.0, body: snapshot.body, sha256: snapshot.sha256.to_vec() };
    snapshot::Entity::insert(snapshot::ActiveModel::from(row)).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The snapshot of a round, if it is made.
pub async fn find(on: &impl Conn, round: RoundId) -> Result<Option<Snapshot>, StoreError> {
    let Some(row) = snapshot::Entity::find_by_id(round.0).one(on.raw()).await? else { return Ok(None) };
    let sha256 = row.sha256.try_into().map_err(|_| StoreError::Inconsistent("snapshot.sha256"))?;
    Ok(Some(Snapshot { body: row.body, sha256 }))
}
