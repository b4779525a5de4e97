//! How often something may be tried. Kept in memory: a restart forgets it, and nothing about it is stored.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use super::address::ClientAddress;
use super::problem::Problem;
use crate::clock::Clock;
use crate::domain::ids::AccountId;

/// The clock that was handed in, as the limiter asks for it.
#[derive(Clone)]
struct Handed(Arc<dyn Clock>);

impl governor::clock::Clock for Handed {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_secs(u64::try_from(self.0.now().0).unwrap_or(0))
    }
}

/// Below this many keys a limiter does not look for those that have long been quiet.
const MANY_KEYS: usize = 10_000;

struct Limit<K: Hash + Eq + Clone> {
    limiter: RateLimiter<K, DashMapStateStore<K>, Handed, NoOpMiddleware<Duration>>,
    clock: Handed,
    sweep_above: AtomicUsize,
}

impl<K: Hash + Eq + Clone> Limit<K> {
    /// `burst` at once, and again one after every `seconds`.
    fn new(clock: &Handed, burst: u32, seconds: u64) -> Self {
        let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
        let one_per_second = Quota::per_second(NonZeroU32::MIN);
        let quota = Quota::with_period(Duration::from_secs(seconds)).unwrap_or(one_per_second).allow_burst(burst);
        Self {
            limiter: RateLimiter::new(quota, DashMapStateStore::default(), clock.clone()),
            clock: clock.clone(),
            sweep_above: AtomicUsize::new(MANY_KEYS),
        }
    }

    fn check(&self, key: &K) -> Result<(), Problem> {
        self.sweep();
        let wait =
            |not: governor::NotUntil<Duration>| Problem::too_many(not.wait_time_from(self.clock.now()).as_secs() + 1);
        self.limiter.check_key(key).map_err(wait)
    }

    /// Drops keys that have long been quiet, so that made-up ones do not fill the memory; each time the number has
    /// doubled, so that the work stays small for each key.
    fn sweep(&self) {
        if self.limiter.len() > self.sweep_above.load(Ordering::Relaxed) {
            self.limiter.retain_recent();
            self.sweep_above.store(MANY_KEYS.max(2 * self.limiter.len()), Ordering::Relaxed);
        }
    }
}

/// The limits of signing in.
pub struct Limits {
    letters_to_address: Limit<String>,
    letters_by_client: Limit<IpAddr>,
    codes_by_client: Limit<IpAddr>,
    second_factors: Limit<AccountId>,
    secrets_by_client: Limit<IpAddr>,
}

const MINUTE: u64 = 60;

impl Limits {
    /// Nothing tried yet.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let clock = Handed(clock);
        Self {
            // Five codes can be tried for each letter: this keeps guessing below 500 of a million codes a day.
            letters_to_address: Limit::new(&clock, 5, 15 * MINUTE),
            letters_by_client: Limit::new(&clock, 30, MINUTE / 2),
            codes_by_client: Limit::new(&clock, 30, MINUTE / 2),
            second_factors: Limit::new(&clock, 10, 5 * MINUTE),
            // An honest program asks once in fifteen minutes.
            secrets_by_client: Limit::new(&clock, 30, MINUTE / 2),
        }
    }

    /// Before a login letter is asked for; `email` in lower case.
    pub fn letter(&self, client: ClientAddress, email: &str) -> Result<(), Problem> {
        self.letters_by_client.check(&client.0)?;
        self.letters_to_address.check(&email.to_owned())
    }

    /// Before a mailed code or link is tried.
    pub fn code(&self, client: ClientAddress) -> Result<(), Problem> {
        self.codes_by_client.check(&client.0)
    }

    /// Before the secret of an API client is tried.
    pub fn secret(&self, client: ClientAddress) -> Result<(), Problem> {
        self.secrets_by_client.check(&client.0)
    }

    /// Before a second factor is tried, over all sessions of the account.
    pub fn second_factor(&self, account: AccountId) -> Result<(), Problem> {
        self.second_factors.check(&account)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::ManualClock;
    use crate::domain::time::Timestamp;

    #[test]
    fn keys_that_have_long_been_quiet_are_dropped() {
        let clock = Arc::new(ManualClock::at(Timestamp(1_800_000_000)));
        let limit: Limit<usize> = Limit::new(&Handed(clock.clone()), 1, 60);
        for key in 0..=MANY_KEYS {
            assert!(limit.check(&key).is_ok());
        }
        assert!(limit.limiter.len() > MANY_KEYS);
        clock.advance(121);
        assert!(limit.check(&0).is_ok());
        assert!(limit.limiter.len() < 10);
    }
}
