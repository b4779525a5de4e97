//! The calendar as a desk sees it: the rounds of the year, made or still to be made, with what is to be done for each.

use std::collections::HashMap;

use crate::domain::cadence::{Kept, Leads, Note, Occurrence, Times};
use crate::domain::composer::Composer;
use crate::domain::crowding::{Asking, Crowding, Limits, Reason, crowding};
use crate::domain::ids::RoundId;
use crate::domain::round::{Round, State};
use crate::domain::task::{Task, tasks};
use crate::domain::time::{Day, Timestamp};
use crate::service::{Code, Platform, Refusal, feedback};
use crate::store::{cadence, round};

/// A place in the calendar: a round, or one that a rhythm will make.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its place in a rhythm, if it has one.
    pub occurrence: Option<Occurrence>,
    /// The round, once it was made.
    pub round: Option<Round>,
    /// When it opens.
    pub opens: Option<Timestamp>,
    /// When it closes.
    pub closes: Option<Timestamp>,
    /// When its result comes.
    pub publishes: Option<Timestamp>,
    /// What is to be done for it.
    pub tasks: Vec<Task>,
}

impl Slot {
    /// Whether members were asked already.
    fn has_opened(&self) -> bool {
        self.round.as_ref().is_some_and(|round| round.state.is_public())
    }

    fn is_skipped(&self) -> bool {
        self.round.is_none() && self.occurrence.as_ref().is_some_and(|one| one.note.skipped.is_some())
    }

    /// Whether its place in the rhythm can be changed: until it is scheduled.
    #[must_use]
    pub fn is_movable(&self, now: Timestamp) -> bool {
        let editable = self.round.as_ref().map_or(self.opens > Some(now), |round| round.state.is_editable());
        self.occurrence.is_some() && editable
    }
}

/// A round that asks members too much.
#[derive(Clone, Debug)]
pub struct Crowded {
    /// The round that is too much.
    pub slot: Slot,
    /// Why.
    pub reason: Reason,
    /// The others that count.
    pub with: Vec<Slot>,
    /// Codes of the branches whose members it is about; none is everybody.
    pub branches: Vec<String>,
}

/// The calendar.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// The rhythm that goes on without an end, for staff.
    pub cadence: Option<Kept>,
    /// Rounds from a month ago to a year ahead, and those that something is to be done for; the one that opens first first.
    pub slots: Vec<Slot>,
    /// What is too much.
    pub crowded: Vec<Crowded>,
    /// When the desk wants to be warned.
    pub limits: Limits,
}

const BACK: i64 = 31;
const AHEAD: i64 = 366;

/// The calendar of this desk: all rounds and the rhythm for staff, the rounds of its branches for a board.
pub async fn calendar(platform: &Platform, by: &Composer) -> Result<Calendar, Refusal> {
    let kept = cadence::all(&platform.db).await?;
    let slots = slots(platform, by, &kept).await?;
    let (today, limits) = (platform.clock.now().day(), platform.terms.limits);
    let crowded = crowded(&slots, limits, today);
    let near = |slot: &Slot| {
        let days = slot.opens.map_or(0, |opens| opens.day().since(today));
        (-BACK..=AHEAD).contains(&days) || slot.tasks.iter().any(|task| task.status.is_open())
    };
    let own = |slot: &Slot| slot.round.as_ref().is_none_or(|round| by.sees(&round.draft.scope));
    let slots = slots.into_iter().filter(|slot| near(slot) && own(slot)).collect();
    let cadence = kept.into_iter().find(|one| one.until.is_none() && by.is_staff());
    Ok(Calendar { cadence, slots, crowded, limits })
}

/// One round's place in the calendar, and where members would be asked too much with it.
pub async fn of_round(platform: &Platform, by: &Composer, id: RoundId) -> Result<(Slot, Vec<Crowded>), Refusal> {
    let kept = cadence::all(&platform.db).await?;
    let slots = slots(platform, by, &kept).await?;
    let is_it = |slot: &Slot| slot.round.as_ref().is_some_and(|round| round.id == id);
    let sees = |slot: &&Slot| slot.round.as_ref().is_some_and(|round| by.sees(&round.draft.scope));
    let slot = slots.iter().find(|slot| is_it(slot)).filter(sees).cloned().ok_or(Code::NotFound)?;
    let mut crowded = crowded(&slots, platform.terms.limits, platform.clock.now().day());
    crowded.retain(|one| is_it(&one.slot) || one.with.iter().any(is_it));
    Ok((slot, crowded))
}

/// Every round that this desk may know of, made or not, the one that opens first first. A board is told of rounds for
/// others only what is public.
async fn slots(platform: &Platform, by: &Composer, kept: &[Kept]) -> Result<Vec<Slot>, Refusal> {
    let now = platform.clock.now();
    let notes = cadence::notes(&platform.db).await?;
    let mut rounds = round::list(&platform.db, &State::ALL).await?;
    rounds.retain(|round| by.sees(&round.draft.scope) || round.state.is_public());
    let standings = feedback::standings(platform, &rounds).await?;
    let mut made: HashMap<RoundId, (&Kept, &Note)> = HashMap::new();
    for note in &notes {
        if let (Some(round), Some(kept)) = (note.round, kept.iter().find(|one| one.id == note.cadence)) {
            made.insert(round, (kept, note));
        }
    }
    let slot = |round: Round| {
        let place = made.get(&round.id);
        let leads = place.map_or_else(Leads::default, |(kept, _)| kept.cadence.leads);
        let answers = standings.get(&round.id).map_or(&[][..], Vec::as_slice);
        Slot {
            occurrence: place.and_then(|(kept, note)| kept.occurrence(note.number, std::slice::from_ref(*note))),
            opens: round.draft.opens_at,
            closes: round.draft.closes_at,
            publishes: round.draft.publishes_at,
            tasks: tasks(&round, &leads, answers, platform.terms.reminder_before, now),
            round: Some(round),
        }
    };
    let mut slots: Vec<Slot> = rounds.into_iter().map(slot).collect();
    if by.is_staff() {
        slots.extend(kept.iter().flat_map(|one| to_be_made(one, &notes, now, platform.terms.grace)));
    }
    slots.sort_by_key(|slot| (slot.opens, slot.round.as_ref().map(|round| round.id)));
    Ok(slots)
}

/// The rounds of a rhythm within the year that have none yet, skipped ones too.
fn to_be_made(kept: &Kept, notes: &[Note], now: Timestamp, grace: i64) -> Vec<Slot> {
    let today = now.day();
    let slot = |one: Occurrence| {
        let Times { opens, closes, publishes, .. } = kept.cadence.times(one.day, grace);
        Slot {
            occurrence: Some(one),
            round: None,
            opens: Some(opens),
            closes: Some(closes),
            publishes: Some(publishes),
            tasks: Vec::new(),
        }
    };
    let all = kept.occurrences(notes, today.plus(-AHEAD), today.plus(AHEAD)).into_iter();
    all.filter(|one| one.note.round.is_none() && one.day >= today).map(slot).collect()
}

/// What is too much among these, as far as it can still be changed.
fn crowded(slots: &[Slot], limits: Limits, today: Day) -> Vec<Crowded> {
    let asks = |slot: &Slot| !slot.is_skipped() && !slot.round.as_ref().is_some_and(never_opened);
    let (mut asking, mut places) = (Vec::new(), Vec::new());
    for slot in slots.iter().filter(|slot| asks(slot)) {
        if let Some(opens) = slot.opens {
            let scope = slot.round.as_ref().map_or(&[][..], |round| round.draft.scope.as_slice());
            let branches = scope.iter().map(|branch| branch.code.clone()).collect();
            asking.push(Asking { opens: opens.day(), branches });
            places.push(slot);
        }
    }
    let told = |one: Crowding| {
        let slot = places.get(one.round).copied().filter(|slot| !slot.has_opened())?;
        let with = one.with.iter().filter_map(|at| places.get(*at).copied().cloned()).collect();
        let coming = slot.opens.is_some_and(|opens| opens.day() >= today);
        coming.then(|| Crowded { slot: slot.clone(), reason: one.reason, with, branches: one.branches })
    };
    crowding(&asking, limits).into_iter().filter_map(told).collect()
}

/// Taken back before anybody was told of it.
fn never_opened(round: &Round) -> bool {
    round.state == State::Withdrawn && round.root.is_none()
}
