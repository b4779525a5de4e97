//! The published result of a round, made once, from the counts of its areas. Whatever is not in what comes out of here
//! is never shown to anybody.

use super::bands::{YearTurnout, band_turnout};
use super::earlier::Earlier;
use super::partition::{Area, Group, Merge, partition};
use super::rule::Rule;
use super::safety::Sum;
use super::weighting::{least_represented, strata, weighted};
use crate::domain::area::{CountingArea, enumerated};
use crate::domain::ids::RoundId;
use crate::domain::manifest::ManifestBranch;
use crate::domain::result::{GroupResult, RegionResult, RoundResult, StatementFigures, StatementResult};
use crate::domain::round::Purpose;
use crate::domain::time::Timestamp;

/// What the result says of its round, whatever was answered.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The round.
    pub round: RoundId,
    /// Its title.
    pub title: String,
    /// What it was for.
    pub purpose: Purpose,
    /// The time in the manifest.
    pub published_at: Timestamp,
    /// The statements in their order.
    pub statements: Vec<String>,
    /// Whether it was for some branches only.
    pub local: bool,
    /// Groups that were published before about one of the statements.
    pub earlier: Vec<Earlier>,
    /// Rows in the box that were no valid ballots. They belong to no area: a row that was tampered with may lie about it.
    pub invalid: i64,
}

/// A counting area with what is known of it.
#[derive(Clone, Debug)]
pub struct AreaFacts {
    /// The area.
    pub area: CountingArea,
    /// Tickets issued in it.
    pub tickets: i64,
    /// What was counted in it.
    pub sum: Sum,
}

/// Makes the result, without turnout by age ([`with_ages`]). A local round that has nothing but turnout to show shows not
/// even that: "too few" and "too like-minded" would be told apart by it, for people who know each other. The merges that
/// led to the result are for counting only and are never shown.
#[must_use]
pub fn publish(heading: Heading, areas: &[AreaFacts], rule: &Rule) -> (RoundResult, Vec<Merge>) {
    let seen: Vec<Area> = areas.iter().map(seen).collect();
    let made = partition(&seen, &heading.earlier, rule);
    let turnout_only = made.groups.is_empty();
    let turnout_withheld = turnout_only && heading.local;
    let everything: Vec<&AreaFacts> = areas.iter().collect();
    let country = figures(&everything);
    let shown = |number: i64| if turnout_withheld { 0 } else { number };
    let groups: Vec<GroupResult> = made.groups.iter().map(|group| group_result(group, areas)).collect();
    let regions: Vec<RegionResult> =
        made.regions.iter().map(|region| region_result(&region.name, &region.groups, &groups, areas)).collect();
    let parts = strata(&groups, &regions);
    let statements = (1..).zip(heading.statements).zip(country.statements).filter(|_| !turnout_only);
    let statements = statements.map(|((number, text), figures): ((u8, String), StatementFigures)| StatementResult {
        number,
        text,
        counts: figures.counts,
        n: figures.n,
    });
    let result = RoundResult {
        round: heading.round,
        title: heading.title,
        purpose: heading.purpose,
        published_at: heading.published_at,
        roll: country.roll,
        tickets: shown(country.tickets),
        ballots: shown(country.ballots),
        invalid: shown(heading.invalid),
        statements: statements.collect(),
        turnout_only,
        turnout_withheld,
        smallest_group: Some(rule.smallest()),
        weighted: weighted(&parts),
        lists: Vec::new(),
        least_represented: least_represented(&parts, &[]),
        ages: Vec::new(),
        groups,
        regions,
    };
    (result, made.merges)
}

/// The same result with turnout by age, counted at the end of the year `closing`. Of the whole country only.
#[must_use]
pub fn with_ages(result: RoundResult, years: &[YearTurnout], closing: i32) -> RoundResult {
    let ages = band_turnout(years, closing);
    let parts = strata(&result.groups, &result.regions);
    RoundResult { least_represented: least_represented(&parts, &ages), ages, ..result }
}

fn seen(facts: &AreaFacts) -> Area {
    let CountingArea { number, region, branches, .. } = &facts.area;
    Area {
        number: *number,
        code: branches.iter().map(|branch| branch.code.as_str()).min().unwrap_or_default().to_owned(),
        branches: branches.iter().map(|branch| branch.code.clone()).collect(),
        region: region.clone(),
        clusters: branches.iter().filter_map(|branch| branch.cluster.clone()).collect(),
        sum: facts.sum,
    }
}

struct Figures {
    roll: i64,
    tickets: i64,
    ballots: i64,
    statements: Vec<StatementFigures>,
}

fn figures(areas: &[&AreaFacts]) -> Figures {
    let sum = areas.iter().fold(Sum::default(), |sum, facts| sum.plus(&facts.sum));
    let each = (1..).zip(sum.tallies);
    Figures {
        roll: areas.iter().map(|facts| facts.area.roll).sum(),
        tickets: areas.iter().map(|facts| facts.tickets).sum(),
        ballots: sum.ballots,
        statements: each
            .map(|(number, tally)| StatementFigures { number, counts: tally.into(), n: tally.total() })
            .collect(),
    }
}

fn group_result(group: &Group, areas: &[AreaFacts]) -> GroupResult {
    let inside = |number: &i32| areas.iter().find(|facts| facts.area.number == *number);
    let mine: Vec<&AreaFacts> = group.areas.iter().filter_map(inside).collect();
    let Figures { roll, tickets, ballots, statements } = figures(&mine);
    let all = mine.iter().flat_map(|facts| &facts.area.branches);
    let mut branches: Vec<ManifestBranch> =
        all.map(|branch| ManifestBranch { code: branch.code.clone(), name: branch.name.clone() }).collect();
    branches.sort_by(|a, b| (&a.name, &a.code).cmp(&(&b.name, &b.code)));
    let names: Vec<&str> = branches.iter().map(|branch| branch.name.as_str()).collect();
    GroupResult {
        id: group.id,
        name: enumerated(&names),
        region: group.regions.iter().next().filter(|_| group.regions.len() == 1).cloned(),
        areas: group.areas.clone(),
        branches,
        roll,
        tickets,
        ballots,
        statements,
    }
}

fn region_result(name: &str, ids: &[u32], groups: &[GroupResult], areas: &[AreaFacts]) -> RegionResult {
    let mine = groups.iter().filter(|group| ids.contains(&group.id));
    let numbers: Vec<i32> = mine.flat_map(|group| group.areas.clone()).collect();
    let inside: Vec<&AreaFacts> = areas.iter().filter(|facts| numbers.contains(&facts.area.number)).collect();
    let Figures { roll, tickets, ballots, statements } = figures(&inside);
    RegionResult { name: name.to_owned(), groups: ids.to_vec(), roll, tickets, ballots, statements }
}
