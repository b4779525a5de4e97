//! Moments: whole Unix seconds, UTC, shown in Europe/Amsterdam.

use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment in whole seconds since 1970, UTC. In JSON: RFC 3339, `2026-11-21T08:00:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment `seconds` later (earlier when negative).
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Reads RFC 3339 with any offset; none if it is not that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let moment: jiff::Timestamp = text.parse().ok()?;
        Some(Self(moment.as_second()))
    }

    /// As people in the Netherlands read it: `dinsdag 24 november 2026, 9:00 uur`.
    #[must_use]
    pub fn in_amsterdam(self) -> String {
        const DAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
        let (Some(moment), Ok(zone)) = (self.jiff(), TimeZone::get("Europe/Amsterdam")) else {
            return self.to_string();
        };
        let local = moment.to_zoned(zone);
        let day = usize::try_from(local.weekday().to_monday_zero_offset()).unwrap_or(0);
        let date = Day(local.date()).in_words();
        format!("{} {date}, {}:{:02} uur", DAYS[day % 7], local.hour(), local.minute())
    }

    /// As calendar files write it in UTC (RFC 5545, 3.3.5): `20261124T080000Z`.
    #[must_use]
    pub fn in_calendar_utc(self) -> String {
        self.jiff().map_or_else(String::new, |moment| moment.strftime("%Y%m%dT%H%M%SZ").to_string())
    }

    /// As calendar files write the time on the clock in the Netherlands: `20261124T090000`.
    #[must_use]
    pub fn in_calendar_amsterdam(self) -> String {
        match (self.jiff(), TimeZone::get("Europe/Amsterdam")) {
            (Some(moment), Ok(zone)) => moment.to_zoned(zone).strftime("%Y%m%dT%H%M%S").to_string(),
            _ => String::new(),
        }
    }

    /// The year on the calendar in the Netherlands.
    #[must_use]
    pub fn year(self) -> i32 {
        match (self.jiff(), TimeZone::get("Europe/Amsterdam")) {
            (Some(moment), Ok(zone)) => i32::from(moment.to_zoned(zone).year()),
            _ => 1970,
        }
    }

    /// The day on the calendar in the Netherlands.
    #[must_use]
    pub fn day(self) -> Day {
        match (self.jiff(), TimeZone::get("Europe/Amsterdam")) {
            (Some(moment), Ok(zone)) => Day(moment.to_zoned(zone).date()),
            _ => Day(jiff::civil::Date::ZERO),
        }
    }

    fn jiff(self) -> Option<jiff::Timestamp> {
        jiff::Timestamp::from_second(self.0).ok()
    }
}

impl std::fmt::Display for Timestamp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.jiff() {
            Some(moment) => write!(f, "{moment}"),
            None => write!(f, "@{}", self.0),
        }
    }
}

const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];

/// A day on the calendar, `2026-11-21`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day(jiff::civil::Date);

impl Day {
    /// Reads `2026-11-21` and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let day = Self(text.parse().ok()?);
        (day.to_string() == text).then_some(day)
    }

    /// As people in the Netherlands read it: `15 januari 2027`.
    #[must_use]
    pub fn in_words(self) -> String {
        let month = usize::try_from(self.0.month() - 1).unwrap_or(0);
        format!("{} {} {}", self.0.day(), MONTHS[month % 12], self.0.year())
    }

    /// The day so many days later (earlier when negative), on the calendar: the length of a day does not matter.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        // No caller asks for more than some years, and beyond the last day there is is the last day.
        let days = days.clamp(-MANY_DAYS, MANY_DAYS);
        Self(self.0.saturating_add(jiff::Span::new().days(days)))
    }

    /// How many days this is after `earlier`; negative when it is before it.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.since(earlier.0).map_or(0, |span| i64::from(span.get_days()))
    }

    /// The moment at which the clock in Amsterdam shows this time on this day. In the night in which it comes twice that is
    /// the first, as on the desk's forms; in the night in which it is skipped the same time after the skip, as RFC 5545
    /// (3.3.5) has it.
    #[must_use]
    pub fn at(self, time: ClockTime) -> Timestamp {
        let zoned = TimeZone::get("Europe/Amsterdam").and_then(|zone| self.0.to_datetime(time.0).to_zoned(zone));
        zoned.map_or(Timestamp(0), |zoned| Timestamp(zoned.timestamp().as_second()))
    }

    /// The moment at which this day begins in the Netherlands.
    #[must_use]
    pub fn begins(self) -> Timestamp {
        let begins = TimeZone::get("Europe/Amsterdam").and_then(|zone| self.0.to_zoned(zone));
        begins.map_or(Timestamp(0), |begins| Timestamp(begins.timestamp().as_second()))
    }

    /// The same day so many years later; the last of February stays the last of February.
    #[must_use]
    pub fn years_later(self, years: i16) -> Self {
        Self(self.0.saturating_add(jiff::Span::new().years(years)))
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Two hundred years.
const MANY_DAYS: i64 = 73_050;

/// What a clock shows, to the minute: `09:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ClockTime(jiff::civil::Time);

impl ClockTime {
    /// Reads `09:00` and nothing else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (hour, minute) = text.split_once(':')?;
        let time = Self(jiff::civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?);
        (time.to_string() == text).then_some(time)
    }
}

impl std::fmt::Display for ClockTime {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.0.hour(), self.0.minute())
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not a moment in RFC 3339"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hour_that_comes_twice_is_told_apart_by_utc_and_shown_the_same() {
        let first = Timestamp::parse("2026-10-25T00:30:00Z").map(Timestamp::in_amsterdam);
        let second = Timestamp::parse("2026-10-25T01:30:00Z").map(Timestamp::in_amsterdam);
        assert_eq!(first.as_deref(), Some("zondag 25 oktober 2026, 2:30 uur"));
        assert_eq!(first, second);
    }

    #[test]
    fn the_hour_that_is_skipped_in_spring_is_never_shown() {
        let before = Timestamp::parse("2027-03-28T00:59:59Z").map(Timestamp::in_amsterdam);
        let after = Timestamp::parse("2027-03-28T01:00:00Z").map(Timestamp::in_amsterdam);
        assert_eq!(before.as_deref(), Some("zondag 28 maart 2027, 1:59 uur"));
        assert_eq!(after.as_deref(), Some("zondag 28 maart 2027, 3:00 uur"));
    }

    #[test]
    fn a_moment_with_an_offset_is_kept_in_utc() {
        let moment = Timestamp::parse("2026-07-01T09:00:00+02:00");
        assert_eq!(moment.map(|m| m.to_string()).as_deref(), Some("2026-07-01T07:00:00Z"));
    }

    #[test]
    fn a_day_is_read_in_one_form_only() {
        assert_eq!(Day::parse("2026-11-21").map(|day| day.to_string()).as_deref(), Some("2026-11-21"));
        for text in ["20261121", "2026-11-31", "2026-11-21T08:00", "2026-1-1", " 2026-11-21", ""] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
        assert_eq!(Day::parse("2028-02-29").map(|day| day.years_later(2)), Day::parse("2030-02-28"));
    }

    #[test]
    fn a_time_on_the_clock_is_found_in_both_nights_of_the_change() {
        let at = |day, time| Some(Day::parse(day)?.at(ClockTime::parse(time)?).to_string());
        assert_eq!(at("2027-03-27", "09:00").as_deref(), Some("2027-03-27T08:00:00Z"));
        assert_eq!(at("2027-03-28", "09:00").as_deref(), Some("2027-03-28T07:00:00Z"));
        assert_eq!(at("2027-03-28", "02:30").as_deref(), Some("2027-03-28T01:30:00Z"), "half past three by then");
        assert_eq!(at("2027-10-31", "02:30").as_deref(), Some("2027-10-31T00:30:00Z"), "the first of two");
        for text in ["9:00", "24:00", "09:60", "09:00:00", "0900", "-1:00", "+9:00", ""] {
            assert_eq!(ClockTime::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_on_the_calendar() {
        let day = |text| Day::parse(text).unwrap_or(Day(jiff::civil::Date::ZERO));
        assert_eq!(day("2027-03-27").plus(42), day("2027-05-08"));
        assert_eq!(day("2027-05-08").since(day("2027-03-27")), 42);
        assert_eq!(day("2027-03-27").since(day("2027-05-08")), -42);
    }

    #[test]
    fn the_day_begins_at_midnight_in_amsterdam() {
        let day = |text| Timestamp::parse(text).map(Timestamp::day);
        assert_eq!(day("2026-11-21T22:59:59Z"), Day::parse("2026-11-21"));
        assert_eq!(day("2026-11-21T23:00:00Z"), Day::parse("2026-11-22"));
    }

    #[test]
    fn a_day_begins_by_the_clock_in_the_netherlands_in_summer_and_in_winter() {
        let begins = |text: &str| Day::parse(text).map(|day| (day.begins().to_string(), day.plus(1).to_string()));
        assert_eq!(begins("2026-07-01"), Some(("2026-06-30T22:00:00Z".to_owned(), "2026-07-02".to_owned())));
        assert_eq!(begins("2026-12-31"), Some(("2026-12-30T23:00:00Z".to_owned(), "2027-01-01".to_owned())));
    }
}
