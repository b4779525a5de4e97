//! What is to be done for a round, by when, and whether it was done. Told by the round itself: nobody ticks anything off.

use super::cadence::Leads;
use super::feedback::Standing;
use super::round::{Round, State};
use super::time::{Day, Timestamp};

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// All four statements are written.
    Statements,
    /// Others can read them and say what is not clear, until its day is over.
    Review,
    /// A second person approves.
    Approval,
    /// The round is handed to the clock.
    Scheduling,
    /// Members can vote.
    Opening,
    /// The one reminder leaves.
    Reminder,
    /// No new tickets.
    Closing,
    /// The result is there.
    Publication,
    /// Members hear what was done with the outcome of this statement, 1 to 4.
    Feedback(u8),
}

impl Kind {
    /// Name in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Statements => "statements",
            Self::Review => "review",
            Self::Approval => "approval",
            Self::Scheduling => "scheduling",
            Self::Opening => "opening",
            Self::Reminder => "reminder",
            Self::Closing => "closing",
            Self::Publication => "publication",
            Self::Feedback(_) => "feedback",
        }
    }

    /// Whether the clock does it, once a round is scheduled.
    #[must_use]
    pub const fn is_the_clocks(self) -> bool {
        matches!(self, Self::Opening | Self::Reminder | Self::Closing | Self::Publication)
    }
}

/// By when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// In the course of this day.
    Day(Day),
    /// At this moment.
    Moment(Timestamp),
}

/// Seconds that the clock may take: an opening makes keys, a count takes minutes.
const SLACK: i64 = 900;

impl Due {
    /// The day in Amsterdam.
    #[must_use]
    pub fn day(self) -> Day {
        match self {
            Self::Day(day) => day,
            Self::Moment(moment) => moment.day(),
        }
    }

    fn is_over(self, now: Timestamp) -> bool {
        match self {
            Self::Day(day) => now.day() > day,
            Self::Moment(moment) => now > moment.plus(SLACK),
        }
    }
}

/// How a task stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It was done.
    Done,
    /// Its time is over and it was not done.
    Late,
    /// The first of what is to be done.
    Next,
    /// It comes after that.
    Ahead,
}

impl Status {
    /// Name in the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Late => "late",
            Self::Next => "next",
            Self::Ahead => "ahead",
        }
    }

    /// Whether there is still something to do.
    #[must_use]
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Done)
    }
}

/// One thing to do for a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub kind: Kind,
    /// By when; none while the round has no times.
    pub due: Option<Due>,
    /// How it stands.
    pub status: Status,
}

/// Everything that is to be done for a round, in order; nothing for one that was withdrawn. `standings` says where its
/// statements stand once it is published, `reminder_before` is the number of seconds before closing at which the reminder
/// leaves.
#[must_use]
pub fn tasks(round: &Round, leads: &Leads, standings: &[Standing], reminder_before: i64, now: Timestamp) -> Vec<Task> {
    if round.state == State::Withdrawn {
        return Vec::new();
    }
    let mut first = true;
    let mut task = |(kind, due, done): (Kind, Option<Due>, bool)| {
        let status = match due {
            _ if done => Status::Done,
            Some(due) if due.is_over(now) => Status::Late,
            _ if std::mem::take(&mut first) => Status::Next,
            _ => Status::Ahead,
        };
        Task { kind, due, status }
    };
    let all = until_the_result(round, leads, reminder_before, now).into_iter().chain(feedback(round, standings));
    all.map(&mut task).collect()
}

type Step = (Kind, Option<Due>, bool);

fn until_the_result(round: &Round, leads: &Leads, reminder_before: i64, now: Timestamp) -> Vec<Step> {
    let draft = &round.draft;
    let before = |days: i64| draft.opens_at.map(|opens| Due::Day(opens.day().plus(-days)));
    let at = |moment: Option<Timestamp>| moment.map(Due::Moment);
    let reached = |state: State| State::ALL.iter().skip_while(|one| **one != state).any(|one| *one == round.state);
    let written = draft.statements.iter().all(|statement| !statement.text.is_empty());
    let review = before(leads.review);
    // What was there to be read until the last day was read as far as anybody would.
    let reviewed = written && review.is_some_and(|due| due.is_over(now));
    vec![
        (Kind::Statements, before(leads.statements), written),
        (Kind::Review, review, reviewed || reached(State::Approved)),
        (Kind::Approval, before(leads.approval), reached(State::Approved)),
        (Kind::Scheduling, before(leads.scheduling), reached(State::Scheduled)),
        (Kind::Opening, at(draft.opens_at), reached(State::Open)),
        (Kind::Reminder, at(draft.reminds_at(reminder_before)), round.reminder_queued || reached(State::Closed)),
        (Kind::Closing, at(draft.closes_at), reached(State::Closed)),
        (Kind::Publication, at(draft.publishes_at), reached(State::Published)),
    ]
}

fn feedback(round: &Round, standings: &[Standing]) -> Vec<Step> {
    let step = |(number, statement): (u8, &super::draft::StatementDraft)| {
        let standing = standings.get(usize::from(number - 1));
        let promised = || statement.feedback_due.as_deref().and_then(Day::parse);
        let due = standing.map_or_else(promised, |standing| standing.due);
        let done = standing.is_some_and(|standing| standing.stage.is_answered());
        (Kind::Feedback(number), due.map(Due::Day), done)
    };
    (1..).zip(&round.draft.statements).map(step).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;
    use crate::domain::draft::{RoundDraft, StatementDraft};
    use crate::domain::feedback::{Stage, Verdict};
    use crate::domain::ids::{AccountId, RoundId};
    use crate::domain::round::OpeningStep;
    use uuid::Uuid;

    fn moment(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn round(state: State) -> Round {
        let statement = StatementDraft {
            text: "Een stelling.".to_owned(),
            feedback_due: Some("2027-03-24".to_owned()),
            ..StatementDraft::default()
        };
        Round {
            id: RoundId(Uuid::nil()),
            state,
            version: 1,
            draft: RoundDraft {
                opens_at: Some(moment("2027-02-09T08:00:00Z")),
                closes_at: Some(moment("2027-02-19T19:00:00Z")),
                publishes_at: Some(moment("2027-02-20T11:00:00Z")),
                statements: vec![statement; 4],
                ..RoundDraft::default()
            },
            author: AccountId(Uuid::nil()),
            edited_by: AccountId(Uuid::nil()),
            approved_by: None,
            grace_ends_at: None,
            opening_step: OpeningStep::Waiting,
            root: None,
            roll: None,
            reminder_queued: false,
            ledger_sealed: false,
            result_queued: false,
            halted: None,
            withdrawal: None,
        }
    }

    fn seen(round: &Round, standings: &[Standing], now: &str) -> Vec<(Kind, String, Status)> {
        let all = tasks(round, &Leads::default(), standings, 86_400, moment(now));
        let told = |task: Task| (task.kind, task.due.map(|due| due.day().to_string()).unwrap_or_default(), task.status);
        all.into_iter().map(told).collect()
    }

    fn first(found: &[(Kind, String, Status)]) -> (Kind, &str) {
        found.iter().find(|(_, _, status)| *status == Status::Next).map(|(kind, day, _)| (*kind, day.as_str())).unwrap()
    }

    #[test]
    fn deadlines_follow_from_the_opening_the_closing_and_the_promises() {
        let found = seen(&round(State::Draft), &[], "2027-01-01T12:00:00Z");
        let days: Vec<(Kind, &str)> = found.iter().map(|(kind, day, _)| (*kind, day.as_str())).collect();
        assert_eq!(
            days,
            [
                (Kind::Statements, "2027-01-19"),
                (Kind::Review, "2027-01-26"),
                (Kind::Approval, "2027-02-02"),
                (Kind::Scheduling, "2027-02-06"),
                (Kind::Opening, "2027-02-09"),
                (Kind::Reminder, "2027-02-18"),
                (Kind::Closing, "2027-02-19"),
                (Kind::Publication, "2027-02-20"),
                (Kind::Feedback(1), "2027-03-24"),
                (Kind::Feedback(2), "2027-03-24"),
                (Kind::Feedback(3), "2027-03-24"),
                (Kind::Feedback(4), "2027-03-24"),
            ]
        );
        assert_eq!(first(&found), (Kind::Review, "2027-01-26"), "the statements are written");
    }

    #[test]
    fn the_state_says_what_was_done() {
        for (state, next) in [
            (State::Approved, Kind::Scheduling),
            (State::Scheduled, Kind::Opening),
            (State::Open, Kind::Reminder),
            (State::Closed, Kind::Publication),
            (State::Counted, Kind::Publication),
            (State::Published, Kind::Feedback(1)),
        ] {
            assert_eq!(first(&seen(&round(state), &[], "2027-01-01T12:00:00Z")).0, next, "{state:?}");
        }
        assert!(seen(&round(State::Withdrawn), &[], "2027-01-01T12:00:00Z").is_empty());
    }

    #[test]
    fn a_day_is_over_at_midnight_and_the_clock_has_a_quarter_of_an_hour() {
        let status =
            |state, kind, now| seen(&round(state), &[], now).into_iter().find(|(one, ..)| *one == kind).unwrap().2;
        assert_eq!(status(State::Draft, Kind::Review, "2027-01-26T22:59:59Z"), Status::Next);
        assert_eq!(
            status(State::Draft, Kind::Review, "2027-01-26T23:00:00Z"),
            Status::Done,
            "there was time to read it"
        );
        assert_eq!(status(State::Draft, Kind::Approval, "2027-02-02T22:59:59Z"), Status::Next);
        assert_eq!(status(State::Draft, Kind::Approval, "2027-02-02T23:00:00Z"), Status::Late);
        assert_eq!(status(State::Scheduled, Kind::Opening, "2027-02-09T08:15:00Z"), Status::Next);
        assert_eq!(status(State::Scheduled, Kind::Opening, "2027-02-09T08:15:01Z"), Status::Late);
    }

    #[test]
    fn an_answer_ends_a_task_and_a_new_date_moves_it() {
        let standing = |stage, due: &str| Standing { stage, first_due: None, due: Day::parse(due), late: false };
        let standings = [
            standing(Stage::Decided(Verdict::Adopted), "2027-03-24"),
            standing(Stage::Discussed, "2027-04-30"),
            standing(Stage::Known, "2027-03-24"),
            standing(Stage::Known, "2027-03-24"),
        ];
        let found = seen(&round(State::Published), &standings, "2027-03-25T12:00:00Z");
        let statuses: Vec<Status> = found[8..].iter().map(|(_, _, status)| *status).collect();
        assert_eq!(statuses, [Status::Done, Status::Next, Status::Late, Status::Late]);
        assert_eq!(found[9].1, "2027-04-30");
    }

    #[test]
    fn a_round_without_times_has_tasks_without_a_day() {
        let mut without = round(State::Draft);
        without.draft = RoundDraft { statements: vec![StatementDraft::default(); 4], ..RoundDraft::default() };
        let found = seen(&without, &[], "2027-01-01T12:00:00Z");
        assert!(found.iter().all(|(_, day, _)| day.is_empty()));
        assert_eq!(first(&found).0, Kind::Statements);
    }
}
