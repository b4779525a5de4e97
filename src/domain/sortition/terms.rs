//! What a draw promises before it happens: seats, quotas from target shares, and the public value that will be used.

use serde::{Deserialize, Serialize};

/// The shares that the values of one feature should have on the panel, as counts: of the membership, of the pool for what
/// people shared themselves, or as the organiser sets them (half and half is 1 and 1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Name of the feature, such as region.
    pub feature: String,
    /// Shared by the persons themselves, not from the member file. Never in anything public.
    pub shared: bool,
    /// Each value with its count; the share is the count by the sum of all counts.
    pub counts: Vec<(String, u64)>,
}

/// How many seats one value of a feature gets: at least `least`, at most `most`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quota {
    /// The value.
    pub value: String,
    /// Its count in the target.
    pub count: u64,
    /// Lower bound.
    pub least: u32,
    /// Upper bound.
    pub most: u32,
}

/// A feature with the quotas of its values.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feature {
    /// Name, such as region.
    pub name: String,
    /// Shared by the persons themselves, not from the member file. Never in anything public.
    pub shared: bool,
    /// One for each value.
    pub quotas: Vec<Quota>,
}

impl Feature {
    /// The quotas of a target for so many seats: its share of the seats, rounded down and rounded up, in whole numbers.
    #[must_use]
    pub fn of(target: &Target, seats: u32) -> Self {
        let total = target.counts.iter().map(|(_, count)| u128::from(*count)).sum();
        let quotas = target.counts.iter().map(|(value, count)| {
            let (least, most) = bounds(*count, total, seats);
            Quota { value: value.clone(), count: *count, least, most }
        });
        Self { name: target.feature.clone(), shared: target.shared, quotas: quotas.collect() }
    }

    /// The bounds that follow from the counts, in the order of the quotas.
    pub(super) fn exact_bounds(&self, seats: u32) -> impl Iterator<Item = (u32, u32)> + '_ {
        let total = self.quotas.iter().map(|quota| u128::from(quota.count)).sum();
        self.quotas.iter().map(move |quota| bounds(quota.count, total, seats))
    }
}

/// floor and ceil of seats · count / total; 0 and 0 when the total is 0.
fn bounds(count: u64, total: u128, seats: u32) -> (u32, u32) {
    let share = u128::from(count) * u128::from(seats);
    let whole = |quotient: Option<u128>| quotient.and_then(|q| u32::try_from(q).ok()).unwrap_or(0);
    let least = whole(share.checked_div(total));
    (least, least + u32::from(share.checked_rem(total).is_some_and(|rest| rest > 0)))
}

/// What is fixed, together with the lots, before anybody can know the seed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// What the seats are for; one draw per event.
    pub event: String,
    /// Number of seats.
    pub seats: u32,
    /// Which public random value will be used, so that anybody can look it up: "drand quicknet round 123", "dice at …".
    pub public_value: String,
    /// The features, the most important first: when quotas cannot be met, those of later features move first. None: an
    /// ordinary evening, without quotas.
    pub features: Vec<Feature>,
}

impl Terms {
    /// Terms with the quotas that follow from the targets. [`Pool::new`](super::Pool::new) checks them.
    #[must_use]
    pub fn new(event: &str, seats: u32, public_value: &str, targets: &[Target]) -> Self {
        Self {
            event: event.to_owned(),
            seats,
            public_value: public_value.to_owned(),
            features: targets.iter().map(|target| Feature::of(target, seats)).collect(),
        }
    }

    /// The bytes that are hashed into the commitment as leaf 0: the JSON array
    /// `["loting-v1",EVENT,SEATS,LOTS,PUBLIC_VALUE,[[FEATURE,SHARED,[[VALUE,COUNT,LEAST,MOST],…]],…]]`, without spaces.
    #[must_use]
    pub fn leaf(&self, lots: usize) -> String {
        let quota = |quota: &Quota| serde_json::json!([quota.value, quota.count, quota.least, quota.most]);
        let feature = |feature: &Feature| {
            let quotas: Vec<_> = feature.quotas.iter().map(quota).collect();
            serde_json::json!([feature.name, feature.shared, quotas])
        };
        let features: Vec<_> = self.features.iter().map(feature).collect();
        serde_json::json!([super::FORMAT, self.event, self.seats, lots, self.public_value, features]).to_string()
    }

    /// All quotas with their feature, in order: the place of a quota in this list is its group.
    pub(super) fn quotas(&self) -> impl Iterator<Item = (&Feature, &Quota)> {
        self.features.iter().flat_map(|feature| feature.quotas.iter().map(move |quota| (feature, quota)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds_of(counts: &[u64], seats: u32) -> Vec<(u32, u32)> {
        let counts = (0..).zip(counts).map(|(at, count): (u32, _)| (at.to_string(), *count)).collect();
        let feature = Feature::of(&Target { feature: "region".into(), shared: false, counts }, seats);
        feature.quotas.iter().map(|quota| (quota.least, quota.most)).collect()
    }

    #[test]
    fn a_share_is_rounded_down_and_up_and_a_whole_one_is_exact() {
        assert_eq!(bounds_of(&[1, 1], 60), [(30, 30), (30, 30)]);
        assert_eq!(bounds_of(&[1, 2], 10), [(3, 4), (6, 7)]);
        // A third of three seats is one seat, also where a float says 0.9999….
        assert_eq!(bounds_of(&[1, 1, 1], 3), [(1, 1), (1, 1), (1, 1)]);
    }

    #[test]
    fn a_small_group_is_never_rounded_away() {
        assert_eq!(bounds_of(&[1, 99], 40), [(0, 1), (39, 40)]);
    }

    #[test]
    fn counts_beyond_any_membership_do_not_overflow() {
        assert_eq!(bounds_of(&[u64::MAX, u64::MAX], 100), [(50, 50), (50, 50)]);
        assert_eq!(bounds_of(&[0, 0], 10), [(0, 0), (0, 0)]);
    }

    #[test]
    fn the_leaf_is_a_compact_json_array() {
        let target =
            Target { feature: "side".into(), shared: true, counts: vec![("eens".into(), 1), ("oneens".into(), 2)] };
        let terms = Terms::new("Avond", 4, "drand 7", &[target]);
        let expected = r#"["loting-v1","Avond",4,9,"drand 7",[["side",true,[["eens",1,1,2],["oneens",2,2,3]]]]]"#;
        assert_eq!(terms.leaf(9), expected);
    }
}
