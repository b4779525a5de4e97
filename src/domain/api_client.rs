//! Programs of others that may ask the API: what each may do, and until when. Pure: no token, no database.

use super::ids::{AccountId, ClientId};
use super::time::{Day, Timestamp};

/// What a client may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Bring in the party's members and branches.
    Import,
    /// Fetch everything that is published at once.
    OpenData,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 2] = [Self::Import, Self::OpenData];

    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::OpenData => "open_data",
        }
    }

    /// The scope with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

/// A client as it is kept, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiClient {
    /// Identifier; it shows it together with its secret.
    pub id: ClientId,
    /// What people call it.
    pub name: String,
    /// What it may do; never empty.
    pub scopes: Vec<Scope>,
    /// Who made it.
    pub created_by: AccountId,
    /// Not let in from this moment on.
    pub expires_at: Timestamp,
    /// Whether it was revoked.
    pub revoked: bool,
}

impl ApiClient {
    /// Whether it is let in at `now`.
    #[must_use]
    pub fn is_welcome(&self, now: Timestamp) -> bool {
        !self.revoked && now < self.expires_at
    }
}

/// Whether a client made today may be let in up to and with this day: not before today, and at most a year.
#[must_use]
pub fn is_possible_last_day(last: Day, today: Day) -> bool {
    today <= last && last <= today.years_later(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_is_let_in_for_at_most_a_year() {
        let day = |text: &str| Day::parse(text).unwrap_or(Timestamp(0).day());
        let today = day("2026-11-24");
        for (last, possible) in
            [("2026-11-23", false), ("2026-11-24", true), ("2027-11-24", true), ("2027-11-25", false)]
        {
            assert_eq!(is_possible_last_day(day(last), today), possible, "{last}");
        }
    }
}
