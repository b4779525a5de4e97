//! The only place that draws random bytes (the key generation of the crypto library aside).

use std::sync::Mutex;

use rand::{Rng, SeedableRng};
use uuid::Uuid;

/// A source of random bytes.
pub trait Chance: Send + Sync {
    /// Fills `bytes` with random ones.
    fn fill(&self, bytes: &mut [u8]);
}

impl dyn Chance + '_ {
    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A random (version 4) identifier.
    pub fn uuid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes()).into_uuid()
    }

    /// A place in a list of `length`, each equally likely.
    pub fn index(&self, length: usize) -> usize {
        let bound = u32::try_from(length).unwrap_or(u32::MAX);
        usize::try_from(self.below(bound)).unwrap_or(0)
    }

    /// A whole number below `bound`, each equally likely. `bound` 0 gives 0.
    pub fn below(&self, bound: u32) -> u32 {
        if bound == 0 {
            return 0;
        }
        // Numbers in the last, incomplete stretch would favour the low ones: draw again.
        let limit = u32::MAX - u32::MAX % bound;
        loop {
            let drawn = u32::from_be_bytes(self.bytes());
            if drawn < limit {
                return drawn % bound;
            }
        }
    }
}

/// Randomness that nobody can foresee: a generator seeded by the operating system.
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) {
        #[expect(clippy::disallowed_methods, reason = "the one place that may draw")]
        rand::rng().fill_bytes(bytes);
    }
}

/// Repeatable randomness, for tests and the demo's made-up people. Never for secrets of real people.
pub struct SeededChance(Mutex<rand::rngs::StdRng>);

impl SeededChance {
    /// The same seed gives the same bytes.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(rand::rngs::StdRng::seed_from_u64(seed)))
    }
}

impl Chance for SeededChance {
    fn fill(&self, bytes: &mut [u8]) {
        match self.0.lock() {
            Ok(mut generator) => generator.fill_bytes(bytes),
            Err(poisoned) => poisoned.into_inner().fill_bytes(bytes),
        }
    }
}
