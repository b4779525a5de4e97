//! A rhythm of rounds: on which days they open, close and publish, and by when the desk must be ready. Counted in days on
//! the calendar of the Netherlands, never in seconds, so that nine o'clock stays nine o'clock all year.

use super::draft::{Flaw, RoundDraft, StatementDraft};
use super::ids::{AccountId, CadenceId, RoundId};
use super::time::{ClockTime, Day, Timestamp};

/// Days that the desk needs: before a round opens, and after its result is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leads {
    /// Days before the opening on which all statements are written.
    pub statements: i64,
    /// Days before the opening on which test readers have read them.
    pub review: i64,
    /// Days before the opening on which a second person has approved.
    pub approval: i64,
    /// Days before the opening on which the round is handed to the clock.
    pub scheduling: i64,
    /// Days after publication on which members hear what was done with the outcome.
    pub feedback: i64,
}

impl Default for Leads {
    /// What a round has that is in no rhythm.
    fn default() -> Self {
        Self { statements: 21, review: 14, approval: 7, scheduling: 3, feedback: 42 }
    }
}

/// Every so many weeks, on the weekday of the first round, at the same time on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    /// The day on which the first round opens.
    pub first: Day,
    /// From one opening to the next.
    pub weeks: i64,
    /// When a round opens on its day.
    pub opens: ClockTime,
    /// Days from opening to closing.
    pub days_open: i64,
    /// When it closes on that day.
    pub closes: ClockTime,
    /// Days from closing to the result.
    pub days_to_result: i64,
    /// When the result comes on that day.
    pub publishes: ClockTime,
    /// What the desk needs before and after.
    pub leads: Leads,
}

/// Moments of one round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// Members can vote.
    pub opens: Timestamp,
    /// No new tickets.
    pub closes: Timestamp,
    /// The result stands.
    pub publishes: Timestamp,
    /// Members hear what was done with it.
    pub feedback_due: Day,
}

impl Cadence {
    /// What makes the rhythm impossible to keep. `grace` is the number of seconds between closing and counting.
    #[must_use]
    pub fn flaw(&self, grace: i64) -> Option<Flaw> {
        let Leads { statements, review, approval, scheduling, feedback } = self.leads;
        let range = |field: &str, value: i64, least: i64, most: i64| {
            let message = format!("Kies een getal van {least} tot en met {most}.");
            (!(least..=most).contains(&value)).then(|| Flaw { field: field.to_owned(), message })
        };
        let too_early = || {
            let times = self.times(self.first, 0);
            let message = "De uitslag kan pas na het sluiten en tellen komen.".to_owned();
            (times.publishes < times.closes.plus(grace)).then(|| Flaw { field: "publishes".to_owned(), message })
        };
        range("weeks", self.weeks, 1, 52)
            .or_else(|| range("days_open", self.days_open, 1, 60))
            .or_else(|| range("days_to_result", self.days_to_result, 0, 30))
            .or_else(|| range("scheduling_days", scheduling, 1, 60))
            .or_else(|| range("approval_days", approval, scheduling, 90))
            .or_else(|| range("review_days", review, approval, 120))
            .or_else(|| range("statements_days", statements, review, 180))
            .or_else(|| range("feedback_days", feedback, 1, 365))
            .or_else(too_early)
    }

    const fn step(&self) -> i64 {
        // A rhythm that was checked has at least one week; one that was not must not divide by nothing.
        if self.weeks < 1 { 7 } else { self.weeks * 7 }
    }

    /// The day on which round `number` of the rhythm opens; the first is 0.
    #[must_use]
    pub fn day(&self, number: i32) -> Day {
        self.first.plus(i64::from(number) * self.step())
    }

    /// The number of the first round that opens on this day or later.
    #[must_use]
    pub fn number_from(&self, day: Day) -> i32 {
        let days = day.since(self.first).max(0);
        i32::try_from((days + self.step() - 1) / self.step()).unwrap_or(i32::MAX)
    }

    /// The moments of a round that opens on this day.
    #[must_use]
    pub fn times(&self, day: Day, grace: i64) -> Times {
        let closing = day.plus(self.days_open);
        let result = closing.plus(self.days_to_result);
        let closes = closing.at(self.closes);
        Times {
            opens: day.at(self.opens),
            closes,
            // In the night in which an hour is skipped the count could have too little time.
            publishes: result.at(self.publishes).max(closes.plus(grace)),
            feedback_due: result.plus(self.leads.feedback),
        }
    }

    /// The draft of a round that opens on this day: its times and the days on which it promises to answer, no word yet.
    #[must_use]
    pub fn draft(&self, day: Day, grace: i64) -> RoundDraft {
        let empty = RoundDraft { statements: vec![StatementDraft::default(); 4], ..RoundDraft::default() };
        self.moved(empty, day, grace)
    }

    /// This draft, for a round that opens on this day.
    #[must_use]
    pub fn moved(&self, mut draft: RoundDraft, day: Day, grace: i64) -> RoundDraft {
        let times = self.times(day, grace);
        draft.opens_at = Some(times.opens);
        draft.closes_at = Some(times.closes);
        draft.publishes_at = Some(times.publishes);
        for statement in &mut draft.statements {
            statement.feedback_due = Some(times.feedback_due.to_string());
        }
        draft
    }
}

/// A rhythm as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Identifier.
    pub id: CadenceId,
    /// The rhythm.
    pub cadence: Cadence,
    /// No round of it opens on this day or later; none when it goes on.
    pub until: Option<Day>,
    /// Who set it.
    pub set_by: AccountId,
}

/// What was noted about one round of a rhythm: that its draft was made, that it was moved or skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The rhythm.
    pub cadence: CadenceId,
    /// Of the round, from 0.
    pub number: i32,
    /// The day that it was moved to.
    pub day: Option<Day>,
    /// Why it is skipped.
    pub skipped: Option<String>,
    /// The round that was made for it.
    pub round: Option<RoundId>,
    /// The version of that round as the rhythm left it: while it is still that one, nobody wrote in it.
    pub version: Option<i32>,
}

/// One round of a rhythm, whether it was made or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The day that it has in the rhythm.
    pub in_rhythm: Day,
    /// The day on which it opens.
    pub day: Day,
    /// What was noted about it.
    pub note: Note,
}

impl Kept {
    /// The round with this number, as far as the rhythm goes.
    #[must_use]
    pub fn occurrence(&self, number: i32, notes: &[Note]) -> Option<Occurrence> {
        let in_rhythm = self.cadence.day(number);
        if number < 0 || self.until.is_some_and(|until| in_rhythm >= until) {
            return None;
        }
        let noted = notes.iter().find(|note| note.cadence == self.id && note.number == number).cloned();
        let nothing = Note { cadence: self.id, number, day: None, skipped: None, round: None, version: None };
        let note = noted.unwrap_or(nothing);
        Some(Occurrence { in_rhythm, day: note.day.unwrap_or(in_rhythm), note })
    }

    /// The rounds that have a day from `from` up to and with `to` in the rhythm.
    #[must_use]
    pub fn occurrences(&self, notes: &[Note], from: Day, to: Day) -> Vec<Occurrence> {
        let numbers = self.cadence.number_from(from)..;
        numbers.map_while(|number| self.occurrence(number, notes)).take_while(|one| one.in_rhythm <= to).collect()
    }
}

/// Rounds for which a draft is made ahead.
const AHEAD: usize = 3;
/// Days before the statements must be in on which there is a draft in any case.
const TIME_TO_WRITE: i64 = 14;

/// The rounds that are to have a draft at `now`: the next three that are not skipped, and every one whose statements are
/// due within two weeks.
#[must_use]
pub fn wanted(kept: &[Kept], notes: &[Note], now: Timestamp) -> Vec<(Cadence, Occurrence)> {
    let today = now.day();
    let mut coming: Vec<(Cadence, Occurrence)> = Vec::new();
    for one in kept {
        let cadence = one.cadence;
        let far = (8 * cadence.step()).max(cadence.leads.statements + TIME_TO_WRITE);
        // One that was moved to a later day may have a day in the rhythm that is over.
        let all = one.occurrences(notes, today.plus(-far), today.plus(far)).into_iter();
        let open = all.filter(|one| one.note.skipped.is_none() && one.day.at(cadence.opens) > now);
        coming.extend(open.map(|one| (cadence, one)));
    }
    coming.sort_by_key(|(_, one)| (one.day, one.note.number));
    let soon = |cadence: &Cadence, one: &Occurrence| {
        one.day.since(today) <= cadence.leads.statements.saturating_add(TIME_TO_WRITE)
    };
    let due = coming.into_iter().enumerate().filter(|(at, (cadence, one))| *at < AHEAD || soon(cadence, one));
    due.map(|(_, one)| one).filter(|(_, one)| one.note.round.is_none()).collect()
}

#[cfg(test)]
mod tests;
