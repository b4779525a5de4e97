//! What a probe found, as a line and as JSON.

use std::fmt;

use serde::Serialize;

use super::needles::Side;
use super::order::{Class, Order};
use super::score::{Score, score};

/// What a finding means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing there to link with.
    NoTrace,
    /// No more than chance.
    Chance,
    /// More than chance: a leak.
    Leak,
}

/// The outcome of one probe.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    /// Which probe.
    pub probe: String,
    /// The best pair of orders, or the places.
    pub by: String,
    /// The share of all voters whose ballot was linked.
    pub share_linked: f64,
    /// The share that chance links.
    pub share_by_chance: f64,
    /// How alike the two orders are, -1 to 1; absent where no orders were compared.
    pub likeness: Option<f64>,
    /// What it means.
    pub verdict: Verdict,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = match self.verdict {
            Verdict::NoTrace => "no trace",
            Verdict::Chance => "chance",
            Verdict::Leak => "LEAK",
        };
        write!(f, "{verdict:<8} {:<28}", self.probe)?;
        write!(f, " linked {:>6.2} %, by chance {:>6.2} %", 100.0 * self.share_linked, 100.0 * self.share_by_chance)?;
        if let Some(likeness) = self.likeness {
            write!(f, ", likeness {likeness:>6.3}")?;
        }
        write!(f, "  {}", self.by)
    }
}

impl Finding {
    /// Rows of one store that name a person and a ballot together.
    #[must_use]
    pub fn joined(side: Side, rows: usize, voters: usize) -> Self {
        Self::counted(format!("one row, {}", place(side)), "rows with a person and a ballot".to_owned(), rows, voters)
    }

    /// Something that must not be there at all, and was found `times`.
    #[must_use]
    pub fn counted(probe: String, by: String, times: usize, voters: usize) -> Self {
        Self {
            probe,
            by,
            share_linked: (times as f64 / voters.max(1) as f64).min(1.0),
            share_by_chance: 0.0,
            likeness: None,
            verdict: if times > 0 { Verdict::Leak } else { Verdict::NoTrace },
        }
    }
}

/// A side's name in a line of the report.
pub const fn place(side: Side) -> &'static str {
    match side {
        Side::Platform => "platform",
        Side::BallotBox => "box",
    }
}

/// Lays every order of people beside every order of ballots; one finding for each pair of classes, the best one.
#[must_use]
pub fn by_order(areas: &[u32], ledger: &[Order], ballots: &[Order]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for one in Class::ALL {
        for other in Class::ALL {
            let pairs: Vec<(&Order, &Order)> = ledger
                .iter()
                .filter(|order| order.class == one && order.tells())
                .flat_map(|order| ballots.iter().filter(|other| other.tells()).map(move |other| (order, other)))
                .filter(|(_, ballots)| ballots.class == other)
                .collect();
            findings.push(best(areas, one, other, &pairs));
        }
    }
    findings
}

fn best(areas: &[u32], one: Class, other: Class, pairs: &[(&Order, &Order)]) -> Finding {
    let scores =
        pairs.iter().map(|(ledger, ballots)| (score(areas, &ledger.sequence, &ballots.sequence), ledger, ballots));
    let telling = |score: &Score| {
        (score.linked as f64 - score.chance as f64).max(0.0) + score.likeness.abs() * score.common as f64
    };
    let best = scores.max_by(|(one, ..), (other, ..)| telling(one).total_cmp(&telling(other)));
    let probe = format!("{} beside {}", one.name(), other.name());
    let Some((score, ledger, ballots)) = best.filter(|(score, ..)| score.common > 0) else {
        return Finding { likeness: None, ..Finding::counted(probe, "nothing to compare".to_owned(), 0, areas.len()) };
    };
    let voters = areas.len().max(1) as f64;
    Finding {
        probe,
        by: format!("{} × {} ({} in both, {} tries)", ledger.name, ballots.name, score.common, pairs.len()),
        share_linked: score.linked as f64 / voters,
        share_by_chance: score.chance as f64 / voters,
        likeness: Some(score.likeness),
        verdict: if score.beyond_chance(pairs.len()) { Verdict::Leak } else { Verdict::Chance },
    }
}
