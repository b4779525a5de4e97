//! Typed identifiers, so that a member is never taken for a round.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

id! {
    /// A round of four statements.
    RoundId;
    /// A conversation that members are invited to.
    ConversationId;
    /// Somebody's seat at a conversation, or their way to one.
    SeatId;
    /// What a member wrote beside the report of a conversation.
    ContributionId;
    /// A member of the party.
    MemberId;
    /// Somebody who works with the platform: staff, admin, board or viewer.
    AccountId;
    /// A program of others that may ask the API.
    ClientId;
    /// A local branch (afdeling).
    BranchId;
    /// What a moderator wrote down.
    NoteId;
    /// A draw for a conversation.
    DrawId;
    /// A letter in the outbox.
    LetterId;
    /// A signed-in session.
    SessionId;
    /// One request for a login letter.
    LoginId;
}

/// Who a session or a letter is about, or who did something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A member of the party.
    Member(MemberId),
    /// Somebody who works with the platform.
    Account(AccountId),
    /// A program of others; it has no session and gets no letters.
    Client(ClientId),
}

impl Subject {
    /// `member`, `account` or `client`.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Member(_) => "member",
            Self::Account(_) => "account",
            Self::Client(_) => "client",
        }
    }

    /// The bare identifier.
    #[must_use]
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Member(id) => id.0,
            Self::Account(id) => id.0,
            Self::Client(id) => id.0,
        }
    }

    /// The reverse of [`kind`](Self::kind) and [`uuid`](Self::uuid); none for an unknown kind.
    #[must_use]
    pub fn from_parts(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "member" => Some(Self::Member(MemberId(id))),
            "account" => Some(Self::Account(AccountId(id))),
            "client" => Some(Self::Client(ClientId(id))),
            _ => None,
        }
    }
}
