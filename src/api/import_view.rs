//! What a file would change, as the desk sees it: numbers of everybody, and the first of each by name.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::branch::Branch;
use crate::domain::ids::BranchId;
use crate::domain::import::{BadRow, BranchDifference, Change, ImportDigest, MemberDifference, MemberRow};
use crate::domain::member::Member;

/// Rows of each group that are shown; the numbers count all.
const SHOWN: usize = 100;
/// Bad rows that are shown.
const BAD_SHOWN: usize = 500;

/// A row that cannot be imported.
#[derive(Serialize, ToSchema)]
pub struct BadLine {
    /// Line in the file, the header being 1.
    line: u64,
    /// Name of what is wrong.
    reason: &'static str,
    /// What it is about: columns, values, an earlier line.
    about: Vec<String>,
}

/// Rows that cannot be imported.
#[derive(Serialize, ToSchema)]
pub struct BadLines {
    /// How many faults there are.
    total: usize,
    /// The first of them.
    shown: Vec<BadLine>,
}

impl BadLines {
    fn of(rows: &[BadRow]) -> Self {
        let line = |row: &BadRow| BadLine { line: row.line, reason: row.reason.name(), about: row.reason.about() };
        Self { total: rows.len(), shown: rows.iter().take(BAD_SHOWN).map(line).collect() }
    }
}

/// Names of branches.
pub(super) struct Names(HashMap<BranchId, Branch>);

impl Names {
    pub(super) const fn new(branches: HashMap<BranchId, Branch>) -> Self {
        Self(branches)
    }

    fn of(&self, id: BranchId) -> String {
        self.0.get(&id).map(|branch| branch.name.clone()).unwrap_or_default()
    }
}

/// Somebody in a difference.
#[derive(Serialize, ToSchema)]
pub struct ListedMember {
    number: String,
    name: String,
    /// Branch as the file has it, or as it is of who leaves.
    branch: String,
    /// Branch before, of who moves.
    from: Option<String>,
    /// Columns that change: `naam`, `email`, `geboortejaar`, `geslacht`.
    changes: Vec<&'static str>,
}

/// One group of a difference.
#[derive(Serialize, ToSchema)]
pub struct MemberGroup {
    /// All of them.
    total: usize,
    /// The first of them.
    shown: Vec<ListedMember>,
}

impl MemberGroup {
    fn of<T>(all: &[T], list: impl Fn(&T) -> ListedMember) -> Self {
        Self { total: all.len(), shown: all.iter().take(SHOWN).map(list).collect() }
    }
}

/// What a file of members would change, or changed.
#[derive(Serialize, ToSchema)]
pub struct MemberDifferenceBody {
    new: MemberGroup,
    changed: MemberGroup,
    moved: MemberGroup,
    returned: MemberGroup,
    left: MemberGroup,
    unchanged: usize,
    /// Members without an address.
    without_email: usize,
    /// Members who share an address.
    sharing: usize,
    /// Addresses that are shared.
    shared_addresses: usize,
}

/// A file of members, looked at or imported.
#[derive(Serialize, ToSchema)]
pub struct MemberPreview {
    /// To be sent along when this is to be imported; null while there are bad rows.
    digest: Option<String>,
    difference: Option<MemberDifferenceBody>,
    bad: Option<BadLines>,
}

fn listed(member: &Member, names: &Names) -> ListedMember {
    ListedMember {
        number: member.number.clone(),
        name: member.name.clone(),
        branch: names.of(member.branch),
        from: None,
        changes: Vec::new(),
    }
}

fn changes(Change { before, after }: &Change<Member>) -> Vec<&'static str> {
    let columns = [
        ("naam", before.name != after.name),
        ("email", before.email != after.email),
        ("geboortejaar", before.birth_year != after.birth_year),
        ("geslacht", before.gender != after.gender),
    ];
    columns.into_iter().filter(|(_, differs)| *differs).map(|(column, _)| column).collect()
}

impl MemberPreview {
    pub(super) fn bad(rows: &[BadRow]) -> Self {
        Self { digest: None, difference: None, bad: Some(BadLines::of(rows)) }
    }

    pub(super) fn new(difference: &MemberDifference, digest: ImportDigest, names: &Names) -> Self {
        let changed = |change: &Change<Member>| {
            let moves = change.before.branch != change.after.branch;
            ListedMember {
                from: moves.then(|| names.of(change.before.branch)),
                changes: changes(change),
                ..listed(&change.after, names)
            }
        };
        let new = |row: &MemberRow| ListedMember {
            number: row.number.clone(),
            name: row.name.clone(),
            branch: names.of(row.branch),
            from: None,
            changes: Vec::new(),
        };
        let body = MemberDifferenceBody {
            new: MemberGroup::of(&difference.new, new),
            changed: MemberGroup::of(&difference.changed, changed),
            moved: MemberGroup::of(&difference.moved, changed),
            returned: MemberGroup::of(&difference.returned, changed),
            left: MemberGroup::of(&difference.left, |member| listed(member, names)),
            unchanged: difference.unchanged,
            without_email: difference.warnings.without_email,
            sharing: difference.warnings.sharing,
            shared_addresses: difference.warnings.shared_addresses,
        };
        Self { digest: Some(digest.to_string()), difference: Some(body), bad: None }
    }
}

/// A branch in a difference.
#[derive(Serialize, ToSchema)]
pub struct ListedBranch {
    code: String,
    name: String,
    region: String,
}

/// A file of branches, looked at or imported.
#[derive(Serialize, ToSchema)]
pub struct BranchPreview {
    /// To be sent along when this is to be imported; null while there are bad rows.
    digest: Option<String>,
    new: Vec<ListedBranch>,
    changed: Vec<ListedBranch>,
    unchanged: usize,
    bad: Option<BadLines>,
}

impl BranchPreview {
    pub(super) fn bad(rows: &[BadRow]) -> Self {
        Self { digest: None, new: Vec::new(), changed: Vec::new(), unchanged: 0, bad: Some(BadLines::of(rows)) }
    }

    pub(super) fn new(difference: &BranchDifference, digest: ImportDigest) -> Self {
        let listed = |code: &str, name: &str, region: &str| ListedBranch {
            code: code.to_owned(),
            name: name.to_owned(),
            region: region.to_owned(),
        };
        let changed = difference.changed.iter().map(|change| &change.after);
        Self {
            digest: Some(digest.to_string()),
            new: difference.new.iter().map(|row| listed(&row.code, &row.name, &row.region)).collect(),
            changed: changed.map(|branch| listed(&branch.code, &branch.name, &branch.region)).collect(),
            unchanged: difference.unchanged,
            bad: None,
        }
    }
}
