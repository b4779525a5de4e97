//! How often each answer was given, and the percentages that follow from it.

use serde::{Deserialize, Serialize};

use crate::domain::answer::Answer;

/// How often each of the six answers was given to a statement: points 1 to 5, then no opinion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally(pub [i64; 6]);

impl Tally {
    /// Adds one answer.
    pub fn add(&mut self, answer: Answer) {
        if let Some(cell) = self.0.get_mut(answer.cell()) {
            *cell += 1;
        }
    }

    /// Adds another tally, answer by answer.
    pub fn add_all(&mut self, other: Self) {
        self.0.iter_mut().zip(other.0).for_each(|(cell, more)| *cell += more);
    }

    /// All answers together, no opinion included.
    #[must_use]
    pub fn total(self) -> i64 {
        self.0.iter().sum()
    }
}

/// A tally with the names of the answers, as it is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Helemaal mee eens.
    #[serde(rename = "5")]
    pub five: i64,
    /// Mee eens.
    #[serde(rename = "4")]
    pub four: i64,
    /// Niet mee eens, niet mee oneens.
    #[serde(rename = "3")]
    pub three: i64,
    /// Mee oneens.
    #[serde(rename = "2")]
    pub two: i64,
    /// Helemaal mee oneens.
    #[serde(rename = "1")]
    pub one: i64,
    /// Geen mening.
    pub none: i64,
}

impl From<Tally> for Counts {
    fn from(Tally([one, two, three, four, five, none]): Tally) -> Self {
        Self { five, four, three, two, one, none }
    }
}

impl From<Counts> for Tally {
    fn from(Counts { five, four, three, two, one, none }: Counts) -> Self {
        Self([one, two, three, four, five, none])
    }
}

impl Counts {
    /// Label and count, most in favour first, no opinion last.
    #[must_use]
    pub const fn labelled(self) -> [(&'static str, i64); 6] {
        [
            ("helemaal mee eens", self.five),
            ("mee eens", self.four),
            ("niet mee eens, niet mee oneens", self.three),
            ("mee oneens", self.two),
            ("helemaal mee oneens", self.one),
            ("geen mening", self.none),
        ]
    }

    /// Whole percentages (helemaal) mee eens and (helemaal) mee oneens of those with an opinion; none without any.
    #[must_use]
    pub fn agree_disagree(self) -> Option<(i64, i64)> {
        let opinions = self.one + self.two + self.three + self.four + self.five;
        let percent = |part: i64| (200 * part + opinions) / (2 * opinions);
        (opinions > 0).then(|| (percent(self.four + self.five), percent(self.one + self.two)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_leave_no_opinion_out_and_round_half_up() {
        let counts = Counts::from(Tally([1, 0, 0, 1, 0, 5]));
        assert_eq!(counts.agree_disagree(), Some((50, 50)));
        assert_eq!(Counts::from(Tally([1, 0, 7, 0, 0, 0])).agree_disagree(), Some((0, 13)));
        assert_eq!(Counts::from(Tally([0, 0, 0, 0, 0, 3])).agree_disagree(), None);
    }
}
