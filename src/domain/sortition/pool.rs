//! The lots of one draw with its terms, checked; people with the same traits are counted as one kind.

use std::collections::{HashMap, HashSet};

use super::lot::{Lot, LotCode};
use super::terms::{Feature, Terms};

/// Why lots and terms make no draw.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PoolError {
    /// Nothing to draw.
    #[error("a draw needs at least one seat")]
    NoSeats,
    /// Beyond what the arithmetic is made for.
    #[error("a draw has at most 2,000,000 lots, seats and values")]
    TooLarge,
    /// A feature without a name or values, a value twice, or a feature twice.
    #[error("feature “{0}”: names must be there, and differ")]
    Feature(String),
    /// Bounds that cross.
    #[error("feature “{feature}”, value “{value}”: at least {least} and at most {most}")]
    Bounds {
        /// The feature.
        feature: String,
        /// The value.
        value: String,
        /// Lower bound.
        least: u32,
        /// Upper bound.
        most: u32,
    },
    /// Two lots with the same code.
    #[error("lot {0} is there twice")]
    Twice(LotCode),
    /// Not one value for each feature.
    #[error("lot {0} does not have one trait for each feature")]
    Traits(LotCode),
    /// People have a value that no quota names, or one whose quota is no seat at all: they could never be drawn.
    #[error("feature “{feature}”: people with “{value}” could never be drawn, there is no seat for them")]
    NoChance {
        /// The feature.
        feature: String,
        /// The value.
        value: String,
    },
}

const LARGEST: usize = 2_000_000;

/// The lots of one draw, in the order of their codes, and its terms.
#[derive(Clone, Debug)]
pub struct Pool {
    terms: Terms,
    lots: Vec<Lot>,
    kinds: Kinds,
}

/// People with the same traits.
#[derive(Clone, Debug, Default)]
pub(super) struct Kinds {
    /// The kind of each lot.
    pub of_lot: Vec<usize>,
    /// The groups of each kind: for each feature the place of its quota among all quotas.
    pub groups: Vec<Vec<usize>>,
    /// The kind with these groups.
    pub by_groups: HashMap<Vec<usize>, usize>,
    /// How many lots there are of each kind.
    pub people: Vec<u32>,
}

impl Pool {
    /// Checks the terms and that every lot has a chance as far as single quotas go; sorts the lots by their codes.
    pub fn new(terms: Terms, mut lots: Vec<Lot>) -> Result<Self, PoolError> {
        check_terms(&terms)?;
        if lots.len() > LARGEST {
            return Err(PoolError::TooLarge);
        }
        lots.sort_by_key(|lot| lot.code);
        if let Some([lot, _]) = lots.array_windows().find(|[lot, next]| lot.code == next.code) {
            return Err(PoolError::Twice(lot.code));
        }
        let kinds = kinds(&terms, &lots)?;
        Ok(Self { terms, lots, kinds })
    }

    /// The terms.
    #[must_use]
    pub const fn terms(&self) -> &Terms {
        &self.terms
    }

    /// The lots, in the order of their codes.
    #[must_use]
    pub fn lots(&self) -> &[Lot] {
        &self.lots
    }

    /// Where a lot stands among [`lots`](Self::lots).
    #[must_use]
    pub fn place(&self, code: LotCode) -> Option<usize> {
        self.lots.binary_search_by_key(&code, |lot| lot.code).ok()
    }

    pub(super) const fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    pub(super) fn kind_of(&self, place: usize) -> Option<usize> {
        self.kinds.of_lot.get(place).copied()
    }

    pub(super) fn codes(&self, places: &[usize]) -> Vec<LotCode> {
        places.iter().filter_map(|place| self.lots.get(*place)).map(|lot| lot.code).collect()
    }
}

fn check_terms(terms: &Terms) -> Result<(), PoolError> {
    let size = usize::try_from(terms.seats).unwrap_or(usize::MAX).max(terms.quotas().count());
    if terms.seats == 0 {
        return Err(PoolError::NoSeats);
    }
    if size > LARGEST {
        return Err(PoolError::TooLarge);
    }
    let mut names = HashSet::new();
    for feature in &terms.features {
        let mut values = HashSet::new();
        let named = !feature.name.is_empty() && names.insert(&feature.name) && !feature.quotas.is_empty();
        if !named || !feature.quotas.iter().all(|quota| values.insert(&quota.value)) {
            return Err(PoolError::Feature(feature.name.clone()));
        }
        if let Some(quota) = feature.quotas.iter().find(|quota| quota.least > quota.most || quota.most > terms.seats) {
            return Err(PoolError::Bounds {
                feature: feature.name.clone(),
                value: quota.value.clone(),
                least: quota.least,
                most: quota.most,
            });
        }
    }
    Ok(())
}

/// The place of each value's quota among all quotas, with its upper bound.
type Numbered<'a> = HashMap<&'a str, (usize, u32)>;

fn kinds(terms: &Terms, lots: &[Lot]) -> Result<Kinds, PoolError> {
    let mut start = 0;
    let mut numbered: Vec<Numbered<'_>> = Vec::new();
    for feature in &terms.features {
        let quotas = feature.quotas.iter().zip(start..);
        numbered.push(quotas.map(|(quota, group)| (quota.value.as_str(), (group, quota.most))).collect());
        start += feature.quotas.len();
    }
    let mut known: HashMap<&[String], usize> = HashMap::new();
    let mut kinds = Kinds::default();
    for lot in lots {
        let kind = match known.get(lot.traits.as_slice()) {
            Some(kind) => *kind,
            None => {
                let kind = kinds.groups.len();
                let groups = groups(&terms.features, &numbered, lot)?;
                kinds.by_groups.insert(groups.clone(), kind);
                kinds.groups.push(groups);
                kinds.people.push(0);
                known.insert(&lot.traits, kind);
                kind
            }
        };
        kinds.of_lot.push(kind);
        if let Some(people) = kinds.people.get_mut(kind) {
            *people += 1;
        }
    }
    Ok(kinds)
}

fn groups(features: &[Feature], numbered: &[Numbered<'_>], lot: &Lot) -> Result<Vec<usize>, PoolError> {
    if lot.traits.len() != features.len() {
        return Err(PoolError::Traits(lot.code));
    }
    let of = |feature: &Feature, known: &Numbered<'_>, value: &String| {
        let group = known.get(value.as_str()).filter(|(_, most)| *most > 0).map(|(group, _)| *group);
        group.ok_or_else(|| PoolError::NoChance { feature: feature.name.clone(), value: value.clone() })
    };
    let each = features.iter().zip(numbered).zip(&lot.traits);
    each.map(|((feature, known), value)| of(feature, known, value)).collect()
}
