//! What a round came to: as the box counted it, and as it is published.

mod counted;
mod part;
mod tally;

pub use counted::{AreaCount, Counted, Line};
pub use part::{
    BandTurnout, GroupResult, LeastRepresented, Part, RegionResult, StatementFigures, Weighted, WeightedStatement,
};
pub use tally::{Counts, Tally};

use serde::{Deserialize, Serialize};

use super::ids::RoundId;
use super::list::{AreaGroup, Seal};
use super::round::Purpose;
use super::time::Timestamp;

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

/// The published result of a round. Page, JSON, CSV, lists and mail all come from this. What has a default is missing
/// in results that were made before there were groups.
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
    /// One for each statement, of the whole country; empty when there is turnout only.
    pub statements: Vec<StatementResult>,
    /// Whether answers are too few or too like-minded to show any.
    #[serde(default)]
    pub turnout_only: bool,
    /// Whether turnout is not told either: then tickets, ballots and invalid are 0.
    #[serde(default)]
    pub turnout_withheld: bool,
    /// Fewest ballots of a group.
    #[serde(default)]
    pub smallest_group: Option<i64>,
    /// The publication groups; every afdeling is in one of them, unless there is turnout only.
    #[serde(default)]
    pub groups: Vec<GroupResult>,
    /// Regions that are unions of groups.
    #[serde(default)]
    pub regions: Vec<RegionResult>,
    /// Turnout by age in the whole country, youngest first.
    #[serde(default)]
    pub ages: Vec<BandTurnout>,
    /// Of whom the smallest share took part.
    #[serde(default)]
    pub least_represented: LeastRepresented,
    /// What fixes the public list of each statement; empty when there are none.
    #[serde(default)]
    pub lists: Vec<Seal>,
    /// The statements weighted by region, where there are two parts at least.
    #[serde(default)]
    pub weighted: Option<Weighted>,
}

impl RoundResult {
    /// The group that a counting area is published with.
    #[must_use]
    pub fn group_of_area(&self, number: i32) -> Option<&GroupResult> {
        self.groups.iter().find(|group| group.areas.contains(&number))
    }

    /// The group of every counting area; empty when there is turnout only.
    #[must_use]
    pub fn area_groups(&self) -> Vec<AreaGroup> {
        let of = |group: &GroupResult| {
            let group_number = group.id;
            group.areas.iter().map(move |area| AreaGroup { area: *area, group: group_number }).collect::<Vec<_>>()
        };
        self.groups.iter().flat_map(of).collect()
    }

    /// The group that an afdeling is published with, by its code at the time of the round.
    #[must_use]
    pub fn group_of_branch(&self, code: &str) -> Option<&GroupResult> {
        self.groups.iter().find(|group| group.branches.iter().any(|branch| branch.code == code))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[test]
    fn a_result_from_before_there_were_groups_still_reads() {
        let body = r#"{"round":"00000000-0000-4000-8000-000000000000","title":"Vervoer","purpose":"adviseren",
            "published_at":"2026-12-02T08:00:00Z","roll":2,"tickets":1,"ballots":1,"invalid":0,
            "statements":[{"number":1,"text":"Een","counts":{"5":1,"4":0,"3":0,"2":0,"1":0,"none":0},"n":1}]}"#;
        let result: RoundResult = serde_json::from_str(body).unwrap();
        assert_eq!((result.statements.len(), result.turnout_only, result.groups.len()), (1, false, 0));
        assert!(result.group_of_area(1).is_none() && result.weighted.is_none());
    }
}
