//! What a file without bad rows would change.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::branches::{BranchFile, BranchRow};
use super::members::MemberRow;
use crate::domain::branch::Branch;
use crate::domain::member::{EmailAddress, Member};

/// Something that is known, and what a file makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change<T> {
    /// As it is now.
    pub before: T,
    /// As the file has it.
    pub after: T,
}

/// What a branches file would change. A branch that is not in the file stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BranchDifference {
    /// Not known yet.
    pub new: Vec<BranchRow>,
    /// Known, with other values.
    pub changed: Vec<Change<Branch>>,
    /// Known and the same.
    pub unchanged: usize,
}

/// Compares a branches file with the branches that are known.
#[must_use]
pub fn branch_difference(known: &[Branch], file: &BranchFile) -> BranchDifference {
    let by_code: HashMap<&str, &Branch> = known.iter().map(|branch| (branch.code.as_str(), branch)).collect();
    let mut difference = BranchDifference::default();
    for row in &file.rows {
        let Some(old) = by_code.get(row.code.as_str()) else {
            difference.new.push(row.clone());
            continue;
        };
        let cluster = if file.has_clusters { row.cluster.clone() } else { old.cluster.clone() };
        let BranchRow { code, name, region, .. } = row.clone();
        let new = Branch { id: old.id, code, name, region, cluster };
        if **old == new {
            difference.unchanged += 1;
        } else {
            difference.changed.push(Change { before: (*old).clone(), after: new });
        }
    }
    difference
}

/// A member as known before an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownMember {
    /// The member.
    pub member: Member,
    /// Whether the member has left the party.
    pub has_left: bool,
}

/// What members files have that is allowed and worth knowing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Warnings {
    /// Members without an address: they get no letters.
    pub without_email: usize,
    /// Members who share an address with somebody.
    pub sharing: usize,
    /// Addresses that two or more members share.
    pub shared_addresses: usize,
}

/// What a members file would change. Every row of the file is counted once; members are in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MemberDifference {
    /// Not known yet.
    pub new: Vec<MemberRow>,
    /// Known, in the same branch, with other values.
    pub changed: Vec<Change<Member>>,
    /// Known, and now in another branch.
    pub moved: Vec<Change<Member>>,
    /// Had left, and came back.
    pub returned: Vec<Change<Member>>,
    /// Known and not in a file that is complete, by number.
    pub left: Vec<Member>,
    /// Known and the same.
    pub unchanged: usize,
    /// Allowed, but worth knowing.
    pub warnings: Warnings,
}

impl MemberDifference {
    /// Number of rows that would be written.
    #[must_use]
    pub const fn writes(&self) -> usize {
        self.new.len() + self.changed.len() + self.moved.len() + self.returned.len() + self.left.len()
    }
}

/// Compares a members file with the members that are known. Only a `complete` file says who left.
#[must_use]
pub fn member_difference(known: &[KnownMember], rows: Vec<MemberRow>, complete: bool) -> MemberDifference {
    let mut by_number: HashMap<&str, &KnownMember> =
        known.iter().map(|known| (known.member.number.as_str(), known)).collect();
    let mut difference = MemberDifference { warnings: warnings(&rows), ..MemberDifference::default() };
    for row in rows {
        let Some(old) = by_number.remove(row.number.as_str()) else {
            difference.new.push(row);
            continue;
        };
        let MemberRow { number, name, email, branch, birth_year, gender } = row;
        let after = Member { id: old.member.id, number, name, email, branch, birth_year, gender };
        let change = Change { before: old.member.clone(), after };
        if old.has_left {
            difference.returned.push(change);
        } else if change.before.branch != change.after.branch {
            difference.moved.push(change);
        } else if change.before != change.after {
            difference.changed.push(change);
        } else {
            difference.unchanged += 1;
        }
    }
    if complete {
        let gone = by_number.into_values().filter(|known| !known.has_left);
        difference.left = gone.map(|known| known.member.clone()).collect();
        difference.left.sort_by(|a, b| a.number.cmp(&b.number));
    }
    difference
}

fn warnings(rows: &[MemberRow]) -> Warnings {
    let addresses: Vec<&EmailAddress> = rows.iter().filter_map(|row| row.email.as_ref()).collect();
    let mut once = HashSet::new();
    let mut shared = HashSet::new();
    for address in &addresses {
        if !once.insert(*address) {
            shared.insert(*address);
        }
    }
    Warnings {
        without_email: rows.len() - addresses.len(),
        sharing: addresses.iter().filter(|address| shared.contains(*address)).count(),
        shared_addresses: shared.len(),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::domain::ids::{BranchId, MemberId};

    const NORTH: BranchId = BranchId(Uuid::from_u128(1));
    const SOUTH: BranchId = BranchId(Uuid::from_u128(2));

    fn row(number: &str, email: &str, branch: BranchId) -> MemberRow {
        MemberRow {
            number: number.to_owned(),
            name: format!("Lid {number}"),
            email: EmailAddress::parse(email),
            branch,
            birth_year: Some(1980),
            gender: None,
        }
    }

    fn known(id: u128, row: MemberRow, has_left: bool) -> KnownMember {
        let MemberRow { number, name, email, branch, birth_year, gender } = row;
        let member = Member { id: MemberId(Uuid::from_u128(id)), number, name, email, branch, birth_year, gender };
        KnownMember { member, has_left }
    }

    #[test]
    fn every_row_is_new_changed_moved_returned_or_unchanged() {
        let before = [
            known(1, row("1", "a@b.nl", NORTH), false),
            known(2, row("2", "a@b.nl", NORTH), false),
            known(3, row("3", "c@b.nl", NORTH), false),
            known(4, row("4", "d@b.nl", NORTH), true),
            known(5, row("5", "e@b.nl", NORTH), false),
        ];
        let file = vec![
            row("1", "a@b.nl", NORTH),
            row("2", "new@b.nl", NORTH),
            row("3", "c@b.nl", SOUTH),
            row("4", "d@b.nl", NORTH),
            row("6", "f@b.nl", NORTH),
        ];
        let difference = member_difference(&before, file.clone(), false);
        let counts =
            |d: &MemberDifference| [d.new.len(), d.changed.len(), d.moved.len(), d.returned.len(), d.unchanged];
        assert_eq!(counts(&difference), [1, 1, 1, 1, 1]);
        assert_eq!(difference.left, []);
        let complete = member_difference(&before, file, true);
        assert_eq!(counts(&complete), [1, 1, 1, 1, 1]);
        assert_eq!(complete.left.iter().map(|member| member.id).collect::<Vec<_>>(), [MemberId(Uuid::from_u128(5))]);
        assert_eq!((complete.moved[0].before.branch, complete.moved[0].after.branch), (NORTH, SOUTH));
        assert_eq!(complete.writes(), 5);
    }

    #[test]
    fn who_had_left_already_does_not_leave_again() {
        let before = [known(1, row("1", "", NORTH), true)];
        assert_eq!(member_difference(&before, Vec::new(), true).left, []);
    }

    #[test]
    fn couples_and_members_without_an_address_are_counted() {
        let file =
            vec![row("1", "a@b.nl", NORTH), row("2", "A@b.nl", NORTH), row("3", "", NORTH), row("4", "d@b.nl", NORTH)];
        let warnings = member_difference(&[], file, false).warnings;
        assert_eq!(warnings, Warnings { without_email: 1, sharing: 2, shared_addresses: 1 });
    }

    #[test]
    fn a_file_without_clusters_leaves_them_alone() {
        let branch = Branch {
            id: NORTH,
            code: "A".to_owned(),
            name: "Aa".to_owned(),
            region: "Noord".to_owned(),
            cluster: Some("Kop".to_owned()),
        };
        let row = BranchRow { code: "A".to_owned(), name: "Aa".to_owned(), region: "Noord".to_owned(), cluster: None };
        let without = BranchFile { rows: vec![row.clone()], has_clusters: false };
        assert_eq!(branch_difference(std::slice::from_ref(&branch), &without).unchanged, 1);
        let with = BranchFile { rows: vec![row], has_clusters: true };
        assert_eq!(branch_difference(&[branch], &with).changed[0].after.cluster, None);
    }
}
