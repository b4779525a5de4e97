//! What the ballot box hands over to the platform when it has counted.

use serde::{Deserialize, Serialize};

use super::Tally;

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
