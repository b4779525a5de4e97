//! Repeatable shuffling from a seed, the same in every version of this program.

use crate::domain::sortition::Seed;

/// Numbers that follow from a seed: SHA-256 of the seed and a counter.
pub(super) struct Stream {
    seed: Seed,
    drawn: u64,
}

impl Stream {
    pub(super) const fn new(seed: Seed) -> Self {
        Self { seed, drawn: 0 }
    }

    /// Below `bound`, each equally likely (the bias of 64 bits over a few hundred is far below what can be noticed).
    fn below(&mut self, bound: usize) -> usize {
        let [a, b, c, d, e, f, g, h, ..] = self.seed.derived("loting-tafels-v1", self.drawn).0;
        self.drawn += 1;
        let number = u64::from_be_bytes([a, b, c, d, e, f, g, h]);
        let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
        usize::try_from(number % bound).unwrap_or(0)
    }

    /// Shuffles by Fisher and Yates.
    pub(super) fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }
}
