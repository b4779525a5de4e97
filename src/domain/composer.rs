//! Who sits at the desk: staff, who compose rounds for anybody, or the board of branches, who compose for their own.

use super::ids::AccountId;
use super::manifest::ManifestBranch;

/// Somebody who composes rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composer {
    /// Who.
    pub account: AccountId,
    /// Whether this is staff that may also propose to withdraw a round.
    pub admin: bool,
    /// Codes of the branches that a board acts for; none for staff.
    pub branches: Option<Vec<String>>,
}

impl Composer {
    /// Somebody of staff.
    #[must_use]
    pub const fn staff(account: AccountId, admin: bool) -> Self {
        Self { account, admin, branches: None }
    }

    /// Whether this is staff.
    #[must_use]
    pub const fn is_staff(&self) -> bool {
        self.branches.is_none()
    }

    /// Whether a round for these branches (none: the whole country) is on this desk.
    #[must_use]
    pub fn sees(&self, scope: &[ManifestBranch]) -> bool {
        self.branches.as_ref().is_none_or(|own| scope.iter().any(|branch| own.contains(&branch.code)))
    }

    /// Whether this person may change and approve a round for these branches: a board only where all of them are its own.
    #[must_use]
    pub fn acts_on(&self, scope: &[ManifestBranch]) -> bool {
        let all_own = |own: &Vec<String>| scope.iter().all(|branch| own.contains(&branch.code));
        self.branches.as_ref().is_none_or(|own| !scope.is_empty() && all_own(own))
    }
}

/// An account of staff, as a guard let it in.
impl From<AccountId> for Composer {
    fn from(account: AccountId) -> Self {
        Self::staff(account, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(codes: &[&str]) -> Vec<ManifestBranch> {
        codes.iter().map(|code| ManifestBranch { code: (*code).to_owned(), name: String::new() }).collect()
    }

    #[test]
    fn a_board_has_only_rounds_of_its_own_branches_and_changes_none_that_others_are_in() {
        let account = AccountId(uuid::Uuid::nil());
        let board = Composer { account, admin: false, branches: Some(vec!["A".to_owned(), "B".to_owned()]) };
        for (codes, sees, acts) in [
            (&[] as &[&str], false, false),
            (&["A"], true, true),
            (&["A", "B"], true, true),
            (&["A", "C"], true, false),
            (&["C"], false, false),
        ] {
            assert_eq!((board.sees(&scope(codes)), board.acts_on(&scope(codes))), (sees, acts), "{codes:?}");
            let staff = Composer::from(account);
            assert!(staff.sees(&scope(codes)) && staff.acts_on(&scope(codes)));
        }
    }
}
