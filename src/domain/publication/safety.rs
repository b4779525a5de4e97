//! SAFE: whether the figures of a group can be shown to everybody. The four numbers of the rule stand here.

use crate::domain::result::Tally;

/// What was counted somewhere: valid ballots, and one tally for each statement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// Valid ballots, no opinion included.
    pub ballots: i64,
    /// One tally a statement; each adds up to the ballots.
    pub tallies: [Tally; 4],
}

/// So many must have answered otherwise, whatever one asks.
const OTHERWISE: i64 = 3;
/// From so many ballots on the share of one answer does not matter any more.
const LARGE: i64 = 100;
/// (Helemaal) mee oneens and (helemaal) mee eens, as places in a tally.
const PAIRS: [[usize; 2]; 2] = [[0, 1], [3, 4]];

impl Sum {
    /// Both together.
    #[must_use]
    pub fn plus(mut self, other: &Self) -> Self {
        self.ballots += other.ballots;
        for (tally, more) in self.tallies.iter_mut().zip(other.tallies) {
            for (cell, more) in tally.0.iter_mut().zip(more.0) {
                *cell += more;
            }
        }
        self
    }

    /// Whether these figures can be published.
    ///
    /// At least `smallest` ballots; for every statement, at least three answered something else than any one answer,
    /// than (helemaal) mee eens, and than (helemaal) mee oneens; and below a hundred ballots no answer has more than
    /// nine tenths. Figures of safe groups added up are safe again.
    #[must_use]
    pub fn is_safe(&self, smallest: i64) -> bool {
        self.ballots >= smallest && self.tallies.iter().all(|tally| self.hides(tally))
    }

    fn hides(&self, tally: &Tally) -> bool {
        let enough = |given: i64| self.ballots - given >= OTHERWISE;
        let spread = |given: i64| self.ballots >= LARGE || 10 * given <= 9 * self.ballots;
        tally.total() == self.ballots
            && tally.0.iter().all(|given| enough(*given) && spread(*given))
            && PAIRS.iter().all(|pair| enough(pair.iter().map(|cell| tally.0[*cell]).sum()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(cells: [i64; 6]) -> Sum {
        let plain = Tally([5, 5, 5, 5, 5, 0]);
        let ballots = cells.iter().sum();
        let spread = if ballots == plain.total() { plain } else { Tally(cells) };
        Sum { ballots, tallies: [spread, spread, Tally(cells), spread] }
    }

    #[test]
    fn the_boundaries_of_the_rule_are_where_it_says() {
        let cases: [([i64; 6], bool); 14] = [
            ([5, 5, 5, 5, 5, 0], true),
            // One ballot short of 25.
            ([5, 5, 5, 5, 4, 0], false),
            // Nine tenths of 30 and one more.
            ([27, 0, 3, 0, 0, 0], true),
            ([28, 0, 2, 0, 0, 0], false),
            ([0, 0, 0, 0, 0, 27], false),
            ([0, 0, 3, 0, 0, 27], true),
            // Three of 40 is more than a tenth short.
            ([37, 0, 3, 0, 0, 0], false),
            ([36, 0, 4, 0, 0, 0], true),
            // Both halves of "mee eens" count together, and of "mee oneens"; here nobody has nine tenths.
            ([0, 0, 2, 14, 14, 0], false),
            ([0, 0, 3, 14, 14, 0], true),
            ([14, 14, 1, 0, 0, 1], false),
            // From a hundred on only the three count.
            ([0, 0, 0, 97, 0, 3], true),
            ([0, 0, 0, 98, 0, 2], false),
            ([0, 0, 0, 96, 0, 3], false),
        ];
        for (cells, safe) in cases {
            assert_eq!(sum(cells).is_safe(25), safe, "{cells:?}");
        }
    }

    #[test]
    fn a_tally_that_does_not_add_up_is_not_safe_and_neither_is_nobody() {
        assert!(!Sum { ballots: 31, ..sum([5, 5, 5, 5, 5, 5]) }.is_safe(25));
        assert!(!Sum::default().is_safe(25));
    }

    #[test]
    fn one_statement_that_is_too_like_minded_spoils_all_four() {
        let spread = Tally([6, 6, 6, 6, 6, 0]);
        let tallies = [spread, spread, spread, Tally([30, 0, 0, 0, 0, 0])];
        assert!(!Sum { ballots: 30, tallies }.is_safe(25));
    }
}
