//! Importing the party's files: what a file would change, and changing all of it or nothing. The command line and the
//! desk come here alike.

use std::collections::HashMap;

use serde::Serialize;

use super::{Code, Platform, Refusal};
use crate::domain::branch::Branch;
use crate::domain::ids::{BranchId, MemberId, Subject};
use crate::domain::import::{
    BadRow, BranchDifference, BranchFile, ImportDigest, MemberDifference, MemberRow, branch_difference, file_hash,
    member_difference, parse_members,
};
use crate::domain::member::Member;
use crate::store::import_run::{self, Counts, Run};
use crate::store::{self, Conn, StoreError, Tx};

pub use crate::store::import_run::{Counts as ImportCounts, Run as ImportRun};

/// Imports that the desk sees.
const HISTORY: u64 = 50;

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

impl From<Code> for ImportRefusal {
    fn from(code: Code) -> Self {
        Self::Refused(code.into())
    }
}

impl From<Vec<BadRow>> for ImportRefusal {
    fn from(rows: Vec<BadRow>) -> Self {
        Self::BadRows(rows)
    }
}

/// Who imports, and what they saw.
#[derive(Clone, Copy, Debug, Default)]
pub struct Importer {
    /// None for the command line.
    pub by: Option<Subject>,
    /// The preview that they agreed to; none to take the file as it comes out now.
    pub seen: Option<ImportDigest>,
}

/// What a branches file would change. Changes nothing.
pub async fn preview_branches(platform: &Platform, file: &[u8]) -> Result<BranchDifference, ImportRefusal> {
    let parsed = BranchFile::parse(file)?;
    Ok(branch_difference(&store::branch::all(&platform.db).await?, &parsed))
}

/// Imports a branches file from the command line.
pub async fn apply_branches(platform: &Platform, file: &[u8]) -> Result<BranchDifference, ImportRefusal> {
    apply_branches_by(platform, Importer::default(), file).await
}

/// Imports a branches file in one transaction, and says what it changed. [`Code::ImportChanged`] if that is not what
/// the importer saw.
pub async fn apply_branches_by(
    platform: &Platform,
    importer: Importer,
    file: &[u8],
) -> Result<BranchDifference, ImportRefusal> {
    let parsed = BranchFile::parse(file)?;
    let tx = platform.db.begin().await?;
    let difference = branch_difference(&store::branch::all(&tx).await?, &parsed);
    agree(importer, file, false, &difference)?;
    let new = difference.new.iter().map(|row| Branch {
        id: BranchId(platform.chance.uuid()),
        code: row.code.clone(),
        name: row.name.clone(),
        region: row.region.clone(),
        cluster: row.cluster.clone(),
    });
    let rows: Vec<Branch> = new.chain(difference.changed.iter().map(|change| change.after.clone())).collect();
    if !rows.is_empty() {
        store::branch::put(&tx, &rows).await?;
        let detail = format!("new {}, changed {}", difference.new.len(), difference.changed.len());
        note(platform, &tx, importer, "import branches", &detail).await?;
    }
    let counts =
        Counts { added: number(difference.new.len()), changed: number(difference.changed.len()), ..Counts::default() };
    keep(platform, &tx, importer, ("branches", file, false), counts).await?;
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

/// Imports a members file from the command line. `written` hears how many rows each batch held.
pub async fn apply_members(
    platform: &Platform,
    file: &[u8],
    complete: bool,
    written: &(dyn Fn(usize) + Sync),
) -> Result<MemberDifference, ImportRefusal> {
    apply_members_by(platform, Importer::default(), file, complete, written).await
}

/// Imports a members file in one transaction, and says what it changed. It is compared with the members as they are now;
/// [`Code::ImportChanged`] if that is not what the importer saw. `written` hears how many rows each batch held.
pub async fn apply_members_by(
    platform: &Platform,
    importer: Importer,
    file: &[u8],
    complete: bool,
    written: &(dyn Fn(usize) + Sync),
) -> Result<MemberDifference, ImportRefusal> {
    let now = platform.clock.now();
    let tx = platform.db.begin().await?;
    let difference = members(platform, &tx, file, complete).await?;
    agree(importer, file, complete, &difference)?;
    if difference.writes() > 0 {
        let new: Vec<Member> =
            difference.new.iter().map(|row| newcomer(MemberId(platform.chance.uuid()), row)).collect();
        store::member::put(&tx, &new.iter().collect::<Vec<_>>(), now, written).await?;
        for group in [&difference.changed, &difference.moved, &difference.returned] {
            let after: Vec<&Member> = group.iter().map(|change| &change.after).collect();
            store::member::put(&tx, &after, now, written).await?;
        }
        let left: Vec<MemberId> = difference.left.iter().map(|member| member.id).collect();
        store::member::mark_left(&tx, &left, now, written).await?;
        note(platform, &tx, importer, "import members", &told(&difference)).await?;
    }
    keep(platform, &tx, importer, ("members", file, complete), counts(&difference)).await?;
    tx.commit().await?;
    Ok(difference)
}

/// All branches, to name those in a difference.
pub async fn branches(platform: &Platform) -> Result<HashMap<BranchId, Branch>, Refusal> {
    let all = store::branch::all(&platform.db).await?;
    Ok(all.into_iter().map(|branch| (branch.id, branch)).collect())
}

/// The last imports, the last one first, with the name of who did each.
pub async fn history(platform: &Platform) -> Result<Vec<(Run, Option<String>)>, Refusal> {
    Ok(import_run::list(&platform.db, HISTORY).await?)
}

/// Forgets old imports; says how many.
pub(super) async fn forget_old(platform: &Platform) -> Result<u64, Refusal> {
    let tx = platform.db.begin().await?;
    let gone = import_run::forget(&tx, platform.clock.now().plus(-platform.terms.keep.imports)).await?;
    tx.commit().await?;
    Ok(gone)
}

fn agree(importer: Importer, file: &[u8], complete: bool, difference: &impl Serialize) -> Result<(), Code> {
    match importer.seen {
        Some(seen) if seen != ImportDigest::of(file, complete, difference) => Err(Code::ImportChanged),
        _ => Ok(()),
    }
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

fn counts(difference: &MemberDifference) -> Counts {
    Counts {
        added: number(difference.new.len()),
        changed: number(difference.changed.len()),
        moved: number(difference.moved.len()),
        returned: number(difference.returned.len()),
        gone: number(difference.left.len()),
    }
}

fn number(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn told(difference: &MemberDifference) -> String {
    let Counts { added, changed, moved, returned, gone } = counts(difference);
    format!("new {added}, changed {changed}, moved {moved}, returned {returned}, left {gone}")
}

async fn keep(
    platform: &Platform,
    tx: &Tx,
    importer: Importer,
    (what, file, complete): (&str, &[u8], bool),
    counts: Counts,
) -> Result<(), StoreError> {
    let run = Run {
        id: platform.chance.uuid(),
        at: platform.clock.now(),
        what: what.to_owned(),
        by: importer.by.map(Subject::uuid),
        file: file_hash(file),
        complete,
        counts,
    };
    import_run::insert(tx, &run).await
}

async fn note(platform: &Platform, tx: &Tx, importer: Importer, act: &str, detail: &str) -> Result<(), StoreError> {
    store::audit::append(tx, platform.clock.now(), importer.by, act, ("import", None), detail).await
}
