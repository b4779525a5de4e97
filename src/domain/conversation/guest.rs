//! Somebody who was invited: what they need, the code they show at the door, and which letters they still want.

use super::{Conversation, Seat, State, Status};
use crate::domain::draft::{Flaw, tidy, unfit};
use crate::domain::ids::MemberId;
use crate::domain::letter::LetterKind;
use crate::domain::member::EmailAddress;
use crate::domain::ticket::crockford;

/// What somebody needs to be able to come. Asked once, with the answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// Getting in, hearing, reading.
    pub access: bool,
    /// Somebody who minds the children.
    pub childcare: bool,
    /// Help with getting there.
    pub travel: bool,
    /// In their own words, at most 300 characters.
    pub note: Option<String>,
}

impl Needs {
    /// The same, tidy; or what makes them impossible to keep.
    pub fn checked(mut self) -> Result<Self, Flaw> {
        tidy(&mut self.note);
        let mut flaws = Vec::new();
        unfit(&mut flaws, "needs.note", self.note.as_deref(), 300);
        flaws.into_iter().next().map_or(Ok(self), Err)
    }
}

/// What somebody with a seat shows at the door: 16 characters of Crockford's base32, 80 random bits. It opens nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckInCode(String);

impl CheckInCode {
    /// The code of ten fresh random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 10]) -> Self {
        Self(crockford(&bytes).map(char::from).collect())
    }

    /// Reads what was scanned or typed: small letters, spaces and dashes do not matter, and O, I and L are digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let meant = |c: char| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let code: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(meant).collect();
        (code.len() == 16 && code.chars().all(|c| c.is_ascii_alphanumeric())).then_some(Self(code))
    }

    /// The characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What decides, when its turn comes, whether somebody who was invited still gets a letter, and what it says.
#[derive(Clone, Debug)]
pub struct Guest {
    /// The member.
    pub member: MemberId,
    /// Full name.
    pub name: String,
    /// Where letters go, if anywhere.
    pub email: Option<EmailAddress>,
    /// Has left the party.
    pub has_left: bool,
    /// Mail to the address came back for good.
    pub stopped: bool,
    /// Switched letters about conversations off, or wants no letters now.
    pub switched_off: bool,
    /// Their seat.
    pub seat: Seat,
    /// How many wait, up to and including them; none when they do not wait.
    pub position: Option<i64>,
}

impl Guest {
    /// Whether a letter of this kind is still true. `number` tells which one of its kind: the turn of the seat for letters
    /// about one's own seat, the sequence of the calendar file for a change or a cancellation, the hour for a reminder.
    ///
    /// Only invitations and reports can be switched off: who has a seat must hear that it moved.
    #[must_use]
    pub fn wants(&self, kind: LetterKind, conversation: &Conversation, number: i64) -> bool {
        let Seat { status, turn, .. } = self.seat;
        let own = |wanted: Status| status == wanted && i64::from(turn) == number && conversation.state.is_ahead();
        let comes = matches!(status, Status::Seated | Status::Offered | Status::Waiting | Status::Yes);
        let current = i64::from(conversation.sequence) == number;
        let wanted = match kind {
            LetterKind::ConversationInvitation => {
                status == Status::Invited && conversation.state == State::Inviting && !self.switched_off
            }
            LetterKind::ConversationSeat => own(Status::Seated),
            LetterKind::ConversationWaiting | LetterKind::ConversationNotDrawn => own(Status::Waiting),
            LetterKind::ConversationPlaceFree => own(Status::Offered),
            LetterKind::ConversationChanged => comes && current && conversation.state.is_ahead(),
            LetterKind::ConversationCancelled => comes && current && conversation.state == State::Cancelled,
            LetterKind::ConversationReminder => {
                let hour = conversation.draft.starts_at.is_some_and(|starts| starts.0 == number);
                status == Status::Seated && hour && conversation.state.is_ahead()
            }
            LetterKind::ConversationReport => {
                status == Status::Seated && conversation.state == State::Reported && !self.switched_off
            }
            _ => false,
        };
        wanted && !self.has_left && !self.stopped
    }
}
