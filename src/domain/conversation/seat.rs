//! The way to a seat, step by step: who says yes, who waits, whom a place that fell free is offered to. Every step is a
//! pure function of one seat and of how full the room is; the store runs them under a lock on the conversation.

use super::draft::LAST_ANSWER;
use super::{Allotment, State};
use crate::domain::time::Timestamp;

/// How far somebody who was invited is to a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Has not answered.
    Invited,
    /// Does not come.
    No,
    /// Would come, and waits for the draw.
    Yes,
    /// Comes.
    Seated,
    /// Would come, and waits for a place.
    Waiting,
    /// A place fell free: it is theirs if they say so in time.
    Offered,
    /// Said yes before, and does not come.
    Withdrawn,
    /// Did not take a place in time that had fallen free.
    Lapsed,
}

impl Status {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Invited, Self::No, Self::Yes, Self::Seated, Self::Waiting, Self::Offered, Self::Withdrawn, Self::Lapsed];

    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::No => "no",
            Self::Yes => "yes",
            Self::Seated => "seated",
            Self::Waiting => "waiting",
            Self::Offered => "offered",
            Self::Withdrawn => "withdrawn",
            Self::Lapsed => "lapsed",
        }
    }

    /// The status with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether it takes a place: an offered place counts as taken.
    #[must_use]
    pub const fn takes_a_place(self) -> bool {
        matches!(self, Self::Seated | Self::Offered)
    }
}

/// How far one person is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// How far.
    pub status: Status,
    /// Their number in the line, the lowest first.
    pub place_in_line: Option<i32>,
    /// Until when a place that fell free is kept for them.
    pub reply_by: Option<Timestamp>,
    /// How often the seat has changed.
    pub turn: i32,
}

/// How full a conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// How many can come.
    pub seats: i32,
    /// Seated and offered.
    pub taken: i32,
    /// In line.
    pub waiting: i32,
    /// The highest number in the line; 0 while nobody has one.
    pub last_place: i32,
}

/// What of a conversation decides about its seats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Where it stands.
    pub state: State,
    /// Who gets a seat.
    pub allotment: Allotment,
    /// Until when an invitation can be answered.
    pub reply_by: Timestamp,
    /// When it begins.
    pub starts_at: Timestamp,
}

/// Why an answer comes too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Late {
    /// Answers are closed.
    Closed,
    /// The place that was kept went to the next in line.
    Lapsed,
}

/// Seconds for which a place that fell free is kept: 48 hours.
const KEPT: i64 = 172_800;

impl Rules {
    /// Until when a place that falls free at `now` is kept; none when it is offered to nobody any more.
    #[must_use]
    pub fn kept_until(&self, now: Timestamp) -> Option<Timestamp> {
        let until = now.plus(KEPT).min(self.starts_at.plus(-LAST_ANSWER));
        (self.state.promotes() && until > now).then_some(until)
    }

    /// How many of those in line a place can be offered to now.
    #[must_use]
    pub fn offers(&self, room: &Room, now: Timestamp) -> u64 {
        let free = (room.seats - room.taken).min(room.waiting);
        self.kept_until(now).map_or(0, |_| u64::try_from(free).unwrap_or(0))
    }

    fn takes_new(&self, now: Timestamp) -> bool {
        self.state == State::Inviting && now < self.reply_by
    }
}

impl Seat {
    /// A seat of somebody who was just invited.
    #[must_use]
    pub const fn invited() -> Self {
        Self { status: Status::Invited, place_in_line: None, reply_by: None, turn: 0 }
    }

    const fn to(self, status: Status, place_in_line: Option<i32>, reply_by: Option<Timestamp>) -> Self {
        Self { status, place_in_line, reply_by, turn: self.turn + 1 }
    }

    /// After a yes at `now`. Who comes or waits already stays where they are.
    pub fn yes(self, rules: &Rules, room: &Room, now: Timestamp) -> Result<Self, Late> {
        match self.status {
            Status::Yes | Status::Seated | Status::Waiting if rules.state.is_ahead() && now < rules.starts_at => {
                Ok(self)
            }
            Status::Offered if rules.state.promotes() && self.is_kept(rules, now) => {
                Ok(self.to(Status::Seated, None, None))
            }
            Status::Invited | Status::No | Status::Withdrawn | Status::Lapsed if rules.takes_new(now) => {
                Ok(self.admitted(rules.allotment, room))
            }
            Status::Offered | Status::Lapsed if rules.state.is_ahead() => Err(Late::Lapsed),
            _ => Err(Late::Closed),
        }
    }

    /// Whether the place is still theirs to take; never once it has begun, also when that was moved forward.
    fn is_kept(self, rules: &Rules, now: Timestamp) -> bool {
        self.reply_by.is_some_and(|until| now < until) && now < rules.starts_at
    }

    const fn admitted(self, allotment: Allotment, room: &Room) -> Self {
        match allotment {
            Allotment::Draw => self.to(Status::Yes, None, None),
            // Who waits goes before who comes later, also when a place is free for a moment.
            Allotment::Arrival if room.taken < room.seats && room.waiting == 0 => self.to(Status::Seated, None, None),
            Allotment::Arrival => self.to(Status::Waiting, Some(room.last_place + 1), None),
        }
    }

    /// After a no at `now`. Until it begins, anybody can say so.
    pub fn no(self, rules: &Rules, now: Timestamp) -> Result<Self, Late> {
        if !rules.state.is_ahead() || now >= rules.starts_at {
            return Err(Late::Closed);
        }
        Ok(match self.status {
            Status::Invited => self.to(Status::No, None, None),
            Status::Yes | Status::Seated | Status::Waiting | Status::Offered => self.to(Status::Withdrawn, None, None),
            Status::No | Status::Withdrawn | Status::Lapsed => self,
        })
    }

    /// A place fell free, and is kept for them until that moment.
    #[must_use]
    pub const fn offered(self, until: Timestamp) -> Self {
        self.to(Status::Offered, self.place_in_line, Some(until))
    }

    /// The place was not taken in time.
    #[must_use]
    pub const fn lapsed(self) -> Self {
        self.to(Status::Lapsed, None, None)
    }

    /// The draw has decided: seated, or in line at this number.
    #[must_use]
    pub const fn drawn(self, place_in_line: Option<i32>) -> Self {
        match place_in_line {
            None => self.to(Status::Seated, None, None),
            Some(_) => self.to(Status::Waiting, place_in_line, None),
        }
    }

    /// Whether a yes and a no would be taken now.
    #[must_use]
    pub fn can(self, rules: &Rules, room: &Room, now: Timestamp) -> (bool, bool) {
        let changes = |next: Result<Self, Late>| next.is_ok_and(|next| next != self);
        (changes(self.yes(rules, room, now)), changes(self.no(rules, now)))
    }
}
