//! What the ballot box hands over to the platform when it has counted.

use serde::{Deserialize, Serialize};

use super::Tally;
use crate::domain::answer::{Answer, Answers};
use crate::domain::list::Entry;
use crate::domain::ticket::LineCode;

/// What was counted in one counting area. Goes from the ballot box to the platform, and no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaCount {
    /// Number of the area.
    pub area: i32,
    /// Valid ballots.
    pub ballots: i64,
    /// One tally a statement.
    pub tallies: [Tally; 4],
}

/// A counted answer before it is known which group it is published with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Code that its owner can work out.
    pub code: LineCode,
    /// Number of the counting area.
    pub area: i32,
    /// The answer.
    pub answer: Answer,
}

impl Line {
    /// The line as it is published, in its group.
    #[must_use]
    pub const fn within(self, group: u32) -> Entry {
        Entry { group, code: self.code, answer: self.answer }
    }
}

impl AreaCount {
    /// The count of an area without a ballot.
    #[must_use]
    pub fn none(area: i32) -> Self {
        Self { area, ballots: 0, tallies: [Tally::default(); 4] }
    }

    /// Adds one ballot.
    pub fn add(&mut self, answers: Answers) {
        self.ballots += 1;
        self.tallies.iter_mut().zip(answers.0).for_each(|(tally, answer)| tally.add(answer));
    }

    /// Adds what was counted of the same area elsewhere.
    pub fn add_all(&mut self, other: Self) {
        self.ballots += other.ballots;
        self.tallies.iter_mut().zip(other.tallies).for_each(|(tally, more)| tally.add_all(more));
    }
}

/// What the ballot box hands over once it has counted: never what one ballot holds, and nothing for publishing as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    /// Manifest root that the box counted under, hex.
    pub root: String,
    /// Valid ballots.
    pub ballots: i64,
    /// Rows that did not pass the check again at counting.
    pub invalid: i64,
    /// Each counting area that has any ballots, by number.
    pub areas: Vec<AreaCount>,
}

impl Counted {
    /// Whether the lists, the areas and the total tell of the same number of ballots.
    #[must_use]
    pub fn adds_up(&self) -> bool {
        let ballots: i64 = self.areas.iter().map(|area| area.ballots).sum();
        let even = |area: &AreaCount| area.tallies.iter().all(|tally| tally.total() == area.ballots);
        ballots == self.ballots && self.areas.iter().all(even)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_whose_lists_areas_or_total_differ_does_not_add_up() {
        let area = |area: i32, ballots: i64| AreaCount { area, ballots, tallies: [Tally([ballots, 0, 0, 0, 0, 0]); 4] };
        let counted = Counted { root: String::new(), ballots: 5, invalid: 0, areas: vec![area(1, 2), area(2, 3)] };
        assert!(counted.adds_up());
        assert!(!Counted { ballots: 6, ..counted.clone() }.adds_up());
        let mut short = counted;
        short.areas[1].tallies[3].0[0] = 2;
        assert!(!short.adds_up());
    }
}
