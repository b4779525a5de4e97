//! How well tables are mixed, as one number that can be worked out by hand.

use std::collections::{BTreeMap, HashMap};

use super::Traits;

/// How heavy it weighs that two people at a table are alike in each trait, and that they sat together before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weights {
    /// One for each trait, in its order.
    pub traits: Vec<u32>,
    /// For two people who sat together in the round before.
    pub again: u32,
}

/// The mix of one round. Less is better.
///
/// `alike` is the sum over tables, pairs of people at that table and traits of the trait's weight, for each trait in which
/// the two are alike: Σ over tables, traits f and values v of w(f) · c·(c−1)/2, where c people at the table have v.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mix {
    /// Weighted pairs who are alike.
    pub alike: u64,
    /// Pairs who sat together in the round before.
    pub again: u64,
}

impl Mix {
    /// What the search makes as small as it can.
    #[must_use]
    pub fn score(&self, weights: &Weights) -> u64 {
        self.alike + self.again * u64::from(weights.again)
    }
}

/// For each two people how much is against them at one table.
pub(super) struct Pairs {
    against: Vec<Vec<u64>>,
}

impl Pairs {
    pub(super) fn new(people: &[Traits], weights: &Weights, before: &[Vec<usize>]) -> Self {
        let mut table_before: HashMap<usize, usize> = HashMap::new();
        for (table, seated) in before.iter().enumerate() {
            table_before.extend(seated.iter().map(|person| (*person, table)));
        }
        let met = |one: usize, other: usize| {
            one != other && table_before.get(&one).is_some_and(|table| table_before.get(&other) == Some(table))
        };
        let row = |(one, traits): (usize, &Traits)| {
            let cell = |(other, others): (usize, &Traits)| {
                alike(traits, others, weights) + if met(one, other) { u64::from(weights.again) } else { 0 }
            };
            people.iter().enumerate().map(cell).collect()
        };
        Self { against: people.iter().enumerate().map(row).collect() }
    }

    /// What is against `person` among those at a table, the person itself and `without` left out.
    pub(super) fn against(&self, person: usize, table: &[usize], without: usize) -> u64 {
        let Some(row) = self.against.get(person) else { return 0 };
        let others = table.iter().filter(|other| **other != person && **other != without);
        others.filter_map(|other| row.get(*other)).sum()
    }
}

fn alike(one: &Traits, other: &Traits, weights: &Weights) -> u64 {
    let same = one.iter().zip(other).zip(&weights.traits).filter(|((a, b), _)| a.is_some() && a == b);
    same.map(|(_, weight)| u64::from(*weight)).sum()
}

impl Mix {
    /// The mix of these tables; `before` are the tables of the round before.
    #[must_use]
    pub fn of(tables: &[Vec<usize>], people: &[Traits], weights: &Weights, before: &[Vec<usize>]) -> Self {
        let mut mix = Self::default();
        for table in tables {
            for (at, weight) in weights.traits.iter().enumerate() {
                let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
                let values = table.iter().filter_map(|person| people.get(*person)?.get(at)?.as_deref());
                values.for_each(|value| *counts.entry(value).or_default() += 1);
                mix.alike += counts.values().map(|count| u64::from(*weight) * count * (count - 1) / 2).sum::<u64>();
            }
            for earlier in before {
                let together = table.iter().filter(|person| earlier.contains(person)).count();
                mix.again += u64::try_from(together * together.saturating_sub(1) / 2).unwrap_or(u64::MAX);
            }
        }
        mix
    }
}
