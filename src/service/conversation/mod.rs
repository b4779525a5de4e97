//! What the desk, the invited and the clock do with a conversation, from the first draft until it was held.

mod answering;
mod clock;
mod desk;
mod draw;
mod host;
mod inviting;
mod leaving;
mod reporting;
mod seats;
mod showing;

pub use answering::{Invitation, RoundInBrief, answer, calendar, invitation, of_link, own};
pub use clock::{forget_needs, forget_people, hand_on_lapsed, move_on_due, queue_reminders};
pub use desk::{AtDesk, Figures, all, cancel, create, edit, on_desk};
pub use draw::{Drawn, settle_draw};
pub use host::{CheckIn, Key, check_in, people};
pub(super) use inviting::able;
pub use inviting::{count, invite};
pub(super) use leaving::give_up_seats;
pub use reporting::{contribute, moderate, publish_report, report, write_report};
pub use showing::{Shown, event, of_round, organiser, public};

pub use crate::store::seat::Person;

use crate::domain::composer::Composer;
use crate::domain::conversation::Conversation;
use crate::domain::ids::ConversationId;
use crate::service::{Code, Refusal};
use crate::store::{Conn, Tx, conversation};

/// Whether a conversation is on this desk: all for staff, for a board those of its own branches.
fn is_on_desk(by: &Composer, known: &Conversation) -> bool {
    let own = |codes: &Vec<String>| known.draft.organiser_branch.as_ref().is_some_and(|code| codes.contains(code));
    by.branches.as_ref().is_none_or(own)
}

/// The conversation, if it is on this desk; what lies outside it does not exist.
pub(super) async fn found(on: &impl Conn, by: &Composer, id: ConversationId) -> Result<Conversation, Refusal> {
    let known = conversation::find(on, id).await?.ok_or(Code::NotFound)?;
    if is_on_desk(by, &known) { Ok(known) } else { Err(Code::NotFound.into()) }
}

/// The same, held until the end of the transaction.
pub(super) async fn held(tx: &Tx, by: &Composer, id: ConversationId) -> Result<Conversation, Refusal> {
    let known = conversation::locked(tx, id).await?.ok_or(Code::NotFound)?;
    if is_on_desk(by, &known) { Ok(known) } else { Err(Code::NotFound.into()) }
}
