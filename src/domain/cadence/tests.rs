//! Rhythms over years: clock changes, moves, skips and ends.

#![expect(clippy::unwrap_used, reason = "a test may fall over")]

use proptest::prelude::*;
use uuid::Uuid;

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn clock(text: &str) -> ClockTime {
    ClockTime::parse(text).unwrap()
}

/// Every six weeks on Tuesday at nine, open for ten days.
fn usual() -> Cadence {
    Cadence {
        first: day("2026-12-29"),
        weeks: 6,
        opens: clock("09:00"),
        days_open: 10,
        closes: clock("20:00"),
        days_to_result: 1,
        publishes: clock("12:00"),
        leads: Leads::default(),
    }
}

fn kept(cadence: Cadence) -> Kept {
    Kept { id: CadenceId(Uuid::from_u128(1)), cadence, until: None, set_by: AccountId(Uuid::from_u128(2)) }
}

fn note(number: i32) -> Note {
    Note { cadence: CadenceId(Uuid::from_u128(1)), number, day: None, skipped: None, round: None, version: None }
}

fn days(found: &[(Cadence, Occurrence)]) -> Vec<String> {
    found.iter().map(|(_, one)| one.day.to_string()).collect()
}

#[test]
fn nine_in_the_morning_is_nine_in_the_morning_on_both_sides_of_the_clock_changes() {
    let times = usual().times(day("2027-03-23"), 900);
    assert_eq!(times.opens, Timestamp::parse("2027-03-23T08:00:00Z").unwrap());
    assert_eq!(times.closes, Timestamp::parse("2027-04-02T18:00:00Z").unwrap(), "summer time has begun");
    assert_eq!(times.publishes, Timestamp::parse("2027-04-03T10:00:00Z").unwrap());
    assert_eq!(times.feedback_due, day("2027-05-15"));
    let back = usual().times(day("2027-10-26"), 900);
    assert_eq!(back.opens, Timestamp::parse("2027-10-26T07:00:00Z").unwrap());
    assert_eq!(back.closes, Timestamp::parse("2027-11-05T19:00:00Z").unwrap(), "winter time has begun");
}

#[test]
fn a_draft_has_its_times_and_promises_and_no_word() {
    let draft = usual().draft(day("2026-12-29"), 900);
    assert!(draft.flaws(900).is_empty());
    let missing = draft.missing();
    assert!(missing.contains(&"title".to_owned()) && missing.contains(&"statements.3.text".to_owned()));
    assert!(!missing.iter().any(|path| path.ends_with("_at") || path.ends_with("feedback_due")), "{missing:?}");
    assert_eq!(draft.statements[3].feedback_due.as_deref(), Some("2027-02-20"));
}

#[test]
fn three_rounds_have_a_draft_and_a_skipped_one_does_not_count() {
    let now = day("2026-12-01").at(clock("12:00"));
    assert_eq!(days(&wanted(&[kept(usual())], &[], now)), ["2026-12-29", "2027-02-09", "2027-03-23"]);
    let made = Note { round: Some(RoundId(Uuid::nil())), ..note(0) };
    let skipped = Note { skipped: Some("Vakantie.".to_owned()), ..note(1) };
    let notes = [made, skipped];
    assert_eq!(days(&wanted(&[kept(usual())], &notes, now)), ["2027-03-23", "2027-05-04"]);
    let opened = day("2026-12-29").at(clock("09:00"));
    assert_eq!(days(&wanted(&[kept(usual())], &notes, opened)), ["2027-03-23", "2027-05-04", "2027-06-15"]);
}

#[test]
fn every_round_whose_statements_are_due_soon_has_a_draft() {
    let weekly = Cadence { weeks: 1, ..usual() };
    let found = wanted(&[kept(weekly)], &[], day("2026-12-01").at(clock("12:00")));
    assert_eq!(days(&found), ["2026-12-29", "2027-01-05", "2027-01-12"]);
    let found = wanted(&[kept(weekly)], &[], day("2027-01-01").at(clock("12:00")));
    assert_eq!(days(&found), ["2027-01-05", "2027-01-12", "2027-01-19", "2027-01-26", "2027-02-02"]);
}

#[test]
fn one_that_is_moved_leaves_the_next_ones_where_they_were_and_is_made_after_its_own_day() {
    let moved = Note { day: Some(day("2027-01-05")), ..note(0) };
    let now = day("2026-12-30").at(clock("12:00"));
    assert_eq!(days(&wanted(&[kept(usual())], &[moved], now)), ["2027-01-05", "2027-02-09", "2027-03-23"]);
}

#[test]
fn a_rhythm_that_ends_has_no_round_on_its_last_day_or_later() {
    let ended = Kept { until: Some(day("2027-03-23")), ..kept(usual()) };
    let found = ended.occurrences(&[], day("2026-01-01"), day("2030-01-01"));
    assert_eq!(found.iter().map(|one| one.day.to_string()).collect::<Vec<_>>(), ["2026-12-29", "2027-02-09"]);
}

#[test]
fn what_cannot_be_kept_is_named_by_its_field() {
    let field = |cadence: Cadence| cadence.flaw(900).map(|flaw| flaw.field);
    let leads = |leads: Leads| Cadence { leads, ..usual() };
    assert_eq!(field(usual()), None);
    for (cadence, wrong) in [
        (Cadence { weeks: 0, ..usual() }, "weeks"),
        (Cadence { days_open: 0, ..usual() }, "days_open"),
        (Cadence { days_to_result: 31, ..usual() }, "days_to_result"),
        (Cadence { days_to_result: 0, publishes: clock("20:14"), ..usual() }, "publishes"),
        (leads(Leads { statements: 13, ..Leads::default() }), "statements_days"),
        (leads(Leads { approval: 2, ..Leads::default() }), "approval_days"),
        (leads(Leads { scheduling: 0, ..Leads::default() }), "scheduling_days"),
        (leads(Leads { feedback: 0, ..Leads::default() }), "feedback_days"),
    ] {
        assert_eq!(field(cadence).as_deref(), Some(wrong));
    }
    assert_eq!(field(Cadence { days_to_result: 0, publishes: clock("20:15"), ..usual() }), None);
}

prop_compose! {
    fn any_cadence()(
        start in 0_i64..3_650, weeks in 1_i64..=52, days_open in 1_i64..=60, days_to_result in 1_i64..=30,
        hours in prop::array::uniform3(0_u8..24), minutes in prop::array::uniform3(0_u8..60),
    ) -> Cadence {
        let at = |i: usize| clock(&format!("{:02}:{:02}", hours[i], minutes[i]));
        Cadence {
            first: day("2026-01-01").plus(start), weeks, opens: at(0), days_open, closes: at(1), days_to_result,
            publishes: at(2), leads: Leads::default(),
        }
    }
}

/// What the clock in Amsterdam shows at this moment, and whether that hour is one of a night of change.
fn shown(moment: Timestamp) -> (String, bool) {
    let text = moment.in_calendar_amsterdam();
    let clock = format!("{}:{}", &text[9..11], &text[11..13]);
    let day = moment.day().to_string();
    let last_sunday = (&day[5..7] == "03" || &day[5..7] == "10")
        && moment.day().plus(7).to_string()[5..7] != day[5..7]
        && moment.day().since(super::tests::day("2026-01-04")) % 7 == 0;
    let hour_of_change = &clock[..2] == "02" || &clock[..2] == "03";
    (clock, last_sunday && hour_of_change)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn over_years_every_round_opens_on_the_same_weekday_at_the_same_time(cadence in any_cadence()) {
        for number in 0..60 {
            let day = cadence.day(number);
            prop_assert_eq!(day.since(cadence.first) % 7, 0);
            prop_assert_eq!(cadence.number_from(day), number);
            prop_assert_eq!(cadence.number_from(day.plus(1)), number + 1);
            let times = cadence.times(day, 900);
            for (moment, wanted) in [(times.opens, cadence.opens), (times.closes, cadence.closes)] {
                let (clock, night_of_change) = shown(moment);
                prop_assert!(clock == wanted.to_string() || night_of_change, "{} {}", clock, wanted);
            }
            prop_assert_eq!(times.opens.day(), day);
            prop_assert!(times.opens < times.closes && times.closes.plus(900) <= times.publishes);
            prop_assert!(cadence.draft(day, 900).flaws(900).is_empty());
        }
    }

    #[test]
    fn over_years_every_round_is_wanted_until_it_is_made_and_none_twice(
        cadence in any_cadence(), skipped in 0_i32..9, hours in 1_i64..200,
    ) {
        let kept = kept(cadence);
        let mut notes = vec![Note { skipped: Some("Zomer.".to_owned()), ..note(skipped) }];
        let mut now = cadence.first.plus(-1).at(cadence.opens);
        let end = cadence.day(10).at(cadence.opens);
        while now < end {
            for (_, one) in wanted(std::slice::from_ref(&kept), &notes, now) {
                prop_assert!(!notes.iter().any(|known| known.number == one.note.number), "{} is there", one.note.number);
                notes.push(Note { round: Some(RoundId(Uuid::nil())), ..one.note });
            }
            now = now.plus(hours * 3_600);
        }
        let mut made: Vec<i32> = notes.iter().filter(|note| note.round.is_some()).map(|note| note.number).collect();
        made.retain(|number| *number <= 10);
        made.sort_unstable();
        let all: Vec<i32> = (0..=10).filter(|number| *number != skipped).collect();
        prop_assert_eq!(made, all);
    }
}
