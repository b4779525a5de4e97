//! What a round came to, for the whole country.

use serde::{Deserialize, Serialize};

use super::answer::Answers;
use super::ids::RoundId;
use super::round::Purpose;
use super::time::Timestamp;

/// How often each of the six answers was given to a statement: points 1 to 5, then no opinion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally(pub [i64; 6]);

impl Tally {
    /// All answers together, no opinion included.
    #[must_use]
    pub fn total(self) -> i64 {
        self.0.iter().sum()
    }
}

/// Counts ballots, one tally a statement.
pub fn count(ballots: impl IntoIterator<Item = Answers>) -> [Tally; 4] {
    let mut tallies = [Tally::default(); 4];
    for Answers(answers) in ballots {
        for (tally, answer) in tallies.iter_mut().zip(answers) {
            tally.0[answer.cell()] += 1;
        }
    }
    tallies
}

/// What the ballot box hands over once it has counted: national figures only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// Manifest root that the box counted under, hex.
    pub root: String,
    /// Valid ballots.
    pub ballots: i64,
    /// Rows that did not pass the check again at counting.
    pub invalid: i64,
    /// One tally a statement.
    pub tallies: [Tally; 4],
    /// Number of valid ballots in each counting area that has any: to hold against the tickets, never published.
    pub by_area: Vec<(i32, i64)>,
}

/// The answers to one statement in the published result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementResult {
    /// 1 to 4.
    pub number: u8,
    /// The statement, word for word.
    pub text: String,
    /// How often each answer was given.
    pub counts: Counts,
    /// All answers, no opinion included.
    pub n: i64,
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

/// The published result of a round. Page, JSON, CSV and mail all come from this.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoundResult {
    /// The round.
    pub round: RoundId,
    /// Its title.
    pub title: String,
    /// What the round was for.
    pub purpose: Purpose,
    /// When it was published: the time in the manifest.
    pub published_at: Timestamp,
    /// Members on the frozen roll.
    pub roll: i64,
    /// Tickets issued: members who took part.
    pub tickets: i64,
    /// Ballots counted.
    pub ballots: i64,
    /// Rows that were not valid ballots.
    pub invalid: i64,
    /// One for each statement.
    pub statements: Vec<StatementResult>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_puts_every_answer_in_its_own_cell() {
        let ballots = ["5,,1,3", "5,4,1,"].into_iter().filter_map(Answers::from_body);
        let tallies = count(ballots);
        assert_eq!(tallies[0].0, [0, 0, 0, 0, 2, 0]);
        assert_eq!(tallies[1].0, [0, 0, 0, 1, 0, 1]);
        assert_eq!(tallies[2].0, [2, 0, 0, 0, 0, 0]);
        assert_eq!(tallies[3].0, [0, 0, 1, 0, 0, 1]);
    }

    #[test]
    fn percentages_leave_no_opinion_out_and_round_half_up() {
        let counts = Counts::from(Tally([1, 0, 0, 1, 0, 5]));
        assert_eq!(counts.agree_disagree(), Some((50, 50)));
        assert_eq!(Counts::from(Tally([1, 0, 7, 0, 0, 0])).agree_disagree(), Some((0, 13)));
        assert_eq!(Counts::from(Tally([0, 0, 0, 0, 0, 3])).agree_disagree(), None);
    }
}
