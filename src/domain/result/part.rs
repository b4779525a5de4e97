//! Published figures of parts of the country: groups, regions, age bands, and what is computed from them.

use serde::{Deserialize, Serialize};

use super::Counts;
use crate::domain::manifest::ManifestBranch;

/// How often each answer was given to one statement in a part of the country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementFigures {
    /// 1 to 4.
    pub number: u8,
    /// How often each answer was given.
    pub counts: Counts,
    /// All answers, no opinion included.
    pub n: i64,
}

/// A publication group: the smallest part of the country that anything is shown of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupResult {
    /// Number in this result, from 1.
    pub id: u32,
    /// Its afdelingen, for people: `Aalten, Doetinchem en 2 andere`.
    pub name: String,
    /// The region that it lies in; none across regions.
    pub region: Option<String>,
    /// Numbers of its counting areas.
    pub areas: Vec<i32>,
    /// Its afdelingen by name.
    pub branches: Vec<ManifestBranch>,
    /// Members on the frozen roll.
    pub roll: i64,
    /// Tickets issued.
    pub tickets: i64,
    /// Ballots counted.
    pub ballots: i64,
    /// One for each statement.
    pub statements: Vec<StatementFigures>,
}

/// A region that is a union of publication groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegionResult {
    /// Name.
    pub name: String,
    /// Numbers of its groups.
    pub groups: Vec<u32>,
    /// Members on the frozen roll.
    pub roll: i64,
    /// Tickets issued.
    pub tickets: i64,
    /// Ballots counted.
    pub ballots: i64,
    /// One for each statement.
    pub statements: Vec<StatementFigures>,
}

/// Turnout of an age band in the whole country.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BandTurnout {
    /// From this age; none in the youngest band.
    pub from: Option<i32>,
    /// Up to and including this age; none in the oldest band.
    pub to: Option<i32>,
    /// Whether those whose age is not known are in it (and nobody else when there is neither from nor to).
    pub unknown: bool,
    /// Members on the frozen roll.
    pub roll: i64,
    /// Tickets issued.
    pub tickets: i64,
}

/// A published part of the country: a region, or a group where the region is not published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Name.
    pub name: String,
    /// Number of the group, if it is one.
    pub group: Option<u32>,
    /// Members on the frozen roll.
    pub roll: i64,
    /// Tickets issued.
    pub tickets: i64,
}

/// Of whom the smallest share took part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeastRepresented {
    /// Of the parts of the country; none where all are alike.
    pub part: Option<Part>,
    /// Of the age bands; none where all are alike.
    pub band: Option<BandTurnout>,
}

/// One statement's result as if every part of the country had answered alike, in whole percentages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeightedStatement {
    /// 1 to 4.
    pub number: u8,
    /// Each answer, of all of them.
    pub percentages: Counts,
    /// (Helemaal) mee eens, of those with an opinion.
    pub agree: i64,
    /// (Helemaal) mee oneens, of those with an opinion.
    pub disagree: i64,
}

/// The result weighted by region.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weighted {
    /// So many ballots, evenly spread, would be as precise.
    pub effective_n: i64,
    /// One for each statement.
    pub statements: Vec<WeightedStatement>,
}
