//! Letters: their kinds, and what each says. No template, no transport, no token that is kept.

mod feedback;

pub use feedback::{FeedbackLetter, PreviousRound};

use super::list::Seal;
use super::round::Purpose;
use super::time::Timestamp;

/// What a letter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LetterKind {
    /// Link and code to sign in.
    Login,
    /// A round is open.
    Invitation,
    /// A round closes soon and the receiver has not taken part.
    Reminder,
    /// The result stands.
    Result,
    /// A round was taken back.
    Withdrawn,
    /// Something was said about what is done with the outcome of a statement.
    Feedback,
}

impl LetterKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Login, Self::Invitation, Self::Reminder, Self::Result, Self::Withdrawn, Self::Feedback];

    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Login => "login",
            Self::Invitation => "invitation",
            Self::Reminder => "reminder",
            Self::Result => "result",
            Self::Withdrawn => "withdrawn",
            Self::Feedback => "feedback",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The stream that a member can switch off; none for letters that everybody gets.
    #[must_use]
    pub const fn stream(self) -> Option<Stream> {
        match self {
            Self::Invitation | Self::Reminder => Some(Stream::Rounds),
            Self::Result => Some(Stream::Results),
            Self::Feedback => Some(Stream::Feedback),
            Self::Login | Self::Withdrawn => None,
        }
    }

    /// Whether what became of such a letter tells that its receiver took part: then nobody is shown a list of them.
    #[must_use]
    pub const fn tells_of_taking_part(self) -> bool {
        matches!(self, Self::Reminder | Self::Feedback)
    }
}

/// A stream of letters that a member can switch off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stream {
    /// Invitations and reminders.
    Rounds,
    /// Results.
    Results,
    /// What was done with results.
    Feedback,
    /// Invitations to talk.
    Conversations,
}

impl Stream {
    const ALL: [Self; 4] = [Self::Rounds, Self::Results, Self::Feedback, Self::Conversations];

    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rounds => "rounds",
            Self::Results => "results",
            Self::Feedback => "feedback",
            Self::Conversations => "conversations",
        }
    }

    /// The stream with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stream| stream.name() == name)
    }
}

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
