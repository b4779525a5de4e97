//! What a party may choose of the publication rule, and within which bounds.

use std::collections::BTreeMap;

/// No group is ever smaller than this, whatever the settings say.
pub const LEAST_GROUP: i64 = 10;
/// Fewest ballots of a published group, unless the settings say otherwise.
pub const USUAL_GROUP: i64 = 25;

/// How many ballots make a group, and where a region turns that cannot stand alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    smallest: i64,
    neighbours: BTreeMap<String, String>,
}

/// A group of fewer ballots than [`LEAST_GROUP`] is never published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a published group has at least {LEAST_GROUP} ballots, not {0}")]
pub struct TooSmall(pub i64);

impl Default for Rule {
    fn default() -> Self {
        Self { smallest: USUAL_GROUP, neighbours: BTreeMap::new() }
    }
}

impl Rule {
    /// Groups of at least `smallest` ballots; `neighbours` names for a region the one that it turns to.
    pub fn new(smallest: i64, neighbours: BTreeMap<String, String>) -> Result<Self, TooSmall> {
        if smallest < LEAST_GROUP { Err(TooSmall(smallest)) } else { Ok(Self { smallest, neighbours }) }
    }

    /// Fewest ballots of a published group.
    #[must_use]
    pub const fn smallest(&self) -> i64 {
        self.smallest
    }

    /// The region that `region` turns to when it cannot stand alone, out of `sizes` (ballots by region).
    ///
    /// The one in the settings; without one (or one that has no ballot box here) the smaller of the regions that stand
    /// next to it in the list, which is in the order of names; of two as small the earlier. None without another region.
    pub(super) fn neighbour<'a>(&self, region: &str, sizes: &BTreeMap<&'a str, i64>) -> Option<&'a str> {
        let chosen = self.neighbours.get(region).filter(|chosen| chosen.as_str() != region);
        if let Some((known, _)) = chosen.and_then(|chosen| sizes.get_key_value(chosen.as_str())) {
            return Some(known);
        }
        let before = sizes.iter().rfind(|(name, _)| **name < region);
        let after = sizes.iter().find(|(name, _)| **name > region);
        before.into_iter().chain(after).min_by_key(|(name, ballots)| (**ballots, **name)).map(|(name, _)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_than_ten_ballots_are_refused_at_the_door() {
        assert_eq!(Rule::new(9, BTreeMap::new()), Err(TooSmall(9)));
        assert_eq!(Rule::new(10, BTreeMap::new()).map(|rule| rule.smallest()), Ok(10));
        assert_eq!(Rule::default().smallest(), 25);
    }

    #[test]
    fn a_region_turns_to_the_chosen_one_else_to_the_smaller_of_the_two_beside_it() {
        let sizes = BTreeMap::from([("A", 5), ("B", 9), ("C", 7), ("D", 1)]);
        let chosen = |of: &str, to: &str| Rule::new(25, BTreeMap::from([(of.to_owned(), to.to_owned())]));
        assert_eq!(Rule::default().neighbour("B", &sizes), Some("A"));
        assert_eq!(Rule::default().neighbour("C", &sizes), Some("D"));
        assert_eq!(Rule::default().neighbour("A", &sizes), Some("B"));
        assert_eq!(Rule::default().neighbour("D", &sizes), Some("C"));
        assert_eq!(chosen("B", "D").map(|rule| rule.neighbour("B", &sizes)), Ok(Some("D")));
        assert_eq!(chosen("B", "nowhere").map(|rule| rule.neighbour("B", &sizes)), Ok(Some("A")));
        assert_eq!(chosen("B", "B").map(|rule| rule.neighbour("B", &sizes)), Ok(Some("A")));
        assert_eq!(Rule::default().neighbour("A", &BTreeMap::from([("A", 5)])), None);
    }
}
