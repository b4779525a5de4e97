//! Letters that come back: which letter it was, what the other server says of it, and when an address gets no more.

mod report;
mod stop;
mod tag;

pub use report::{LONGEST, Report, read};
pub use stop::{MailStop, SOFT_DAYS, address_mark};
pub use tag::{BounceAddress, Tag};

/// What a bounce says of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Not now: the mailbox is full, or the other server does not like us today.
    Soft,
    /// Never: there is nobody at this address.
    Hard,
}

impl Class {
    /// Name in the API and the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Hard => "hard",
        }
    }

    /// The class with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Soft, Self::Hard].into_iter().find(|class| class.name() == name)
    }
}
