//! What is written after a conversation: the report by the desk, a note of somebody who was there, a reaction of anybody.

use super::{Conversation, State, Status};
use crate::domain::draft::{Flaw, flaw, unfit};
use crate::domain::ids::ContributionId;
use crate::domain::time::Timestamp;

/// What was said at a conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Raised by every change, so that nobody overwrites what they did not read.
    pub version: i32,
    /// The text, at most 20,000 characters.
    pub text: String,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// When it was published.
    pub published_at: Option<Timestamp>,
}

/// What a member writes beside a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// By somebody who had a seat. Shown at once.
    Note,
    /// By any member, where that was switched on. Shown once the desk has read it.
    Reaction,
}

/// A member's text beside a report; whose it is, is shown to nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Identifier.
    pub id: ContributionId,
    /// What it is.
    pub beside: Beside,
    /// At most 1000 characters.
    pub text: String,
    /// Whether everybody can read it; none while it waits for the desk.
    pub shown: Option<bool>,
}

const DAY: i64 = 86_400;
const REPORT: usize = 20_000;
const CONTRIBUTION: usize = 1_000;

impl Beside {
    /// Name in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Reaction => "reaction",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Note, Self::Reaction].into_iter().find(|kind| kind.name() == name)
    }

    /// Whether it can be written at `now` by somebody with this seat: a note for 14 days after publication by who had a
    /// seat, a reaction for 30 days by any member where that was switched on.
    #[must_use]
    pub fn is_open(self, known: &Conversation, published: Timestamp, seat: Option<Status>, now: Timestamp) -> bool {
        let (may, days) = match self {
            Self::Note => (seat == Some(Status::Seated), 14),
            Self::Reaction => (known.draft.reactions_open, 30),
        };
        may && known.state == State::Reported && now < published.plus(days * DAY)
    }

    /// Whether a new text is shown, when the one before it stood so. What the desk hid stays hidden.
    #[must_use]
    pub const fn shown_at_first(self, before: Option<bool>) -> Option<bool> {
        match (self, before) {
            (Self::Note, Some(false)) => Some(false),
            (Self::Note, _) => Some(true),
            (Self::Reaction, _) => None,
        }
    }
}

/// The text of a report, tidy; or what makes it impossible to keep.
pub fn checked_report(text: &str) -> Result<String, Flaw> {
    let mut flaws = Vec::new();
    let text = text.trim();
    unfit(&mut flaws, "text", Some(text), REPORT);
    if text.is_empty() {
        flaw(&mut flaws, "text", "Schrijf op wat er is gezegd.");
    }
    flaws.into_iter().next().map_or_else(|| Ok(text.to_owned()), Err)
}

/// The text of a note or reaction, tidy, none when it is empty; or what makes it impossible to keep.
pub fn checked_contribution(text: &str) -> Result<Option<String>, Flaw> {
    let mut flaws = Vec::new();
    let text = text.trim();
    unfit(&mut flaws, "text", Some(text), CONTRIBUTION);
    flaws.into_iter().next().map_or_else(|| Ok((!text.is_empty()).then(|| text.to_owned())), Err)
}
