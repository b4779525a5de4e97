//! The calendar of the desk: the rhythm of rounds, the drafts that follow from it, and what is to be done by when.

mod drafting;
mod occurrence;
mod rhythm;
mod showing;

pub use drafting::draft_due;
pub use occurrence::{move_to, restore, skip};
pub use rhythm::{set, stop};
pub use showing::{Calendar, Crowded, Slot, calendar, of_round};
