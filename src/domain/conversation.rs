//! Conversations (ledengesprekken): members are invited to talk further after a round, at a place, online or both.

mod audience;
mod draft;
mod guest;
mod report;
mod seat;

pub use audience::{Audience, Candidate, Kind, Portion, Reckoning, SMALLEST_SIDE, Side, reckon};
pub use draft::{ConversationDraft, Moderator, Plan, checked_reason};
pub use guest::{CheckInCode, Guest, Needs};
pub use report::{Beside, Contribution, Report, checked_contribution, checked_report};
pub use seat::{Late, Room, Rules, Seat, Status};

use serde::{Deserialize, Serialize};

use super::ids::{AccountId, ConversationId};
use super::time::Timestamp;

/// Where a conversation stands. Drawn in docs/conversation-states.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Being written.
    Draft,
    /// Letters leave, answers are open.
    Inviting,
    /// Answers are closed and the draw is not done.
    Drawing,
    /// Who comes is known; places that fall free go to the next in line.
    Settled,
    /// It is over.
    Held,
    /// What was said is written down.
    Reported,
    /// It does not take place.
    Cancelled,
}

impl State {
    /// All states.
    pub const ALL: [Self; 7] =
        [Self::Draft, Self::Inviting, Self::Drawing, Self::Settled, Self::Held, Self::Reported, Self::Cancelled];

    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Inviting => "inviting",
            Self::Drawing => "drawing",
            Self::Settled => "settled",
            Self::Held => "held",
            Self::Reported => "reported",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether it is still to come: it can be cancelled, and who has a seat can give it up.
    #[must_use]
    pub const fn is_ahead(self) -> bool {
        matches!(self, Self::Inviting | Self::Drawing | Self::Settled)
    }

    /// Whether a place that falls free is offered to the next in line.
    #[must_use]
    pub const fn promotes(self) -> bool {
        matches!(self, Self::Inviting | Self::Settled)
    }
}

/// Who gets a seat when more people want one than there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Allotment {
    /// Who says yes first.
    #[default]
    Arrival,
    /// Whom the draw picks from those who said yes in time.
    Draw,
}

impl Allotment {
    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Arrival => "arrival",
            Self::Draw => "draw",
        }
    }

    /// The allotment with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Arrival, Self::Draw].into_iter().find(|allotment| allotment.name() == name)
    }
}

/// A conversation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// Identifier.
    pub id: ConversationId,
    /// Where it stands.
    pub state: State,
    /// Raised by every change, so that nobody overwrites what they did not read.
    pub version: i32,
    /// What was written of it.
    pub draft: ConversationDraft,
    /// Who began it.
    pub author: AccountId,
    /// Who changed it last.
    pub edited_by: AccountId,
    /// Of its calendar file (RFC 5545, 3.8.7.4): raised whenever what stands in there changes.
    pub sequence: i32,
    /// When the invitations were queued.
    pub invited_at: Option<Timestamp>,
    /// The reminder for the present day and hour was queued.
    pub reminder_queued: bool,
    /// Why it does not take place.
    pub cancel_reason: Option<String>,
}

impl Conversation {
    /// The state that the clock brings it to at `now`; none while it stays where it is.
    #[must_use]
    pub fn due(&self, now: Timestamp) -> Option<State> {
        let plan = self.draft.plan()?;
        match self.state {
            State::Inviting if plan.reply_by <= now => Some(match self.draft.allotment {
                Allotment::Arrival => State::Settled,
                Allotment::Draw => State::Drawing,
            }),
            State::Settled if plan.ends_at <= now => Some(State::Held),
            _ => None,
        }
    }

    /// Whether the reminder of the day before is to be queued at `now`.
    #[must_use]
    pub fn reminds(&self, now: Timestamp) -> bool {
        const DAY: i64 = 86_400;
        let near = |plan: Plan| plan.starts_at.plus(-DAY) <= now && now < plan.starts_at;
        !self.reminder_queued && self.state.promotes() && self.draft.plan().is_some_and(near)
    }

    /// What decides about its seats; none while it is not planned.
    #[must_use]
    pub fn rules(&self) -> Option<Rules> {
        let Plan { starts_at, reply_by, .. } = self.draft.plan()?;
        Some(Rules { state: self.state, allotment: self.draft.allotment, reply_by, starts_at })
    }
}

#[cfg(test)]
mod tests;
