//! The clockwork, in the same process as the server: opens and closes rounds, counts, sends letters, cleans up.

mod box_keeper;
mod clockwork;
mod post;
mod rhythm;
mod throttle;

pub use box_keeper::{keep_box, keep_box_once};
pub use clockwork::{forget_once, run_clockwork, tick, watch_once};
pub use post::{PostSettings, Postman, Tally};
pub use rhythm::Stop;
