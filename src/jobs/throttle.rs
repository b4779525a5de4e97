//! How many letters may leave now, so that no more than so many leave a minute.

use crate::domain::time::Timestamp;

/// One letter, in the unit that a minute's allowance of one gains a second.
const LETTER: i64 = 60;

/// Saves up for letters as time passes: at most a second's worth, or one letter where that is less.
pub(super) struct Throttle {
    per_minute: Option<u32>,
    saved: i64,
    at: Timestamp,
}

impl Throttle {
    /// Full. None for no limit.
    pub(super) fn new(per_minute: Option<u32>, now: Timestamp) -> Self {
        let mut throttle = Self { per_minute, saved: 0, at: now };
        throttle.saved = throttle.most();
        throttle
    }

    fn most(&self) -> i64 {
        self.per_minute.map_or(0, |number| i64::from(number).max(LETTER))
    }

    /// How many letters may leave at `now`, `limit` at most.
    pub(super) fn allowed(&mut self, now: Timestamp, limit: u64) -> u64 {
        let Some(per_minute) = self.per_minute else { return limit };
        let seconds = (now.0 - self.at.0).clamp(0, LETTER);
        self.saved = (self.saved + seconds * i64::from(per_minute)).min(self.most());
        self.at = now;
        u64::try_from(self.saved / LETTER).unwrap_or(0).min(limit)
    }

    /// Notes that letters left.
    pub(super) fn spend(&mut self, letters: usize) {
        if self.per_minute.is_some() {
            self.saved -= i64::try_from(letters).unwrap_or(i64::MAX / LETTER) * LETTER;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent_in_two_minutes(per_minute: u32) -> u64 {
        let mut throttle = Throttle::new(Some(per_minute), Timestamp(0));
        let mut sent = 0;
        for second in 0..120 {
            let now = throttle.allowed(Timestamp(second), 1000);
            throttle.spend(usize::try_from(now).unwrap_or(0));
            sent += now;
        }
        sent
    }

    #[test]
    fn no_more_leave_than_the_minute_allows_beyond_the_first_second() {
        assert_eq!(sent_in_two_minutes(1), 2);
        assert_eq!(sent_in_two_minutes(30), 60);
        assert_eq!(sent_in_two_minutes(60), 120);
        assert_eq!(sent_in_two_minutes(600), 1_200);
    }

    #[test]
    fn an_hour_of_silence_does_not_make_an_hour_of_letters() {
        let mut throttle = Throttle::new(Some(60), Timestamp(0));
        assert_eq!(throttle.allowed(Timestamp(3_600), 1000), 1);
    }

    #[test]
    fn without_a_limit_everything_may_leave() {
        let mut throttle = Throttle::new(None, Timestamp(0));
        throttle.spend(500);
        assert_eq!(throttle.allowed(Timestamp(0), 200), 200);
    }
}
