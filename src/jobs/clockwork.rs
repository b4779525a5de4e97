//! The platform's clock: everything that happens to a round or a conversation without anybody touching it.

use std::time::Duration;

use super::rhythm::{Stop, pause, report};
use crate::domain::retention::Kind;
use crate::service::Platform;
use crate::service::ballot_box::BoxLink;
use crate::service::{conversation, draw, erasure, retention, round};

const TURN: Duration = Duration::from_secs(1);
const TURNS_PER_CHECKPOINT: u64 = 5;
const WATCH_SECONDS: i64 = 3_600;

/// Does whatever the time asks for, once. Each act can be repeated; one that fails does not keep the others.
pub async fn tick(platform: &Platform, ballot_box: &dyn BoxLink) {
    report("open", round::open_due(platform).await);
    report("remind", round::queue_reminders(platform).await);
    report("close", round::close_due(platform).await);
    report("seal", round::seal_closed(platform).await);
    report("count", round::collect_counts(platform, ballot_box).await);
    report("publish", round::publish_due(platform).await);
    report("results", round::queue_results(platform, ballot_box).await);
    report("conversations", conversation::move_on_due(platform).await);
    report("draws", draw::apply_due(platform).await);
    report("places", conversation::hand_on_lapsed(platform).await);
    report("conversation reminders", conversation::queue_reminders(platform).await);
}

/// Compares the platform with the box, once.
pub async fn watch_once(platform: &Platform, ballot_box: &dyn BoxLink) {
    report("compare", round::compare_with_box(platform, ballot_box).await);
    report("forget areas", round::forget_areas(platform, ballot_box).await);
    report("withdrawn", round::clear_withdrawn(platform, ballot_box).await);
}

/// Forgets what was kept long enough, once, and cleans up after who was erased. A kind that fails does not keep the others.
pub async fn forget_once(platform: &Platform) {
    for kind in Kind::ALL {
        report(kind.name(), retention::keep(platform, *kind).await);
    }
    report("scrub", erasure::scrub(platform).await);
}

/// Ticks every second, compares with the box and forgets at start and every hour, until it is told to stop.
pub async fn run_clockwork(platform: Platform, ballot_box: impl BoxLink, mut stop: Stop) {
    let mut turn = 0_u64;
    let mut next_watch = platform.clock.now();
    loop {
        tick(&platform, &ballot_box).await;
        if platform.clock.now() >= next_watch {
            watch_once(&platform, &ballot_box).await;
            forget_once(&platform).await;
            next_watch = platform.clock.now().plus(WATCH_SECONDS);
        }
        if turn.is_multiple_of(TURNS_PER_CHECKPOINT) {
            report("checkpoint", platform.db.truncate_wal().await.map_err(Into::into));
        }
        turn += 1;
        if !pause(&mut stop, TURN).await {
            return;
        }
    }
}
