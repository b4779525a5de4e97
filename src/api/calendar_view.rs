//! How the calendar looks in the API.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::calendar_form::RhythmBody;
use crate::domain::crowding::{Limits, Reason};
use crate::domain::task::{Due, Kind, Task};
use crate::domain::time::Timestamp;
use crate::service::calendar::{Calendar, Crowded, Slot};

/// One thing to do for a round.
#[derive(Serialize, ToSchema)]
pub struct TaskBody {
    /// `statements`, `review`, `approval`, `scheduling`, `opening`, `reminder`, `closing`, `publication` or `feedback`.
    kind: &'static str,
    /// Of `feedback`: 1 to 4.
    statement: Option<u8>,
    /// The clock does it, once the round is scheduled.
    by_the_clock: bool,
    /// In the course of this day; none while the round has no times.
    due_on: Option<String>,
    /// At this moment, for what the clock does.
    due_at: Option<String>,
    /// `done`, `late`, `next` or `ahead`.
    status: &'static str,
}

impl From<&Task> for TaskBody {
    fn from(task: &Task) -> Self {
        let statement = match task.kind {
            Kind::Feedback(number) => Some(number),
            _ => None,
        };
        let due_at = match task.due {
            Some(Due::Moment(moment)) => Some(moment.to_string()),
            _ => None,
        };
        Self {
            kind: task.kind.name(),
            statement,
            by_the_clock: task.kind.is_the_clocks(),
            due_on: task.due.map(|due| due.day().to_string()),
            due_at,
            status: task.status.name(),
        }
    }
}

/// A place in a rhythm.
#[derive(Serialize, ToSchema)]
pub struct OccurrenceBody {
    rhythm: Uuid,
    /// From 0.
    number: i32,
    /// The day that it has in the rhythm.
    in_rhythm: String,
    /// Why it is skipped.
    skipped: Option<String>,
    /// It can be moved, skipped, or taken up again.
    may_change: bool,
}

/// A round in the calendar, or one that the rhythm will make.
#[derive(Serialize, ToSchema)]
pub struct SlotBody {
    /// None while it is not made.
    round: Option<Uuid>,
    /// Empty while nobody gave it one.
    title: String,
    /// None while it is not made.
    state: Option<&'static str>,
    /// Names of the branches whose members it is for; empty for the whole country.
    scope: Vec<String>,
    opens_at: Option<String>,
    closes_at: Option<String>,
    publishes_at: Option<String>,
    occurrence: Option<OccurrenceBody>,
    tasks: Vec<TaskBody>,
}

impl SlotBody {
    fn new(slot: &Slot, now: Timestamp) -> Self {
        let round = slot.round.as_ref();
        let told = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string());
        let occurrence = slot.occurrence.as_ref().map(|one| OccurrenceBody {
            rhythm: one.note.cadence.0,
            number: one.note.number,
            in_rhythm: one.in_rhythm.to_string(),
            skipped: one.note.skipped.clone(),
            may_change: slot.is_movable(now),
        });
        Self {
            round: round.map(|round| round.id.0),
            title: round.map(|round| round.draft.title.clone()).unwrap_or_default(),
            state: round.map(|round| round.state.name()),
            scope: round
                .map_or_else(Vec::new, |round| round.draft.scope.iter().map(|branch| branch.name.clone()).collect()),
            opens_at: told(slot.opens),
            closes_at: told(slot.closes),
            publishes_at: told(slot.publishes),
            occurrence,
            tasks: slot.tasks.iter().map(TaskBody::from).collect(),
        }
    }
}

/// A round that is named in a warning.
#[derive(Serialize, ToSchema)]
pub struct NamedRound {
    round: Option<Uuid>,
    title: String,
    opens_at: Option<String>,
}

impl From<&Slot> for NamedRound {
    fn from(slot: &Slot) -> Self {
        Self {
            round: slot.round.as_ref().map(|round| round.id.0),
            title: slot.round.as_ref().map(|round| round.draft.title.clone()).unwrap_or_default(),
            opens_at: slot.opens.map(|opens| opens.to_string()),
        }
    }
}

/// Members would be asked more often than the settings say. It stops nothing.
#[derive(Serialize, ToSchema)]
pub struct CrowdingBody {
    round: NamedRound,
    /// `too_soon` after another round, or `too_many` in a year.
    reason: &'static str,
    /// Days after the other round, or rounds within 365 days.
    number: i64,
    /// What the settings say: fewest days, or most rounds.
    limit: i64,
    /// The other rounds that count.
    with: Vec<NamedRound>,
    /// Codes of the branches whose members it is about; empty for everybody.
    branches: Vec<String>,
}

impl CrowdingBody {
    fn new(crowded: &Crowded, limits: Limits) -> Self {
        let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let (reason, number, limit) = match crowded.reason {
            Reason::TooSoon(days) => ("too_soon", days, limits.days_apart),
            Reason::TooMany(rounds) => ("too_many", whole(rounds), whole(limits.a_year)),
        };
        Self {
            round: (&crowded.slot).into(),
            reason,
            number,
            limit,
            with: crowded.with.iter().map(NamedRound::from).collect(),
            branches: crowded.branches.clone(),
        }
    }
}

/// The calendar of a desk.
#[derive(Serialize, ToSchema)]
pub struct CalendarBody {
    /// Today in Amsterdam.
    today: String,
    /// The rhythm that goes on without an end; staff only.
    rhythm: Option<RhythmBody>,
    /// The one that opens first first; those without times before all.
    slots: Vec<SlotBody>,
    crowding: Vec<CrowdingBody>,
}

impl CalendarBody {
    /// The calendar as it is at `now`.
    #[must_use]
    pub fn new(calendar: &Calendar, now: Timestamp) -> Self {
        Self {
            today: now.day().to_string(),
            rhythm: calendar.cadence.as_ref().map(|kept| (&kept.cadence).into()),
            slots: calendar.slots.iter().map(|slot| SlotBody::new(slot, now)).collect(),
            crowding: calendar.crowded.iter().map(|one| CrowdingBody::new(one, calendar.limits)).collect(),
        }
    }
}

/// One round's place in the calendar.
#[derive(Serialize, ToSchema)]
pub struct RoundTasks {
    slot: SlotBody,
    crowding: Vec<CrowdingBody>,
}

impl RoundTasks {
    /// What is to be done for it, and where members would be asked too much with it.
    #[must_use]
    pub fn new(slot: &Slot, crowded: &[Crowded], limits: Limits, now: Timestamp) -> Self {
        Self {
            slot: SlotBody::new(slot, now),
            crowding: crowded.iter().map(|one| CrowdingBody::new(one, limits)).collect(),
        }
    }
}
