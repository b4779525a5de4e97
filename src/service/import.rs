//! Importing the party's files: what a file would change, and changing all of it or nothing.

use std::collections::HashMap;

use super::{Platform, Refusal};
use crate::domain::branch::Branch;
use crate::domain::ids::{BranchId, MemberId};
use crate::domain::import::{
    BadRow, BranchDifference, BranchFile, MemberDifference, MemberRow, branch_difference, member_difference,
    parse_members,
};
use crate::domain::member::Member;
use crate::store::{self, Conn, StoreError, Tx};

/// Why an import did nothing.
#[derive(Debug)]
pub enum ImportRefusal {
    /// The file has bad rows; these are all of them, by line.
    BadRows(Vec<BadRow>),
    /// The platform refused or failed.
    Refused(Refusal),
}

impl From<StoreError> for ImportRefusal {
    fn from(error: StoreError) -> Self {
        Self::Refused(error.into())
    }
}

impl From<Vec<BadRow>> for ImportRefusal {
    fn from(rows: Vec<BadRow>) -> Self {
        Self::BadRows(rows)
    }
}

/// What a branches file would change. Changes nothing.
pub async fn preview_branches(platform: &Platform, file: &[u8]) -> Result<BranchDifference, ImportRefusal> {
    let file = BranchFile::parse(file)?;
    Ok(branch_difference(&store::branch::all(&platform.db).await?, &file))
}

/// Imports a branches file in one transaction, and says what it changed.
pub async fn apply_branches(platform: &Platform, file: &[u8]) -> Result<BranchDifference, ImportRefusal> {
    let file = BranchFile::parse(file)?;
    let tx = platform.db.begin().await?;
    let difference = branch_difference(&store::branch::all(&tx).await?, &file);
    let new = difference.new.iter().map(|row| Branch {
        id: BranchId(platform.chance.uuid()),
        code: row.code.clone(),
        name: row.name.clone(),
        region: row.region.clone(),
        cluster: row.cluster.clone(),
    });
    let rows: Vec<Branch> = new.chain(difference.changed.iter().cloned()).collect();
    if !rows.is_empty() {
        store::branch::put(&tx, &rows).await?;
        let detail = format!("new {}, changed {}", difference.new.len(), difference.changed.len());
        note(platform, &tx, "import branches", &detail).await?;
    }
    tx.commit().await?;
    Ok(difference)
}

/// What a members file would change. Changes nothing.
pub async fn preview_members(
    platform: &Platform,
    file: &[u8],
    complete: bool,
) -> Result<MemberDifference, ImportRefusal> {
    members(platform, &platform.db, file, complete).await
}

/// Imports a members file in one transaction, and says what it changed. It is compared with the members as they are
/// now, whatever an earlier preview said. `written` hears how many rows each batch held.
pub async fn apply_members(
    platform: &Platform,
    file: &[u8],
    complete: bool,
    written: &(dyn Fn(usize) + Sync),
) -> Result<MemberDifference, ImportRefusal> {
    let tx = platform.db.begin().await?;
    let difference = members(platform, &tx, file, complete).await?;
    if difference.writes() > 0 {
        let new: Vec<Member> =
            difference.new.iter().map(|row| newcomer(MemberId(platform.chance.uuid()), row)).collect();
        for group in [&new, &difference.changed, &difference.moved, &difference.returned] {
            store::member::put(&tx, group, written).await?;
        }
        store::member::mark_left(&tx, &difference.left, platform.clock.now(), written).await?;
        note(platform, &tx, "import members", &counts(&difference)).await?;
    }
    tx.commit().await?;
    Ok(difference)
}

async fn members(
    platform: &Platform,
    on: &impl Conn,
    file: &[u8],
    complete: bool,
) -> Result<MemberDifference, ImportRefusal> {
    let branches = store::branch::all(on).await?;
    let codes: HashMap<String, BranchId> = branches.into_iter().map(|branch| (branch.code, branch.id)).collect();
    let rows = parse_members(file, &codes, platform.clock.now().year())?;
    Ok(member_difference(&store::member::all(on).await?, rows, complete))
}

fn newcomer(id: MemberId, row: &MemberRow) -> Member {
    let MemberRow { number, name, email, branch, birth_year, gender } = row.clone();
    Member { id, number, name, email, branch, birth_year, gender }
}

fn counts(difference: &MemberDifference) -> String {
    format!(
        "new {}, changed {}, moved {}, returned {}, left {}",
        difference.new.len(),
        difference.changed.len(),
        difference.moved.len(),
        difference.returned.len(),
        difference.left.len()
    )
}

async fn note(platform: &Platform, tx: &Tx, act: &str, detail: &str) -> Result<(), StoreError> {
    store::audit::append(tx, platform.clock.now(), None, act, ("import", None), detail).await
}
