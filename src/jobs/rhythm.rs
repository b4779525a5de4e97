//! Waiting between two turns of a job, and stopping in between.

use std::time::Duration;

use tokio::sync::watch;

use crate::service::Refusal;

/// Tells jobs to stop: `true` once the server ends.
pub type Stop = watch::Receiver<bool>;

/// Waits; false when the job is to stop.
pub(super) async fn pause(stop: &mut Stop, time: Duration) -> bool {
    tokio::select! {
        () = tokio::time::sleep(time) => !*stop.borrow(),
        changed = stop.changed() => changed.is_ok() && !*stop.borrow(),
    }
}

/// Logs what went wrong; the next turn tries again.
pub(super) fn report(job: &str, outcome: Result<(), Refusal>) {
    if let Err(refusal) = outcome {
        tracing::warn!(job, code = refusal.code.name(), "a job did not finish; it will be tried again");
    }
}
