//! What a replay measured, as numbers and as lines to read.

use std::collections::BTreeMap;

use serde::Serialize;

use super::desk::{Notes, Step};

/// The figures of one replay.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// Members who voted, each acknowledged.
    pub votes: usize,
    /// How many of them changed their vote.
    pub changes: u64,
    /// Requests that were sent twice on purpose.
    pub repeats: u64,
    /// Requests that had to be sent again, by reason.
    pub retries: BTreeMap<String, u64>,
    /// From the first request to the last answer.
    pub seconds: f64,
    /// Complete votes per second.
    pub votes_per_second: f64,
    /// Milliseconds per step.
    pub steps: BTreeMap<&'static str, StepFigures>,
    /// What the server used, when its process was named.
    pub server: Option<ServerFigures>,
    /// What the bench itself used.
    pub client_cpu_ms_per_vote: Option<f64>,
}

/// How long a step took, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct StepFigures {
    /// How often.
    pub n: usize,
    /// Half was faster.
    pub p50_ms: f64,
    /// One in a hundred was slower.
    pub p99_ms: f64,
    /// The slowest.
    pub max_ms: f64,
}

/// What the server's process used.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ServerFigures {
    /// CPU time per complete vote.
    pub cpu_ms_per_vote: f64,
    /// Peak resident memory since its start, in millions of bytes.
    pub peak_rss_mb: f64,
}

impl Notes {
    /// Adds what another desk saw.
    pub fn add(&mut self, other: Self) {
        for (step, took) in other.took {
            self.took.entry(step).or_default().extend(took);
        }
        for (reason, times) in other.retries {
            *self.retries.entry(reason).or_default() += times;
        }
        self.repeats += other.repeats;
        self.changes += other.changes;
    }
}

fn step_figures(mut micros: Vec<u64>) -> StepFigures {
    micros.sort_unstable();
    let at = |percent: usize| {
        let index = (micros.len() * percent / 100).min(micros.len().saturating_sub(1));
        micros.get(index).map_or(0.0, |micros| *micros as f64 / 1000.0)
    };
    StepFigures { n: micros.len(), p50_ms: at(50), p99_ms: at(99), max_ms: at(100) }
}

const fn name(step: Step) -> &'static str {
    match step {
        Step::Look => "look",
        Step::Open => "open",
        Step::Ticket => "ticket",
        Step::Cast => "cast",
        Step::Vote => "vote",
        Step::Interest => "interest",
    }
}

impl Figures {
    /// The figures of so many votes in so many seconds.
    pub fn new(votes: usize, seconds: f64, notes: Notes) -> Self {
        let steps = notes.took.into_iter().map(|(step, took)| (name(step), step_figures(took))).collect();
        Self {
            votes,
            changes: notes.changes,
            repeats: notes.repeats,
            retries: notes.retries,
            seconds,
            votes_per_second: votes as f64 / seconds,
            steps,
            server: None,
            client_cpu_ms_per_vote: None,
        }
    }

    /// Prints them.
    pub fn print(&self) {
        println!(
            "{} complete votes in {:.1} s = {:.0} votes/s ({} changed, {} requests sent twice)",
            self.votes, self.seconds, self.votes_per_second, self.changes, self.repeats
        );
        for (name, step) in &self.steps {
            println!(
                "  {name:<8} {:>7} × p50 {:>7.2} ms, p99 {:>7.2} ms, max {:>7.2} ms",
                step.n, step.p50_ms, step.p99_ms, step.max_ms
            );
        }
        for (reason, times) in &self.retries {
            println!("  sent again for {reason}: {times}");
        }
        if let Some(server) = &self.server {
            println!(
                "  server: {:.3} ms CPU per vote, peak memory {:.0} MB",
                server.cpu_ms_per_vote, server.peak_rss_mb
            );
        }
        if let Some(client) = self.client_cpu_ms_per_vote {
            println!("  bench:  {client:.3} ms CPU per vote");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_percentiles_are_those_of_the_sorted_times() {
        let figures = step_figures((1..=1000).rev().map(|ms| ms * 1000).collect());
        assert_eq!(figures, StepFigures { n: 1000, p50_ms: 501.0, p99_ms: 991.0, max_ms: 1000.0 });
        assert_eq!(step_figures(Vec::new()).n, 0);
    }
}
