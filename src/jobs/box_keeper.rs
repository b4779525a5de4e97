//! The ballot box's clock: learns of rounds, forgets order, closes, counts.

use std::time::Duration;

use super::rhythm::{Stop, pause, report};
use crate::service::ballot_box::BallotBox;

const TURN: Duration = Duration::from_secs(1);
const TURNS_PER_CHECKPOINT: u64 = 5;
const TURNS_PER_REBUILD: u64 = 3_600;

/// Learns of new rounds and does whatever the time asks for, once.
pub async fn keep_box_once(ballot_box: &BallotBox) {
    report("learn", ballot_box.learn_open_rounds().await);
    report("close box", ballot_box.close_due().await);
}

/// Keeps the box until it is told to stop.
pub async fn keep_box(ballot_box: BallotBox, mut stop: Stop) {
    let mut turn = 0_u64;
    // What was cast before this start: now, and not when everybody waits for the count.
    let checking = ballot_box.clone();
    tokio::spawn(async move { report("check tickets", checking.check_tickets().await) });
    loop {
        keep_box_once(&ballot_box).await;
        if turn.is_multiple_of(TURNS_PER_CHECKPOINT) {
            report("checkpoint box", ballot_box.truncate_logs().await);
        }
        if turn.is_multiple_of(TURNS_PER_REBUILD) {
            report("rebuild box", ballot_box.rebuild_all().await);
        }
        turn += 1;
        if !pause(&mut stop, TURN).await {
            return;
        }
    }
}
