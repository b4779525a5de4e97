//! What somebody may do, and until when.

use super::time::Day;

/// A role of an account. A member needs none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Sees what members of the branch see.
    Viewer,
    /// Acts for a branch.
    Board,
    /// Composes rounds.
    Staff,
    /// Staff that may also withdraw a round.
    Admin,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Board, Self::Staff, Self::Admin];

    /// The role's name in the API, on the command line and in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Board => "board",
            Self::Staff => "staff",
            Self::Admin => "admin",
        }
    }

    /// The role with this name, if there is one.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    /// Whether the role belongs to a branch.
    #[must_use]
    pub const fn is_local(self) -> bool {
        matches!(self, Self::Viewer | Self::Board)
    }

    /// Whether the role needs a second factor: everybody who can change something.
    #[must_use]
    pub const fn needs_second_factor(self) -> bool {
        !matches!(self, Self::Viewer)
    }
}

/// A role as given to an account: local roles for one branch, the others for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// What may be done.
    pub role: Role,
    /// Code of the branch; none for staff and admin.
    pub branch: Option<String>,
}

/// A role as an account holds it: for good, or up to and with a day on the calendar in the Netherlands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub grant: Grant,
    /// The last day on which it counts.
    pub last_day: Option<Day>,
}

impl Held {
    /// Whether the role counts on this day.
    #[must_use]
    pub fn counts_on(&self, today: Day) -> bool {
        self.last_day.is_none_or(|last| today <= last)
    }
}

impl std::fmt::Display for Held {
    /// As the audit trail says it: `board A until 2026-12-31`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.grant.role.name())?;
        if let Some(code) = &self.grant.branch {
            write!(f, " {code}")?;
        }
        match self.last_day {
            Some(day) => write!(f, " until {day}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_counts_up_to_and_with_its_last_day() {
        let held = |last_day| Held { grant: Grant { role: Role::Board, branch: Some("A".to_owned()) }, last_day };
        let day = |text: &str| Day::parse(text).unwrap_or(crate::domain::time::Timestamp(0).day());
        let until = held(Some(day("2026-12-31")));
        assert!(until.counts_on(day("2026-12-31")));
        assert!(!until.counts_on(day("2027-01-01")));
        assert!(held(None).counts_on(day("2099-01-01")));
        assert_eq!(until.to_string(), "board A until 2026-12-31");
    }
}
