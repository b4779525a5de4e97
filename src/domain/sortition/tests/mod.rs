//! Draws of made-up pools: what always holds, what a witness is told, and the mistakes that were made before.

mod files;
mod properties;
mod stories;

use super::*;

/// Repeatable numbers for made-up pools (splitmix64).
pub struct Dice(pub u64);

impl Dice {
    pub fn throw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: u64) -> u64 {
        self.throw() % bound
    }

    pub fn bytes(&mut self) -> [u8; 16] {
        ((u128::from(self.throw()) << 64) | u128::from(self.throw())).to_be_bytes()
    }

    pub fn lot(&mut self, traits: &[&str]) -> Lot {
        Lot {
            code: LotCode(self.bytes()),
            salt: Salt(self.bytes()),
            behind: false,
            traits: traits.iter().map(|value| (*value).to_owned()).collect(),
        }
    }
}

pub fn target(feature: &str, counts: &[(&str, u64)]) -> Target {
    let counts = counts.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect();
    Target { feature: feature.to_owned(), shared: false, counts }
}

pub fn seed(number: u8) -> Seed {
    Seed([number; 32])
}

/// How many of the seated have each value of each feature.
pub fn seats_of(pool: &Pool, seated: &[LotCode]) -> Vec<(String, String, u32)> {
    pool.composition(seated).into_iter().map(|c| (c.feature, c.value, c.panel)).collect()
}

/// Every quota of the pool's terms holds for these people, and none of them is there twice.
pub fn holds_quotas(pool: &Pool, seated: &[LotCode]) -> bool {
    let distinct: std::collections::HashSet<_> = seated.iter().collect();
    let quotas = pool.terms().features.iter().flat_map(|feature| &feature.quotas);
    distinct.len() == seated.len()
        && seats_of(pool, seated).iter().zip(quotas).all(|((_, _, n), quota)| (quota.least..=quota.most).contains(n))
}
