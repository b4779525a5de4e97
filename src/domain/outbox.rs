//! Letters on their way: who gets one, whether it is still wanted when its turn comes, and what follows a try.

use ring::digest::{Context, SHA256};
use uuid::Uuid;

use super::feedback::Place;
use super::ids::{AccountId, ConversationId, LetterId, LoginId, MemberId, RoundId};
use super::letter::{LetterKind, LetterStatus};
use super::member::EmailAddress;
use super::round::State;

/// Who a letter is for, by internal identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Recipient {
    /// A member of the party.
    Member(MemberId),
    /// Somebody who works with the platform.
    Account(AccountId),
    /// Whoever asked for a login letter.
    Login(LoginId),
}

impl Recipient {
    /// Reads what the outbox keeps; none for an unknown kind.
    #[must_use]
    pub fn from_parts(kind: &str, id: Uuid) -> Option<Self> {
        match kind {
            "member" => Some(Self::Member(MemberId(id))),
            "account" => Some(Self::Account(AccountId(id))),
            "login" => Some(Self::Login(LoginId(id))),
            _ => None,
        }
    }
}

/// What a letter is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Signing in.
    Login,
    /// A round, and the entry of terugkoppeling if it is about one.
    Round(RoundId, Option<Place>),
    /// A conversation, and a number that tells which letter of its kind this is.
    Conversation(ConversationId, i64),
}

impl Topic {
    /// What the occasion of such a letter ends in tells an entry or a number.
    #[must_use]
    pub fn from_parts(round: Option<RoundId>, conversation: Option<ConversationId>, occasion: &str) -> Option<Self> {
        let last = occasion.rsplit(' ').next();
        match (round, conversation) {
            (_, Some(id)) => Some(Self::Conversation(id, last?.parse().ok()?)),
            (Some(id), None) => Some(Self::Round(id, last.and_then(Place::parse))),
            (None, None) => Some(Self::Login),
        }
    }
}

/// A letter that waits for its turn: what it is about, never what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Identifier.
    pub id: LetterId,
    /// What it is for.
    pub kind: LetterKind,
    /// Who it is for.
    pub recipient: Recipient,
    /// What it is about.
    pub topic: Topic,
    /// How often it was tried.
    pub attempts: i32,
}

/// The identifier of a letter to a member on an occasion: always the same, so that its Message-ID is.
#[must_use]
pub fn letter_id(kind: LetterKind, member: MemberId, occasion: &str) -> LetterId {
    let mut context = Context::new(&SHA256);
    for part in [b"preferendum letter v1".as_slice(), kind.name().as_bytes(), member.0.as_bytes(), occasion.as_bytes()]
    {
        context.update(&part.len().to_be_bytes());
        context.update(part);
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(context.finish().as_ref().split_at(16).0);
    LetterId(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

/// What decides, when its turn comes, whether a member still gets a letter about a round.
#[derive(Clone, Debug)]
pub struct Receiver {
    /// The member.
    pub member: MemberId,
    /// Full name.
    pub name: String,
    /// Where letters go, if anywhere.
    pub email: Option<EmailAddress>,
    /// Branch at the time of freezing.
    pub branch_name: String,
    /// Has left the party.
    pub has_left: bool,
    /// Stands on the roll of the round.
    pub on_roll: bool,
    /// A ticket was issued.
    pub took_part: bool,
    /// Said "not this time".
    pub declined: bool,
    /// Switched the letter's stream off.
    pub stream_off: bool,
    /// Wants no letters for a while.
    pub paused: bool,
    /// Mail to the address came back for good.
    pub stopped: bool,
}

impl Receiver {
    /// Whether a letter of this kind about a round in this state is still wanted. Other letters are not about rounds.
    #[must_use]
    pub const fn wants(&self, kind: LetterKind, state: State) -> bool {
        let in_time = match kind {
            LetterKind::Invitation => matches!(state, State::Open),
            LetterKind::Reminder => matches!(state, State::Open) && !self.took_part && !self.declined,
            LetterKind::Result => matches!(state, State::Published),
            LetterKind::Withdrawn => matches!(state, State::Withdrawn),
            LetterKind::Feedback => matches!(state, State::Published) && self.took_part,
            _ => false,
        };
        // That a round was withdrawn may undo what the member did: it is news in a pause as well.
        let in_time = in_time && (!self.paused || matches!(kind, LetterKind::Withdrawn));
        in_time && self.on_roll && !self.has_left && !self.stream_off && !self.stopped
    }
}

/// What became of a try. Classes say what went wrong without an address or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The mail server took it.
    Sent,
    /// It did not leave; later it may.
    Retry(String),
    /// It did not leave and never will.
    Refused(String),
    /// The same, because there is nobody at this address.
    NoMailbox(String),
    /// Nobody knows.
    Unknown(String),
    /// It was not wanted any more.
    Skipped,
}

/// Seconds to wait after try 1, 2, …; after one more than these there is no other.
const WAITS: [i64; 7] = [60, 300, 900, 3_600, 7_200, 14_400, 28_800];

impl Outcome {
    /// Where the letter stands after try number `tries`, counted from 1, and after how many seconds it may be tried again.
    #[must_use]
    pub fn next(&self, tries: i32) -> (LetterStatus, Option<i64>) {
        let wait = usize::try_from(tries - 1).ok().and_then(|past| WAITS.get(past)).copied();
        match (self, wait) {
            (Self::Sent, _) => (LetterStatus::Sent, None),
            (Self::Retry(_), Some(wait)) => (LetterStatus::Queued, Some(wait)),
            (Self::Retry(_), None) | (Self::Refused(_) | Self::NoMailbox(_), _) => (LetterStatus::Failed, None),
            (Self::Unknown(_), _) => (LetterStatus::Unknown, None),
            (Self::Skipped, _) => (LetterStatus::Skipped, None),
        }
    }

    /// The class of what went wrong, if anything did.
    #[must_use]
    pub fn class(&self) -> Option<&str> {
        match self {
            Self::Sent | Self::Skipped => None,
            Self::Retry(class) | Self::Refused(class) | Self::NoMailbox(class) | Self::Unknown(class) => Some(class),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receiver() -> Receiver {
        Receiver {
            member: MemberId(Uuid::nil()),
            name: "Ans Jansen".to_owned(),
            email: EmailAddress::parse("ans@leden.example"),
            branch_name: "Aalten".to_owned(),
            has_left: false,
            on_roll: true,
            took_part: false,
            declined: false,
            stream_off: false,
            paused: false,
            stopped: false,
        }
    }

    #[test]
    fn each_kind_belongs_to_one_state_of_its_round() {
        for state in State::ALL {
            let wants = |kind| receiver().wants(kind, state);
            assert_eq!(wants(LetterKind::Invitation), state == State::Open, "{state:?}");
            assert_eq!(wants(LetterKind::Reminder), state == State::Open, "{state:?}");
            assert_eq!(wants(LetterKind::Result), state == State::Published, "{state:?}");
            assert_eq!(wants(LetterKind::Withdrawn), state == State::Withdrawn, "{state:?}");
        }
    }

    #[test]
    fn who_took_part_or_declined_gets_no_reminder_but_does_get_the_result() {
        for receiver in [Receiver { took_part: true, ..receiver() }, Receiver { declined: true, ..receiver() }] {
            assert!(!receiver.wants(LetterKind::Reminder, State::Open));
            assert!(receiver.wants(LetterKind::Result, State::Published));
        }
    }

    #[test]
    fn only_who_took_part_hears_what_was_done_with_it() {
        let took_part = Receiver { took_part: true, ..receiver() };
        for state in State::ALL {
            assert_eq!(took_part.wants(LetterKind::Feedback, state), state == State::Published, "{state:?}");
            assert!(!receiver().wants(LetterKind::Feedback, state), "{state:?}");
        }
    }

    #[test]
    fn who_left_or_switched_the_stream_off_or_is_not_on_the_roll_gets_nothing() {
        let gone = Receiver { has_left: true, ..receiver() };
        let off = Receiver { stream_off: true, ..receiver() };
        let stranger = Receiver { on_roll: false, ..receiver() };
        let stopped = Receiver { stopped: true, ..receiver() };
        for receiver in [gone, off, stranger, stopped] {
            assert!(!receiver.wants(LetterKind::Invitation, State::Open));
            assert!(!receiver.wants(LetterKind::Result, State::Published));
        }
    }

    #[test]
    fn a_pause_holds_back_everything_but_a_withdrawal() {
        let paused = Receiver { paused: true, ..receiver() };
        let paused = Receiver { took_part: true, ..paused };
        for kind in [LetterKind::Invitation, LetterKind::Reminder, LetterKind::Result, LetterKind::Feedback] {
            assert!(State::ALL.into_iter().all(|state| !paused.wants(kind, state)), "{kind:?}");
        }
        assert!(paused.wants(LetterKind::Withdrawn, State::Withdrawn));
    }

    #[test]
    fn a_letter_is_tried_eight_times_at_growing_distances_and_then_never_again() {
        let retry = Outcome::Retry("smtp 450".to_owned());
        let waits: Vec<Option<i64>> = (1..=9).map(|tries| retry.next(tries).1).collect();
        let minutes: Vec<Option<i64>> = waits.iter().map(|wait| wait.map(|seconds| seconds / 60)).collect();
        assert_eq!(minutes, [Some(1), Some(5), Some(15), Some(60), Some(120), Some(240), Some(480), None, None]);
        assert_eq!(retry.next(7).0, LetterStatus::Queued);
        assert_eq!(retry.next(8).0, LetterStatus::Failed);
        assert_eq!(Outcome::Refused("smtp 550".to_owned()).next(1), (LetterStatus::Failed, None));
        assert_eq!(Outcome::Unknown("time-out".to_owned()).next(1), (LetterStatus::Unknown, None));
    }

    #[test]
    fn the_same_letter_has_the_same_identifier_and_another_has_another() {
        let member = MemberId(Uuid::from_u128(1));
        let id = letter_id(LetterKind::Invitation, member, "a");
        assert_eq!(id, letter_id(LetterKind::Invitation, member, "a"));
        assert_ne!(id, letter_id(LetterKind::Reminder, member, "a"));
        assert_ne!(id, letter_id(LetterKind::Invitation, member, "b"));
        assert_ne!(id, letter_id(LetterKind::Invitation, MemberId(Uuid::from_u128(2)), "a"));
    }
}
