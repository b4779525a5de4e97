//! All voters at their desks: shares them out, keeps the pace, and gathers what the desks noted.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use indicatif::ProgressBar;
use rand::rngs::SmallRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use tokio::task::JoinSet;
use tokio::time::sleep_until;
use uuid::Uuid;

use super::desk::{Desk, Notes};
use super::figures::{Figures, ServerFigures};
use super::truth::Known;
use super::voter::{Habits, Voter, vote};
use crate::http::Origin;
use crate::process::{Usage, usage};

/// What all desks share.
pub struct Plan {
    pub platform: Origin,
    pub ballot_box: Origin,
    pub round: Uuid,
    pub change_share: f64,
    pub repeat_share: f64,
    pub interested: usize,
    pub seed: u64,
    pub per_second: Option<f64>,
    pub bar: ProgressBar,
}

struct Queue {
    plan: Arc<Plan>,
    voters: Vec<Voter>,
    next: AtomicUsize,
    begun: Instant,
}

/// Lets everybody vote, in an order drawn from the seed.
pub async fn play(
    plan: Arc<Plan>,
    mut voters: Vec<Voter>,
    desks: usize,
    server: Option<u32>,
) -> Result<(Figures, Vec<Known>)> {
    voters.shuffle(&mut SmallRng::seed_from_u64(plan.seed));
    let total = voters.len();
    let before = (server.and_then(usage), usage(std::process::id()));
    let queue = Arc::new(Queue { plan, voters, next: AtomicUsize::new(0), begun: Instant::now() });
    let mut sitting = JoinSet::new();
    for _ in 0..desks.max(1) {
        sitting.spawn(sit(Arc::clone(&queue)));
    }
    let (mut notes, mut known) = (Notes::default(), Vec::with_capacity(total));
    while let Some(done) = sitting.join_next().await {
        let (seen, voted) = done??;
        notes.add(seen);
        known.extend(voted);
    }
    let seconds = queue.begun.elapsed().as_secs_f64();
    let after = (server.and_then(usage), usage(std::process::id()));
    let mut figures = Figures::new(total, seconds, notes);
    figures.server = spent(before.0, after.0, total);
    figures.client_cpu_ms_per_vote = spent(before.1, after.1, total).map(|spent| spent.cpu_ms_per_vote);
    Ok((figures, known))
}

fn spent(before: Option<Usage>, after: Option<Usage>, votes: usize) -> Option<ServerFigures> {
    let (before, after) = (before?, after?);
    let cpu_ms = after.cpu_ms.saturating_sub(before.cpu_ms) as f64;
    Some(ServerFigures { cpu_ms_per_vote: cpu_ms / votes.max(1) as f64, peak_rss_mb: after.peak_rss as f64 / 1e6 })
}

async fn sit(queue: Arc<Queue>) -> Result<(Notes, Vec<Known>)> {
    let plan = &queue.plan;
    let mut desk = Desk::new(plan.platform.clone(), plan.ballot_box.clone(), plan.repeat_share);
    let mut known = Vec::new();
    loop {
        let index = queue.next.fetch_add(1, Ordering::Relaxed);
        let Some(voter) = queue.voters.get(index) else { break };
        if let Some(rate) = plan.per_second {
            let due = queue.begun + Duration::from_secs_f64(index as f64 / rate);
            sleep_until(due.into()).await;
        }
        desk.dice = SmallRng::seed_from_u64(plan.seed.wrapping_mul(1 << 32).wrapping_add(index as u64));
        let interested = has_share(index, queue.voters.len(), plan.interested);
        let habits = Habits { changes: desk.dice.random_bool(plan.change_share), interested };
        let voted = vote(&mut desk, voter, plan.round, habits).await;
        known.push(voted.with_context(|| format!("member {}", voter.number))?);
        plan.bar.inc(1);
    }
    Ok((desk.notes, known))
}

/// Whether this one is among `some` of `all`, spread evenly over their order.
fn has_share(index: usize, all: usize, some: usize) -> bool {
    let before = |index: usize| index * some / all.max(1);
    before(index + 1) > before(index)
}

#[cfg(test)]
mod tests {
    use super::has_share;

    #[test]
    fn exactly_so_many_are_chosen_and_not_all_at_the_beginning() {
        for (all, some) in [(3000, 1200), (7, 7), (7, 0), (25_001, 1_200), (3, 1)] {
            assert_eq!((0..all).filter(|index| has_share(*index, all, some)).count(), some, "{some} of {all}");
        }
        assert_eq!((0..10).filter(|index| has_share(*index, 100, 10)).count(), 1);
    }
}
