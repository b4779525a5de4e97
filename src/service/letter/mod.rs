//! Letters: composing them when their turn comes, and what staff see of them.

mod compose;

use super::{Platform, Refusal};
use crate::domain::ids::RoundId;
use crate::domain::letter::LetterStatus;
use crate::store::outbox;

pub use crate::store::outbox::Listed;
pub use compose::{Composed, compose_many};

/// Letters on one page for staff.
const PAGE: u64 = 50;

/// One page (from 0) of a round's letters in a status, with the number of all of them. For staff: internal
/// identifiers, no addresses; no reminders, because what became of one tells whether somebody took part.
pub async fn list(
    platform: &Platform,
    round: RoundId,
    status: LetterStatus,
    page: u32,
) -> Result<(Vec<Listed>, u64), Refusal> {
    Ok(outbox::list(&platform.db, round, status, u64::from(page), PAGE).await?)
}
