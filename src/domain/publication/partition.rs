//! PUBLISH: from one group for each counting area to groups that are all safe. The outcome depends on the set of areas
//! only, not on their order.

use std::collections::{BTreeMap, BTreeSet};

use super::audit::tells_on;
use super::earlier::{Earlier, shows_a_rest};
use super::join::{Cell, Country};
use super::rule::Rule;
use super::safety::Sum;

/// A counting area as the rule sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its number in the round.
    pub number: i32,
    /// Code of its first afdeling; settles ties.
    pub code: String,
    /// Codes of all its afdelingen.
    pub branches: BTreeSet<String>,
    /// Region.
    pub region: String,
    /// Clusters of its afdelingen: areas with one in common belong together first.
    pub clusters: BTreeSet<String>,
    /// What was counted in it.
    pub sum: Sum,
}

impl Area {
    pub(super) fn key(&self) -> (&str, i32) {
        (&self.code, self.number)
    }
}

/// Areas that are published together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Number in the result, from 1: within a region by code, regions by name, groups across regions last.
    pub id: u32,
    /// Numbers of its areas, by code.
    pub areas: Vec<i32>,
    /// The regions that it lies in.
    pub regions: BTreeSet<String>,
    /// What was counted in it.
    pub sum: Sum,
}

/// A region whose total is a union of groups, so that it can be published too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionUnion {
    /// Name.
    pub name: String,
    /// Numbers of its groups.
    pub groups: Vec<u32>,
    /// What was counted in it.
    pub sum: Sum,
}

/// Why two groups became one. Never published: it would say what members of an afdeling agree on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// One of them was not safe.
    Unsafe,
    /// The figures of one of them said too much about one of its areas.
    Audit,
    /// Less the groups of an earlier round with the same statement, one of them would show too few answers.
    Earlier,
}

/// How far a group had to look for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// In its cluster.
    Cluster,
    /// In its region.
    Region,
    /// In the region that its own turns to.
    Neighbour,
    /// Anywhere.
    Country,
}

/// One merge, for tests and for counting; see [`Why`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merge {
    /// Why.
    pub why: Why,
    /// How far.
    pub reach: Reach,
    /// Areas of the group that had to join.
    pub areas: Vec<i32>,
    /// Areas of the group that it joined.
    pub with: Vec<i32>,
}

/// What can be published: every figure is that of a union of these groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Partition {
    /// Every area is in one of them. Empty: only turnout can be published, of the whole country.
    pub groups: Vec<Group>,
    /// Regions that are unions of groups.
    pub regions: Vec<RegionUnion>,
    /// All merges in their order.
    pub merges: Vec<Merge>,
}

struct Maker<'a> {
    country: Country<'a>,
    rule: &'a Rule,
    earlier: &'a [Earlier],
    merges: Vec<Merge>,
}

/// Applies the rule.
///
/// Region by region in the order of names: while a group is not safe, the smallest unsafe one (ballots, then code)
/// joins the smallest other one of its cluster, else of its region. Then, while a group of the country is not safe, the
/// smallest joins the smallest of its region, of the region that its own turns to, or of the country. Then, while a
/// group tells on one of its areas, the smallest such group joins another in the same way; when nothing is left to
/// join, that holds back only what tells on an area that is not safe itself, for a safe one could stand alone.
///
/// `earlier` are the groups of rounds that were published before with one of the same statements. While subtracting one of
/// the two from the other leaves a rest that is not safe, the group joins another as well.
#[must_use]
pub fn partition(areas: &[Area], earlier: &[Earlier], rule: &Rule) -> Partition {
    let mut maker = Maker { country: country(areas), rule, earlier, merges: Vec::new() };
    let regions: Vec<&str> = maker.country.sizes.keys().copied().collect();
    for region in regions {
        maker.settle_region(region);
    }
    while let Some(at) = maker.smallest_unsafe(|_| true)
        && maker.merge(at, Why::Unsafe)
    {}
    while let Some(at) = maker.country.smallest(|cell| told_on(cell).next().is_some())
        && maker.merge(at, Why::Audit)
    {}
    while let Some(at) = maker.country.smallest(|cell| maker.shows_a_rest(cell))
        && maker.merge(at, Why::Earlier)
    {}
    maker.finish()
}

fn country(areas: &[Area]) -> Country<'_> {
    let mut cells: Vec<Cell<'_>> = areas.iter().map(Cell::of).collect();
    cells.sort_by(|a, b| a.rank().cmp(&b.rank()));
    let mut sizes = BTreeMap::new();
    for area in areas {
        *sizes.entry(area.region.as_str()).or_default() += area.sum.ballots;
    }
    Country { cells, sizes }
}

/// Areas of a merged group that its figures say too much about.
fn told_on<'a>(cell: &Cell<'a>) -> impl Iterator<Item = &'a Area> {
    let merged = cell.areas.len() > 1;
    let areas = cell.areas.clone().into_iter();
    let sum = cell.sum;
    areas.filter(move |area| merged && tells_on(&sum, area.sum.ballots))
}

impl Maker<'_> {
    fn settle_region(&mut self, region: &str) {
        let alone = |maker: &Self| maker.country.cells.iter().filter(|cell| cell.regions.contains(region)).count() < 2;
        while let Some(at) = self.smallest_unsafe(|cell| cell.regions.contains(region))
            && !alone(self)
            && self.merge(at, Why::Unsafe)
        {}
    }

    fn smallest_unsafe(&self, wanted: impl Fn(&Cell<'_>) -> bool) -> Option<usize> {
        self.country.smallest(|cell| wanted(cell) && !cell.sum.is_safe(self.rule.smallest()))
    }

    fn shows_a_rest(&self, cell: &Cell<'_>) -> bool {
        shows_a_rest(cell, &self.country.cells, self.earlier, self.rule.smallest())
    }

    /// Whether there was another group to join.
    fn merge(&mut self, at: usize, why: Why) -> bool {
        let Some((other, reach)) = self.country.partner(at, self.rule) else { return false };
        let numbers = |at: usize| self.country.cells.get(at).map(Cell::numbers).unwrap_or_default();
        self.merges.push(Merge { why, reach, areas: numbers(at), with: numbers(other) });
        self.country.merge(at, other);
        true
    }

    fn finish(self) -> Partition {
        if self.country.cells.iter().any(|cell| self.shows_a_rest(cell)) {
            return Partition { merges: self.merges, ..Partition::default() };
        }
        let Self { country: Country { mut cells, sizes }, rule, merges, .. } = self;
        let betrays = |cell: &Cell<'_>| told_on(cell).any(|area| !area.sum.is_safe(rule.smallest()));
        if !cells.iter().all(|cell| cell.sum.is_safe(rule.smallest()) && !betrays(cell)) {
            return Partition { merges, ..Partition::default() };
        }
        // Groups across regions last, the others by region and code.
        cells.sort_by(|a, b| {
            let place = |cell: &Cell<'_>| (cell.regions.len() > 1, cell.regions.iter().next().map(ToString::to_string));
            place(a)
                .cmp(&place(b))
                .then_with(|| a.areas.first().map(|x| x.key()).cmp(&b.areas.first().map(|x| x.key())))
        });
        let numbered = (1..).zip(&cells).map(|(id, cell)| Group {
            id,
            areas: cell.numbers(),
            regions: cell.regions.iter().map(ToString::to_string).collect(),
            sum: cell.sum,
        });
        let groups: Vec<Group> = numbered.collect();
        let regions = sizes.keys().filter_map(|region| region_union(region, &groups)).collect();
        Partition { groups, regions, merges }
    }
}

/// The region, if no group of it reaches into another.
fn region_union(region: &str, groups: &[Group]) -> Option<RegionUnion> {
    let mine: Vec<&Group> = groups.iter().filter(|group| group.regions.contains(region)).collect();
    let whole = !mine.is_empty() && mine.iter().all(|group| group.regions.len() == 1);
    whole.then(|| RegionUnion {
        name: region.to_owned(),
        groups: mine.iter().map(|group| group.id).collect(),
        sum: mine.iter().fold(Sum::default(), |sum, group| sum.plus(&group.sum)),
    })
}
