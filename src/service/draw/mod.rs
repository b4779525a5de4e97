//! Draws for a conversation: fixed and published first, decided by a public value that two people enter, redone by anybody.

mod committing;
mod line;
mod pool;
mod settling;
mod showing;

pub use committing::{Fixed, Witness, commit};
pub use pool::{DryRun, Wishes, dry_run};
pub use settling::{apply_due, enter_value};
pub use showing::{OwnLot, Shown, file, file_of_witness, of_conversation, own_lot};

pub(super) use line::next_in_line;
pub(super) use settling::invited;

use crate::domain::draw::{Draw, Held};
use crate::domain::sortition::Pool;
use crate::service::{Code, Refusal};
use crate::store::{Conn, draw};

/// The pool of a draw that was fixed, and who holds its lots; refused when it is not the one that was published.
async fn fixed_pool(on: &impl Conn, known: &Draw) -> Result<(Pool, Vec<Held>), Refusal> {
    let held = draw::lots(on, known.id).await?;
    let lots = held.iter().map(|one| one.lot.clone()).collect();
    let pool = Pool::new(known.terms.clone(), lots).map_err(|_| Code::Internal)?;
    if pool.commitment().root() != known.root {
        tracing::error!(draw = %known.id, "the lots of a draw are not those that were published");
        return Err(Code::Internal.into());
    }
    Ok((pool, held))
}
