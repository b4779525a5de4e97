//! What a draw comes to for people: how large each person's chance is, and how the panel compares with pool and target.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::draw::DrawError;
use super::feasibility::BranchAndBound;
use super::lot::{LotCode, Seed};
use super::pool::Pool;
use super::terms::{Feature, Quota};

/// The estimated chance of people with the same traits, who all have the same chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chance {
    /// Their traits, in the order of the features. They may hold what people shared: not for anything public.
    pub traits: Vec<String>,
    /// Whether they stand behind others.
    pub behind: bool,
    /// How many they are.
    pub people: u32,
    /// Seats that they won in all repeats together.
    pub won: u64,
    /// Seats that they would have won if they had been drawn every time: people times repeats.
    pub tries: u64,
}

impl Chance {
    /// The chance of one of them, in hundredths of a per cent, rounded.
    #[must_use]
    pub fn per_ten_thousand(&self) -> u64 {
        (self.won * 20_000 + self.tries).checked_div(2 * self.tries).unwrap_or(0)
    }

    fn compare(&self, other: &Self) -> Ordering {
        (u128::from(self.won) * u128::from(other.tries)).cmp(&(u128::from(other.won) * u128::from(self.tries)))
    }
}

/// Chances from repeated draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odds {
    /// How often it was drawn.
    pub repeats: u32,
    /// One for each sort of person that is in the pool.
    pub chances: Vec<Chance>,
}

impl Odds {
    /// The smallest chance.
    #[must_use]
    pub fn least(&self) -> Option<&Chance> {
        self.chances.iter().min_by(|one, other| one.compare(other))
    }

    /// The largest chance.
    #[must_use]
    pub fn most(&self) -> Option<&Chance> {
        self.chances.iter().max_by(|one, other| one.compare(other))
    }
}

/// What one value of a feature comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composition {
    /// The feature.
    pub feature: String,
    /// Shared by the persons themselves: not for anything public.
    pub shared: bool,
    /// The value.
    pub value: String,
    /// Its count in the target.
    pub target: u64,
    /// People in the pool.
    pub pool: u32,
    /// People on the panel.
    pub panel: u32,
}

impl Pool {
    /// Estimates everybody's chance: repeats the draw with seeds derived from this one. People are taken together by their
    /// traits, so that a thousand repeats say much about each of them.
    pub fn odds(&self, seed: &Seed, repeats: u32) -> Result<Odds, DrawError> {
        let sort = |place: usize| Some((self.kind_of(place)?, self.lots().get(place)?.behind));
        let mut chances: BTreeMap<(usize, bool), Chance> = BTreeMap::new();
        for (place, lot) in self.lots().iter().enumerate() {
            let Some(sort) = sort(place) else { continue };
            let traits = || lot.traits.clone();
            let new = || Chance { traits: traits(), behind: lot.behind, people: 0, won: 0, tries: 0 };
            let chance = chances.entry(sort).or_insert_with(new);
            chance.people += 1;
            chance.tries += u64::from(repeats);
        }
        for repeat in 0..repeats {
            let order = self.order(&seed.derived("loting-kans-v1", u64::from(repeat)));
            for place in self.seat(&order, &BranchAndBound)? {
                if let Some(chance) = sort(place).and_then(|sort| chances.get_mut(&sort)) {
                    chance.won += 1;
                }
            }
        }
        Ok(Odds { repeats, chances: chances.into_values().collect() })
    }

    /// Target, pool and panel side by side, for each value of each feature.
    #[must_use]
    pub fn composition(&self, seated: &[LotCode]) -> Vec<Composition> {
        let count = |places: &mut dyn Iterator<Item = usize>, group: usize| {
            let groups = places.filter_map(|place| self.kinds().groups.get(self.kind_of(place)?));
            u32::try_from(groups.filter(|groups| groups.contains(&group)).count()).unwrap_or(u32::MAX)
        };
        let compose = |(group, (feature, quota)): (usize, (&Feature, &Quota))| Composition {
            feature: feature.name.clone(),
            shared: feature.shared,
            value: quota.value.clone(),
            target: quota.count,
            pool: count(&mut (0..self.lots().len()), group),
            panel: count(&mut seated.iter().filter_map(|code| self.place(*code)), group),
        };
        self.terms().quotas().enumerate().map(compose).collect()
    }
}
