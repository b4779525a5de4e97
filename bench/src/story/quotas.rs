//! Whether a panel is spread as the membership is: from the figures that everybody may see, in whole numbers.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde_json::Value;

/// What one value of a trait comes to, as a public draw and a dry run show it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
struct Line {
    feature: String,
    value: String,
    target: u64,
    pool: u64,
    panel: u64,
}

/// Checks that every value of every trait has its share of the seats, rounded down or up, that every trait counts all
/// `members`, all `people` in the pool and all seats, and that just these traits are there. Returns how many values.
pub fn hold(composition: &Value, traits: &[&str], members: u64, people: u64, seats: u64) -> Result<usize> {
    let lines: Vec<Line> = serde_json::from_value(composition.clone()).context("composition")?;
    let mut sums: BTreeMap<&str, [u64; 3]> = BTreeMap::new();
    for Line { feature, value, target, pool, panel } in &lines {
        let share = target * seats;
        let (least, most) = (share / members, share.div_ceil(members));
        ensure!((least..=most).contains(panel), "{feature} {value}: {panel} seats, not {least} to {most}");
        let sum = sums.entry(feature).or_default();
        for (sum, number) in sum.iter_mut().zip([target, pool, panel]) {
            *sum += number;
        }
    }
    for name in traits {
        let sum = sums.remove(name).with_context(|| format!("no figures of {name}"))?;
        ensure!(sum == [members, people, seats], "{name}: {sum:?} members, people and seats");
    }
    ensure!(sums.is_empty(), "figures of {:?} as well", sums.keys());
    Ok(lines.len())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use serde_json::json;

    use super::*;

    fn figures(panel: [u64; 2]) -> Value {
        let line = |value, target, pool, panel| json!({"feature": "region", "value": value, "target": target, "pool": pool, "panel": panel});
        json!([line("Noord", 35, 8, panel[0]), line("Zuid", 65, 12, panel[1])])
    }

    #[test]
    fn a_share_may_be_rounded_down_and_up_and_no_further() {
        let hold = |panel| hold(&figures(panel), &["region"], 100, 20, 10);
        assert_eq!((hold([3, 7]).unwrap(), hold([4, 6]).unwrap()), (2, 2));
        assert!(hold([5, 5]).is_err() && hold([2, 8]).is_err());
    }

    #[test]
    fn nobody_may_be_missing_and_no_trait_more_or_less() {
        let figures = figures([4, 6]);
        assert!(hold(&figures, &["region"], 100, 21, 10).is_err());
        assert!(hold(&figures, &["region", "age"], 100, 20, 10).is_err());
        assert!(hold(&figures, &[], 100, 20, 10).is_err());
    }
}
