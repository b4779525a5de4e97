//! The history of imports: when, by whom, how many; of a file only its hash, of members only numbers.

use std::collections::HashMap;

use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::entities::{account, api_client, import_run};
use super::{Conn, Raw as _, StoreError, Tx};
use crate::domain::time::Timestamp;

/// What an import changed, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// New.
    pub added: i64,
    /// With other values.
    pub changed: i64,
    /// To another branch.
    pub moved: i64,
    /// Came back.
    pub returned: i64,
    /// Left.
    pub gone: i64,
}

/// One import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Identifier.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// `members` or `branches`.
    pub what: String,
    /// The account or the program of others that did it; none for the command line.
    pub by: Option<Uuid>,
    /// SHA-256 of the file.
    pub file: [u8; 32],
    /// Whether the file was read as one of all members.
    pub complete: bool,
    /// What it changed.
    pub counts: Counts,
}

/// Keeps that there was an import.
pub async fn insert(tx: &Tx, run: &Run) -> Result<(), StoreError> {
    let row = import_run::ActiveModel {
        id: Set(run.id),
        at: Set(run.at.0),
        what: Set(run.what.clone()),
        importer_id: Set(run.by),
        file_sha256: Set(run.file.to_vec()),
        complete: Set(run.complete),
        added: Set(run.counts.added),
        changed: Set(run.counts.changed),
        moved: Set(run.counts.moved),
        returned: Set(run.counts.returned),
        gone: Set(run.counts.gone),
    };
    import_run::Entity::insert(row).exec_without_returning(tx.raw()).await?;
    Ok(())
}

/// The last `limit` imports, the last one first, each with the name of the account or the program that did it.
pub async fn list(on: &impl Conn, limit: u64) -> Result<Vec<(Run, Option<String>)>, StoreError> {
    let rows = import_run::Entity::find()
        .order_by_desc(import_run::Column::At)
        .order_by_asc(import_run::Column::Id)
        .limit(limit)
        .all(on.raw())
        .await?;
    let importers: Vec<Uuid> = rows.iter().filter_map(|row| row.importer_id).collect();
    let people = account::Entity::find().filter(account::Column::Id.is_in(importers.clone())).all(on.raw()).await?;
    let programs = api_client::Entity::find().filter(api_client::Column::Id.is_in(importers)).all(on.raw()).await?;
    let names: HashMap<Uuid, String> = people
        .into_iter()
        .map(|one| (one.id, one.name))
        .chain(programs.into_iter().map(|one| (one.id, one.name)))
        .collect();
    let named = |id: Uuid| names.get(&id).cloned();
    rows.into_iter().map(|row| Ok((read(&row)?, row.importer_id.and_then(named)))).collect()
}

fn read(row: &import_run::Model) -> Result<Run, StoreError> {
    let file = row.file_sha256.clone().try_into().map_err(|_| StoreError::Inconsistent("import_run.file_sha256"))?;
    let import_run::Model { added, changed, moved, returned, gone, .. } = *row;
    Ok(Run {
        id: row.id,
        at: Timestamp(row.at),
        what: row.what.clone(),
        by: row.importer_id,
        file,
        complete: row.complete,
        counts: Counts { added, changed, moved, returned, gone },
    })
}

/// Forgets imports before that moment; says how many.
pub async fn forget(tx: &Tx, before: Timestamp) -> Result<u64, StoreError> {
    let old = import_run::Entity::delete_many().filter(import_run::Column::At.lt(before.0));
    Ok(old.exec(tx.raw()).await?.rows_affected)
}
