//! Who is signed in, and how far. No cookie, no token, no database.

use super::api_client::Scope;
use super::ids::{AccountId, ClientId, MemberId, RoundId, SessionId};
use super::link::LinkHash;
use super::role::{Grant, Role};

/// How far somebody has signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The mail was read; the second factor is still needed.
    First,
    /// Signed in.
    Full,
}

impl Stage {
    /// Name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Full => "full",
        }
    }

    /// The stage with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::First, Self::Full].into_iter().find(|stage| stage.name() == name)
    }
}

/// What a browser shows to be recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// A session that is written down and can be revoked.
    Session(SessionId),
    /// A mailed round link. Nothing is written when it is opened, so that the database keeps neither time nor order.
    RoundLink(LinkHash),
    /// What a program of others got in exchange for its secret.
    Client(ClientId),
}

/// Who shows a valid pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Identity {
    /// A member with a full session.
    Member(MemberId),
    /// A member who came by a round link: that round only, no profile.
    RoundLink {
        /// Who.
        member: MemberId,
        /// The only round that this opens.
        round: RoundId,
        /// The member's counting area in it; none if not on the roll.
        area: Option<i32>,
    },
    /// An account, signed in completely.
    Account {
        /// Who.
        account: AccountId,
        /// What the account may do.
        grants: Vec<Grant>,
    },
    /// An account that still has to give its second factor.
    FirstFactor {
        /// The session that waits.
        session: SessionId,
        /// Who.
        account: AccountId,
    },
    /// A program of others.
    Client {
        /// Which.
        client: ClientId,
        /// What it may do.
        scopes: Vec<Scope>,
    },
}

/// Whether any of these roles needs a second factor.
#[must_use]
pub fn need_second_factor(grants: &[Grant]) -> bool {
    grants.iter().any(|grant| grant.role.needs_second_factor())
}

/// The codes of the branches for which one of `roles` was given; none if not a single one was.
#[must_use]
pub fn branches_of(grants: &[Grant], roles: &[Role]) -> Option<Vec<String>> {
    let held = grants.iter().filter(|grant| roles.contains(&grant.role));
    let mut codes: Vec<String> = held.filter_map(|grant| grant.branch.clone()).collect();
    codes.sort();
    codes.dedup();
    (!codes.is_empty()).then_some(codes)
}
