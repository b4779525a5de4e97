//! Finding well-mixed tables: from a shuffled start, swap two people as long as that makes it better; the best of several
//! starts.

use super::mix::{Mix, Pairs, Weights};
use super::shuffle::Stream;
use super::{TablesError, Traits, sizes};
use crate::domain::sortition::Seed;

/// Starts: the score hardly falls after a few.
const STARTS: u64 = 6;
/// A search ends by itself, because the score falls with every swap; this is far more than it takes.
const SWEEPS: usize = 100;

/// Two rounds of tables. Table i has the same place and the same moderator in both; people are places in the list that
/// was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The first round.
    pub first: Vec<Vec<usize>>,
    /// The second, in which people meet others.
    pub second: Vec<Vec<usize>>,
    /// The mix of the first round.
    pub first_mix: Mix,
    /// The mix of the second round; `again` are the pairs that sat together in the first.
    pub second_mix: Mix,
}

/// Splits those present over so many tables, whose sizes differ by at most one, twice. The same seed gives the same plan.
pub fn split(people: &[Traits], tables: usize, weights: &Weights, seed: &Seed) -> Result<Plan, TablesError> {
    let fits = people.iter().all(|traits| traits.len() == weights.traits.len());
    if people.is_empty() || tables == 0 {
        return Err(TablesError::Nobody);
    }
    if !fits || tables > people.len() {
        return Err(TablesError::Mismatch);
    }
    let first = best(people, tables, weights, &[], &seed.derived("ronde", 1));
    let second = best(people, tables, weights, &first, &seed.derived("ronde", 2));
    Ok(Plan {
        first_mix: Mix::of(&first, people, weights, &[]),
        second_mix: Mix::of(&second, people, weights, &first),
        first,
        second,
    })
}

fn best(people: &[Traits], tables: usize, weights: &Weights, before: &[Vec<usize>], seed: &Seed) -> Vec<Vec<usize>> {
    let pairs = Pairs::new(people, weights, before);
    let tried = (0..STARTS).map(|start| {
        let mut seated = shuffled(people.len(), tables, seed.derived("begin", start));
        improve(&mut seated, &pairs);
        seated.iter_mut().for_each(|table| table.sort_unstable());
        seated
    });
    // The first of equally good ones.
    tried.min_by_key(|seated| Mix::of(seated, people, weights, before).score(weights)).unwrap_or_default()
}

/// A random split.
pub(super) fn shuffled(people: usize, tables: usize, seed: Seed) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..people).collect();
    Stream::new(seed).shuffle(&mut order);
    let mut next = order.into_iter();
    sizes(people, tables).into_iter().map(|size| next.by_ref().take(size).collect()).collect()
}

/// Swaps two people of different tables as long as some swap makes it better.
fn improve(tables: &mut [Vec<usize>], pairs: &Pairs) {
    for _ in 0..SWEEPS {
        let mut better = false;
        for right in 1..tables.len() {
            let (before, after) = tables.split_at_mut(right);
            let Some(other) = after.first_mut() else { continue };
            for table in before {
                better |= improve_two(table, other, pairs);
            }
        }
        if !better {
            return;
        }
    }
}

fn improve_two(one: &mut [usize], other: &mut [usize], pairs: &Pairs) -> bool {
    let mut better = false;
    for i in 0..one.len() {
        for j in 0..other.len() {
            let (Some(a), Some(b)) = (one.get(i).copied(), other.get(j).copied()) else { continue };
            let now = pairs.against(a, one, b) + pairs.against(b, other, a);
            let then = pairs.against(a, other, b) + pairs.against(b, one, a);
            if then < now
                && let (Some(x), Some(y)) = (one.get_mut(i), other.get_mut(j))
            {
                std::mem::swap(x, y);
                better = true;
            }
        }
    }
    better
}
