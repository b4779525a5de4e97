//! Letters: what each says, and where one stands. No template, no transport, no token that is kept.

mod conversation;
mod feedback;
mod kind;

pub use conversation::{ConversationLetter, Notice};
pub use feedback::{FeedbackLetter, PreviousRound};
pub use kind::{LetterKind, Stream};

use super::list::Seal;
use super::round::Purpose;
use super::time::Timestamp;

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterStatus {
    /// Waiting for its turn.
    Queued,
    /// Being handed to the mail server; committed before the socket is touched.
    Sending,
    /// The mail server took it.
    Sent,
    /// The mail server refused it for good, or too often.
    Failed,
    /// Nobody knows whether it left: the process ended in the middle. Never resent by itself.
    Unknown,
    /// Not needed any more when its turn came.
    Skipped,
}

impl LetterStatus {
    /// All statuses.
    pub const ALL: [Self; 6] = [Self::Queued, Self::Sending, Self::Sent, Self::Failed, Self::Unknown, Self::Skipped];

    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Skipped => "skipped",
        }
    }

    /// The status with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }
}

/// One person behind an address, with a link and a code of their own.
#[derive(Clone, Debug)]
pub struct LoginIdentity {
    /// First name, to tell people with one address apart.
    pub first_name: String,
    /// Link that signs in.
    pub link: String,
    /// Six digits that do the same.
    pub code: String,
}

/// What invitation and reminder have in common.
#[derive(Clone, Debug)]
pub struct RoundLetter {
    /// First name of the receiver.
    pub first_name: String,
    /// Name of the receiver's branch.
    pub branch_name: String,
    /// Title of the round.
    pub title: String,
    /// Introduction, if any.
    pub introduction: Option<String>,
    /// What the round is for.
    pub purpose: Purpose,
    /// Last moment to take part.
    pub closes_at: Timestamp,
    /// The four statements.
    pub statements: Vec<String>,
    /// The receiver's own link.
    pub link: String,
    /// Manifest root in 16 groups of 4.
    pub root: String,
    /// What was done with the round before this one; an invitation opens with it.
    pub previous: Option<PreviousRound>,
}

/// A statement's outcome in one line.
#[derive(Clone, Debug)]
pub struct OutcomeLine {
    /// The statement.
    pub text: String,
    /// Percentages (helemaal) mee eens and (helemaal) mee oneens; none when nobody had an opinion.
    pub agree_disagree: Option<(i64, i64)>,
}

/// What a letter says.
#[derive(Clone, Debug)]
pub enum Content {
    /// Sign in.
    Login {
        /// One for each person behind the address.
        identities: Vec<LoginIdentity>,
        /// How long link and code work.
        minutes: i64,
    },
    /// Come and work with the platform.
    StaffInvitation {
        /// Name of who is invited.
        name: String,
        /// Link to accept it.
        link: String,
        /// Until when that works.
        expires_at: Timestamp,
    },
    /// Take part.
    Invitation(RoundLetter),
    /// You can still take part.
    Reminder(RoundLetter),
    /// The result stands.
    Result {
        /// First name of the receiver.
        first_name: String,
        /// Title of the round.
        title: String,
        /// Ballots counted; none where that is not told.
        ballots: Option<i64>,
        /// Members on the roll.
        roll: i64,
        /// One for each statement.
        outcomes: Vec<OutcomeLine>,
        /// What fixes the public list of each statement.
        seals: Vec<Seal>,
        /// Page with the result.
        link: String,
    },
    /// What was done with the outcome of a statement.
    Feedback(FeedbackLetter),
    /// A conversation.
    Conversation(Box<ConversationLetter>),
    /// The round was taken back.
    Withdrawn {
        /// First name of the receiver.
        first_name: String,
        /// Title of the round.
        title: String,
        /// The public reason.
        reason: String,
    },
}

/// A letter ready to be rendered and sent.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Address of the receiver.
    pub to: String,
    /// Stable: the same letter has the same id however often it is tried.
    pub message_id: String,
    /// What it says.
    pub content: Content,
    /// One-click link to switch the stream off, if the letter belongs to one.
    pub unsubscribe: Option<String>,
}
