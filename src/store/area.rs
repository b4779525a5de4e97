//! Counting areas of a round, and their issuing keys.

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::{area, issuing_key};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::area::CountingArea;
use crate::domain::branch::Branch;
use crate::domain::ids::{BranchId, RoundId};
use crate::domain::manifest::ManifestBranch;
use crate::domain::ticket::PublicJwk;

/// A counting area with what was published of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptArea {
    /// The area.
    pub area: CountingArea,
    /// The public key, once made.
    pub key: Option<PublicJwk>,
    /// Most ballots that the box ever reported for it.
    pub ballots_seen: i64,
}

/// Keeps the counting areas of a round, without keys.
pub async fn insert(tx: &Tx, round: RoundId, areas: &[CountingArea]) -> Result<(), StoreError> {
    let rows = areas.iter().map(|area| {
        let branches: Vec<ManifestBranch> = area
            .branches
            .iter()
            .map(|branch| ManifestBranch { code: branch.code.clone(), name: branch.name.clone() })
            .collect();
        Ok(area::ActiveModel {
            round_id: Set(round.0),
            number: Set(area.number),
            name: Set(area.name()),
            region: Set(area.region.clone()),
            branches: Set(serde_json::to_string(&branches).map_err(|_| StoreError::Inconsistent("area.branches"))?),
            roll_size: Set(area.roll),
            key_jwk: Set(None),
            leaf: Set(None),
            ballots_seen: Set(0),
        })
    });
    let rows: Vec<area::ActiveModel> = rows.collect::<Result<_, StoreError>>()?;
    for batch in rows.chunks(500) {
        area::Entity::insert_many(batch.to_vec()).exec_without_returning(tx.raw()).await?;
    }
    Ok(())
}

/// Takes areas away again: only while the roll is being frozen.
pub async fn discard(tx: &Tx, round: RoundId) -> Result<(), StoreError> {
    area::Entity::delete_many().filter(area::Column::RoundId.eq(round.0)).exec(tx.raw()).await?;
    Ok(())
}

/// All areas of a round by number.
pub async fn list(on: &impl Conn, round: RoundId) -> Result<Vec<KeptArea>, StoreError> {
    let rows = area::Entity::find()
        .filter(area::Column::RoundId.eq(round.0))
        .order_by_asc(area::Column::Number)
        .all(on.raw())
        .await?;
    rows.into_iter().map(read).collect()
}

fn read(row: area::Model) -> Result<KeptArea, StoreError> {
    let branches: Vec<ManifestBranch> =
        serde_json::from_str(&row.branches).map_err(|_| StoreError::Inconsistent("area.branches"))?;
    let key = row.key_jwk.map(|jwk| serde_json::from_str(&jwk)).transpose();
    // Only code and name are frozen with the round; the rest of a branch may have changed since.
    let branch = |branch: ManifestBranch| Branch {
        id: BranchId(uuid::Uuid::nil()),
        code: branch.code,
        name: branch.name,
        region: row.region.clone(),
        cluster: None,
    };
    Ok(KeptArea {
        area: CountingArea {
            number: row.number,
            region: row.region.clone(),
            branches: branches.into_iter().map(branch).collect(),
            roll: row.roll_size,
        },
        key: key.map_err(|_| StoreError::Inconsistent("area.key_jwk"))?,
        ballots_seen: row.ballots_seen,
    })
}

/// Numbers of the areas that have no key yet.
pub async fn without_key(on: &impl Conn, round: RoundId) -> Result<Vec<i32>, StoreError> {
    Ok(area::Entity::find()
        .select_only()
        .column(area::Column::Number)
        .filter(area::Column::RoundId.eq(round.0))
        .filter(area::Column::KeyJwk.is_null())
        .order_by_asc(area::Column::Number)
        .into_tuple()
        .all(on.raw())
        .await?)
}

/// Keeps an area's key: the public half to be published, the private half sealed.
pub async fn set_key(
    tx: &Tx,
    round: RoundId,
    number: i32,
    public: &PublicJwk,
    sealed: Vec<u8>,
) -> Result<(), StoreError> {
    let jwk = serde_json::to_string(public).map_err(|_| StoreError::Inconsistent("area.key_jwk"))?;
    update(tx, round, number, area::Column::KeyJwk, Expr::value(jwk)).await?;
    let key = issuing_key::Model { round_id: round.0, area: number, sealed };
    issuing_key::Entity::insert(issuing_key::ActiveModel::from(key)).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// Fixes an area's leaf of the manifest.
pub async fn set_leaf(tx: &Tx, round: RoundId, number: i32, leaf: &str) -> Result<(), StoreError> {
    update(tx, round, number, area::Column::Leaf, Expr::value(leaf)).await
}

/// The exact texts of the areas' leaves by number.
pub async fn leaves(on: &impl Conn, round: RoundId) -> Result<Vec<String>, StoreError> {
    let leaves: Vec<Option<String>> = area::Entity::find()
        .select_only()
        .column(area::Column::Leaf)
        .filter(area::Column::RoundId.eq(round.0))
        .order_by_asc(area::Column::Number)
        .into_tuple()
        .all(on.raw())
        .await?;
    leaves.into_iter().collect::<Option<_>>().ok_or(StoreError::Inconsistent("area.leaf"))
}

/// Notes the number of ballots that the box reported for an area.
pub async fn set_ballots_seen(tx: &Tx, round: RoundId, number: i32, ballots: i64) -> Result<(), StoreError> {
    update(tx, round, number, area::Column::BallotsSeen, Expr::value(ballots)).await
}

/// The sealed private key of an area, as long as it exists.
pub async fn sealed_key(on: &impl Conn, round: RoundId, number: i32) -> Result<Option<Vec<u8>>, StoreError> {
    Ok(issuing_key::Entity::find_by_id((round.0, number)).one(on.raw()).await?.map(|row| row.sealed))
}

/// Destroys all private keys of a round.
pub async fn destroy_keys(tx: &Tx, round: RoundId) -> Result<(), StoreError> {
    issuing_key::Entity::delete_many().filter(issuing_key::Column::RoundId.eq(round.0)).exec(tx.raw()).await?;
    Ok(())
}

async fn update(tx: &Tx, round: RoundId, number: i32, column: area::Column, value: Expr) -> Result<(), StoreError> {
    area::Entity::update_many()
        .col_expr(column, value)
        .filter(area::Column::RoundId.eq(round.0))
        .filter(area::Column::Number.eq(number))
        .exec(tx.raw())
        .await?;
    Ok(())
}
