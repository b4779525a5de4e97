//! The ballots of one round, and what the box knows of that round. Nothing here knows a member or a time.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::entities::{ballot, box_area, box_round};
use super::{Conn, Db, Raw as _, StoreError, Tx};
use crate::domain::ballot::{Ballot, FORMAT_PLAIN, Kept};
use crate::domain::ids::RoundId;
use crate::domain::manifest::{AreaLeaf, Manifest, RoundLeaf};
use crate::domain::merkle::TreeHash;
use crate::domain::ticket::{PublicJwk, Token, Version};
use crate::domain::time::Timestamp;

/// What the box knows of its round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoxRound {
    /// The round.
    pub round: RoundId,
    /// Root of the manifest that the box serves.
    pub root: TreeHash,
    /// First moment for a ballot.
    pub opens_at: Timestamp,
    /// From here no ballots.
    pub grace_ends_at: Timestamp,
    /// Whether the box takes ballots at all any more.
    pub closed: bool,
    /// Why casting was stopped.
    pub halted: Option<String>,
}

/// Keeps the round and its areas, if the box does not have them yet. What is there is never replaced.
pub async fn prepare(tx: &Tx, manifest: &Manifest, round: &RoundLeaf, areas: &[AreaLeaf]) -> Result<(), StoreError> {
    if box_round::Entity::find().one(tx.raw()).await?.is_some() {
        return Ok(());
    }
    let row = box_round::ActiveModel {
        round_id: Set(round.round.0),
        root: Set(manifest.root.0.to_vec()),
        leaf: Set(manifest.leaves.first().cloned().unwrap_or_default()),
        opens_at: Set(round.opens_at.0),
        closes_at: Set(round.closes_at.0),
        grace_ends_at: Set(round.grace_ends_at.0),
        state: Set("open".to_owned()),
        halted: Set(None),
    };
    box_round::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    let rows: Vec<box_area::ActiveModel> = areas
        .iter()
        .map(|area| {
            let jwk = serde_json::to_string(&area.key).map_err(|_| StoreError::Inconsistent("box_area.key_jwk"))?;
            Ok(box_area::ActiveModel { number: Set(area.area), key_jwk: Set(jwk) })
        })
        .collect::<Result<_, StoreError>>()?;
    for batch in rows.chunks(500) {
        box_area::Entity::insert_many(batch.to_vec()).exec_without_returning(tx.raw()).await?;
    }
    Ok(())
}

/// What the box knows of its round; none while it is being prepared.
pub async fn round(on: &impl Conn) -> Result<Option<BoxRound>, StoreError> {
    box_round::Entity::find().one(on.raw()).await?.map(read_round).transpose()
}

/// The same, under the lock that every batch and the closing take.
pub async fn round_locked(tx: &Tx) -> Result<Option<BoxRound>, StoreError> {
    // SQLite has taken its one write lock already, and sea-query leaves the words out there.
    box_round::Entity::find().lock_exclusive().one(tx.raw()).await?.map(read_round).transpose()
}

fn read_round(row: box_round::Model) -> Result<BoxRound, StoreError> {
    let root = row.root.try_into().map_err(|_| StoreError::Inconsistent("box_round.root"))?;
    Ok(BoxRound {
        round: RoundId(row.round_id),
        root: TreeHash(root),
        opens_at: Timestamp(row.opens_at),
        grace_ends_at: Timestamp(row.grace_ends_at),
        closed: row.state != "open",
        halted: row.halted,
    })
}

/// Public keys of the counting areas by number.
pub async fn keys(on: &impl Conn) -> Result<HashMap<i32, PublicJwk>, StoreError> {
    let rows = box_area::Entity::find().all(on.raw()).await?;
    rows.into_iter()
        .map(|row| {
            let key = serde_json::from_str(&row.key_jwk).map_err(|_| StoreError::Inconsistent("box_area.key_jwk"))?;
            Ok((row.number, key))
        })
        .collect()
}

/// Ends the taking of ballots for good.
pub async fn close(tx: &Tx) -> Result<(), StoreError> {
    box_round::Entity::update_many().col_expr(box_round::Column::State, Expr::value("closed")).exec(tx.raw()).await?;
    Ok(())
}

/// Stops casting, with the reason.
pub async fn halt(tx: &Tx, reason: &str) -> Result<(), StoreError> {
    box_round::Entity::update_many().col_expr(box_round::Column::Halted, Expr::value(reason)).exec(tx.raw()).await?;
    Ok(())
}

/// What the box has of these tokens.
pub async fn kept(on: &impl Conn, tokens: &[Token]) -> Result<HashMap<Token, Kept>, StoreError> {
    let rows = ballot::Entity::find()
        .filter(ballot::Column::Token.is_in(tokens.iter().map(|token| token.0.to_vec())))
        .all(on.raw())
        .await?;
    rows.into_iter().map(|row| Ok((token(&row.token)?, read_kept(row)?))).collect()
}

fn token(bytes: &[u8]) -> Result<Token, StoreError> {
    bytes.try_into().map(Token).map_err(|_| StoreError::Inconsistent("ballot.token"))
}

fn read_kept(row: ballot::Model) -> Result<Kept, StoreError> {
    let version = u8::try_from(row.version).ok().and_then(|number| Version::try_from(number).ok());
    Ok(Kept {
        version: version.ok_or(StoreError::Inconsistent("ballot.version"))?,
        area: row.area,
        body: row.body,
        lines: [row.line1, row.line2, row.line3, row.line4],
    })
}

/// Keeps ballots, each in place of an earlier version. [`StoreError::Taken`] if a line code stands with another ballot.
pub async fn put(tx: &Tx, ballots: &[&Ballot]) -> Result<(), StoreError> {
    let rows = ballots.iter().map(|ballot| written(ballot));
    let replace = OnConflict::column(ballot::Column::Token)
        .update_columns([
            ballot::Column::Prefix,
            ballot::Column::Signature,
            ballot::Column::Version,
            ballot::Column::ChainValue,
            ballot::Column::Format,
            ballot::Column::Body,
            ballot::Column::Line1,
            ballot::Column::Line2,
            ballot::Column::Line3,
            ballot::Column::Line4,
        ])
        .to_owned();
    ballot::Entity::insert_many(rows).on_conflict(replace).exec_without_returning(tx.raw()).await?;
    Ok(())
}

fn written(ballot: &Ballot) -> ballot::ActiveModel {
    let [line1, line2, line3, line4] = ballot.lines.map(|line| Set(line.to_string()));
    ballot::ActiveModel {
        token: Set(ballot.token.0.to_vec()),
        area: Set(ballot.area),
        prefix: Set(ballot.prefix.0.to_vec()),
        signature: Set(ballot.signature.0.to_vec()),
        version: Set(i32::from(ballot.version.number())),
        chain_value: Set(ballot.chain_value.0.to_vec()),
        format: Set(FORMAT_PLAIN),
        body: Set(ballot.answers.to_body()),
        line1,
        line2,
        line3,
        line4,
    }
}

/// The version that stands for a token.
pub async fn version(on: &impl Conn, token: &Token) -> Result<Option<Version>, StoreError> {
    Ok(kept(on, std::slice::from_ref(token)).await?.remove(token).map(|kept| kept.version))
}

/// Ballots in each counting area that has any.
pub async fn by_area(on: &impl Conn) -> Result<Vec<(i32, i64)>, StoreError> {
    Ok(ballot::Entity::find()
        .select_only()
        .column(ballot::Column::Area)
        .column_as(ballot::Column::Token.count(), "ballots")
        .group_by(ballot::Column::Area)
        .order_by_asc(ballot::Column::Area)
        .into_tuple()
        .all(on.raw())
        .await?)
}

/// Writes the whole box anew in the order of its tokens, so that no page, place or transaction number tells in which
/// order ballots came, and begins a new write-ahead log.
pub async fn rebuild(db: &Db) -> Result<(), StoreError> {
    if db.is_sqlite() {
        db.writer().execute_unprepared("VACUUM").await?;
        return db.truncate_wal().await;
    }
    let tx = db.begin().await?;
    for sql in [
        "LOCK TABLE ballot IN ACCESS EXCLUSIVE MODE",
        "CREATE TABLE ballot_in_order (LIKE ballot INCLUDING ALL)",
        "INSERT INTO ballot_in_order SELECT * FROM ballot ORDER BY token",
        "DROP TABLE ballot",
        "ALTER TABLE ballot_in_order RENAME TO ballot",
    ] {
        tx.raw().execute_unprepared(sql).await?;
    }
    tx.commit().await?;
    super::maintenance::drop_wal(db).await
}
