//! How well one order predicts another within the counting areas, against what chance would give.

use std::collections::HashMap;

use serde::Serialize;

/// What came of laying two orders side by side.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Score {
    /// Members that both orders know.
    pub common: usize,
    /// Members whose ballot stood at the same place as they.
    pub linked: usize,
    /// How many of them chance links on average: one per area.
    pub chance: usize,
    /// How alike the orders are within areas: 1 the same, -1 reversed, 0 nothing in common.
    pub likeness: f64,
}

/// Lays the orders side by side, area by area. The attacker is even told who is in both.
#[must_use]
pub fn score(areas: &[u32], ledger: &[usize], ballots: &[usize]) -> Score {
    let mut place = vec![usize::MAX; areas.len()];
    ballots.iter().enumerate().for_each(|(at, whose)| place[*whose] = at);
    let mut by_area: HashMap<u32, Vec<usize>> = HashMap::new();
    for whose in ledger.iter().filter(|whose| place[**whose] != usize::MAX) {
        by_area.entry(areas[*whose]).or_default().push(*whose);
    }
    let (mut score, mut reversed, mut sums) = (Score::default(), 0, (0.0, 0.0));
    let mut rank = vec![0; areas.len()];
    for came in by_area.values() {
        let mut cast = came.clone();
        cast.sort_unstable_by_key(|whose| place[*whose]);
        cast.iter().enumerate().for_each(|(at, whose)| rank[*whose] = at);
        score.common += came.len();
        score.chance += 1;
        score.linked += came.iter().zip(&cast).filter(|(one, other)| one == other).count();
        reversed += came.iter().zip(cast.iter().rev()).filter(|(one, other)| one == other).count();
        let (product, square) = products(came, &rank);
        sums = (sums.0 + product, sums.1 + square);
    }
    score.linked = score.linked.max(reversed);
    score.likeness = if sums.1 > 0.0 { sums.0 / sums.1 } else { 0.0 };
    score
}

/// The parts of a rank correlation, small areas as heavy per member as large ones.
fn products(came: &[usize], rank: &[usize]) -> (f64, f64) {
    let middle = (came.len() - 1) as f64 / 2.0;
    let size = came.len() as f64;
    came.iter().enumerate().fold((0.0, 0.0), |(product, square), (at, whose)| {
        let (one, other) = (at as f64 - middle, rank[*whose] as f64 - middle);
        (product + one * other / size, square + one * one / size)
    })
}

impl Score {
    /// More links than chance gives in one of a thousand tries, when the best of `tries` was taken.
    #[must_use]
    pub fn beyond_chance(&self, tries: usize) -> bool {
        self.linked > most_by_chance(self.chance as f64, 0.001 / (2 * tries.max(1)) as f64).min(self.common)
            || self.alike()
    }

    /// The order itself survived, though changes may have blurred who stands where. Five standard deviations.
    #[must_use]
    pub fn alike(&self) -> bool {
        let free = self.common.saturating_sub(self.chance);
        free >= 20 && self.likeness.abs() > 5.0 / (free as f64).sqrt()
    }
}

/// The smallest number that a Poisson variable of this mean exceeds with less than this probability.
fn most_by_chance(mean: f64, probability: f64) -> usize {
    let (mut term, mut below, mut number) = ((-mean).exp(), (-mean).exp(), 0_usize);
    if term == 0.0 {
        // Many areas: the normal tail, at least five standard deviations.
        return mean_and_more(mean);
    }
    while 1.0 - below > probability && number < 100_000 {
        number += 1;
        term *= mean / number as f64;
        below += term;
    }
    number
}

fn mean_and_more(mean: f64) -> usize {
    let bound = mean + 5.0 * mean.sqrt() + 1.0;
    (0..).find(|number| *number as f64 >= bound).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;
    use rand::rngs::SmallRng;
    use rand::seq::SliceRandom;

    use super::*;

    fn areas(members: usize) -> Vec<u32> {
        (0..members).map(|whose| u32::try_from(whose % 10).unwrap_or(0)).collect()
    }

    fn shuffled(members: usize, seed: u64) -> Vec<usize> {
        let mut order: Vec<usize> = (0..members).collect();
        order.shuffle(&mut SmallRng::seed_from_u64(seed));
        order
    }

    #[test]
    fn the_same_order_links_everybody_also_backwards() {
        let order = shuffled(600, 1);
        let backwards: Vec<usize> = order.iter().rev().copied().collect();
        for other in [&order, &backwards] {
            let score = score(&areas(600), &order, other);
            assert_eq!((score.common, score.linked), (600, 600));
            assert!((score.likeness.abs() - 1.0).abs() < 1e-9 && score.beyond_chance(100));
        }
    }

    #[test]
    fn orders_that_know_nothing_of_each_other_link_by_chance_only() {
        for seed in 0..200 {
            let score = score(&areas(600), &shuffled(600, 2 * seed), &shuffled(600, 2 * seed + 1));
            assert!(!score.beyond_chance(1), "{score:?}");
            assert_eq!(score.chance, 10);
        }
    }

    #[test]
    fn an_order_that_changes_have_blurred_is_still_recognised() {
        let order = shuffled(600, 1);
        let mut changed: Vec<usize> = order.iter().copied().filter(|whose| whose % 3 > 0).collect();
        changed.extend(order.iter().copied().filter(|whose| whose % 3 == 0));
        assert!(score(&areas(600), &order, &changed).beyond_chance(100));
    }

    #[test]
    fn alone_in_an_area_is_no_finding() {
        let areas: Vec<u32> = (0..5).collect();
        let order: Vec<usize> = (0..5).collect();
        assert!(!score(&areas, &order, &order).beyond_chance(1));
    }
}
