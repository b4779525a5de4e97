//! What letters say of a conversation.

use crate::domain::calendar::{Event, Method};
use crate::domain::time::Timestamp;

/// What is new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// You are invited.
    Invitation {
        /// Until when an answer can be given.
        reply_by: Timestamp,
        /// How many can come.
        seats: i32,
        /// Whether seats are drawn.
        by_draw: bool,
    },
    /// You have a seat.
    Seat,
    /// You are in line.
    Waiting {
        /// How many wait, up to and including you.
        position: i64,
    },
    /// A place fell free.
    PlaceFree {
        /// Until when it is kept.
        reply_by: Timestamp,
    },
    /// It moved.
    Changed,
    /// It does not take place.
    Cancelled {
        /// Why not.
        reason: String,
    },
    /// It is tomorrow.
    Reminder,
    /// What was said is written down.
    Report,
    /// The draw picked others, and you are in line.
    NotDrawn {
        /// How many wait, up to and including you.
        position: i64,
    },
}

/// What a letter says of a conversation.
#[derive(Clone, Debug)]
pub struct ConversationLetter {
    /// What is new.
    pub notice: Notice,
    /// First name of the receiver.
    pub first_name: String,
    /// Title of the conversation.
    pub title: String,
    /// What it is for.
    pub purpose: String,
    /// Who organises it.
    pub organiser: String,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Where, if people come together somewhere.
    pub place: Option<String>,
    /// Where online; only for who has a seat.
    pub online_link: Option<String>,
    /// Whether it is online, as far as everybody may know.
    pub online: bool,
    /// The receiver's own page.
    pub link: String,
    /// For the receiver's calendar; only for who has, or had, a seat.
    pub event: Option<(Method, Event)>,
}
