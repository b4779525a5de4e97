//! The clockwork, in the same process as the server: opens and closes rounds, counts, cleans up.

mod box_keeper;
mod clockwork;
mod rhythm;

pub use box_keeper::{keep_box, keep_box_once};
pub use clockwork::{run_clockwork, tick, watch_once};
pub use rhythm::Stop;
