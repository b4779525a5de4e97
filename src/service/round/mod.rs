//! What staff and the clock do with a round, from the first draft to the published result.

mod closing;
mod counting;
mod desk;
mod nested;
mod opening;
mod overview;
mod watch;
mod withdrawal;

pub use closing::{close_due, forget_areas, publish_due, queue_results, seal_closed};
pub use counting::collect_counts;
pub(super) use desk::acting;
pub use desk::{approve, create, edit, schedule, unschedule};
pub use opening::{open_due, queue_reminders};
pub use overview::{Listed, Opening, Overview, Person, all, on_desk, overview};
pub(super) use overview::{person, seen};
pub use watch::compare_with_box;
pub use withdrawal::{clear_withdrawn, confirm_withdrawal, drop_withdrawal, propose_withdrawal};

use crate::domain::ids::RoundId;
use crate::domain::round::Round;
use crate::service::{Code, Refusal};
use crate::store::{Conn, round};

/// The round, or the refusal that it does not exist.
async fn existing(on: &impl Conn, id: RoundId) -> Result<Round, Refusal> {
    Ok(round::find(on, id).await?.ok_or(Code::NotFound)?)
}
