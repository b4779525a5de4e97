//! A group in the making: which areas it holds, and which other group it would join.

use std::collections::{BTreeMap, BTreeSet};

use super::partition::{Area, Reach};
use super::rule::Rule;
use super::safety::Sum;

/// Areas that are counted together so far.
#[derive(Clone, Debug)]
pub(super) struct Cell<'a> {
    pub areas: Vec<&'a Area>,
    pub regions: BTreeSet<&'a str>,
    clusters: BTreeSet<&'a str>,
    pub sum: Sum,
}

impl<'a> Cell<'a> {
    pub fn of(area: &'a Area) -> Self {
        Self {
            areas: vec![area],
            regions: BTreeSet::from([area.region.as_str()]),
            clusters: area.clusters.iter().map(String::as_str).collect(),
            sum: area.sum,
        }
    }

    pub fn join(mut self, other: Self) -> Self {
        self.areas.extend(other.areas);
        self.areas.sort_by(|a, b| a.key().cmp(&b.key()));
        self.regions.extend(other.regions);
        self.clusters.extend(other.clusters);
        self.sum = self.sum.plus(&other.sum);
        self
    }

    /// Smallest first, ties by code.
    pub fn rank(&self) -> (i64, &'a str, i32) {
        self.areas.first().map_or((0, "", 0), |first| (self.sum.ballots, first.code.as_str(), first.number))
    }

    pub fn numbers(&self) -> Vec<i32> {
        self.areas.iter().map(|area| area.number).collect()
    }
}

/// All groups in the making, and how many ballots each region has.
pub(super) struct Country<'a> {
    pub cells: Vec<Cell<'a>>,
    pub sizes: BTreeMap<&'a str, i64>,
}

impl<'a> Country<'a> {
    /// The smallest group that `wanted` says yes to.
    pub fn smallest(&self, wanted: impl Fn(&Cell<'a>) -> bool) -> Option<usize> {
        let each = self.cells.iter().enumerate().filter(|(_, cell)| wanted(cell));
        each.min_by_key(|(_, cell)| cell.rank()).map(|(at, _)| at)
    }

    /// Which group this one joins: the smallest of its cluster, else of its region, else of the region that its own
    /// turns to, else of the country. None if it is the only one.
    pub fn partner(&self, at: usize, rule: &Rule) -> Option<(usize, Reach)> {
        let one = self.cells.get(at)?;
        let near = |other: &Cell<'a>| !one.regions.is_disjoint(&other.regions);
        let related = |other: &Cell<'a>| near(other) && !one.clusters.is_disjoint(&other.clusters);
        let turned_to = match one.regions.iter().collect::<Vec<_>>().as_slice() {
            [only] => rule.neighbour(only, &self.sizes),
            _ => None,
        };
        let beside = |other: &Cell<'a>| turned_to.is_some_and(|region| other.regions.contains(region));
        let smallest = |wanted: &dyn Fn(&Cell<'a>) -> bool, reach: Reach| {
            let others = self.cells.iter().enumerate().filter(|(other, cell)| *other != at && wanted(cell));
            others.min_by_key(|(_, cell)| cell.rank()).map(|(other, _)| (other, reach))
        };
        smallest(&related, Reach::Cluster)
            .or_else(|| smallest(&near, Reach::Region))
            .or_else(|| smallest(&beside, Reach::Neighbour))
            .or_else(|| smallest(&|_| true, Reach::Country))
    }

    /// Makes one group of two.
    pub fn merge(&mut self, one: usize, other: usize) {
        let taken = self.cells.remove(one.max(other));
        let joined = self.cells.remove(one.min(other)).join(taken);
        self.cells.push(joined);
    }
}
