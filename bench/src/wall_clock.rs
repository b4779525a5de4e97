//! The time of day, for the dates that a story composes and for TOTP codes; measuring uses `Instant`.

use std::time::Duration;

use jiff::Timestamp;
use preferendum::clock::{Clock, SystemClock};

/// Seconds since 1970, UTC.
#[must_use]
pub fn unix_seconds() -> u64 {
    u64::try_from(SystemClock.now().0).unwrap_or(0)
}

/// RFC 3339 in UTC and whole seconds, `ahead` from now.
#[must_use]
pub fn rfc3339_in(ahead: Duration) -> String {
    rfc3339(unix_seconds() + ahead.as_secs())
}

/// RFC 3339 in UTC and whole seconds, from seconds since 1970.
#[must_use]
pub fn rfc3339(seconds: u64) -> String {
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX).to_string()
}

/// Seconds since 1970 of an RFC 3339 time.
pub fn seconds_of(text: &str) -> anyhow::Result<u64> {
    let time: Timestamp = text.parse()?;
    Ok(u64::try_from(time.as_second())?)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_in_utc_and_whole_seconds_and_reads_back() {
        assert_eq!(rfc3339(1_795_248_000), "2026-11-21T08:00:00Z");
        assert_eq!(seconds_of("2026-11-21T08:00:00Z").unwrap(), 1_795_248_000);
    }
}
