//! How rounds look in the API to staff.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::round_view::Turnout;
use crate::domain::composer::Composer;
use crate::domain::draft::RoundDraft;
use crate::domain::letter::{LetterKind, LetterStatus};
use crate::domain::round::{Round, State};
use crate::service::round::{Overview, Person};

/// Somebody who worked on a round.
#[derive(Serialize, ToSchema)]
pub struct PersonBody {
    id: Uuid,
    name: String,
}

impl From<&Person> for PersonBody {
    fn from(person: &Person) -> Self {
        Self { id: person.id.0, name: person.name.clone() }
    }
}

/// How far the opening is, in counting areas that have their key.
#[derive(Serialize, ToSchema)]
pub struct OpeningBody {
    step: &'static str,
    done: usize,
    total: usize,
}

/// A request to take the round back.
#[derive(Serialize, ToSchema)]
pub struct WithdrawalBody {
    proposed_by: Option<PersonBody>,
    reason: String,
}

/// What this account may do with the round now.
#[derive(Serialize, ToSchema)]
pub struct May {
    edit: bool,
    approve: bool,
    schedule: bool,
    unschedule: bool,
    propose_withdrawal: bool,
    confirm_withdrawal: bool,
    /// Say what was done with the outcome.
    answer: bool,
    /// See which letters failed or are in doubt.
    letters: bool,
}

impl May {
    fn of(round: &Round, viewer: &Composer) -> Self {
        let own = viewer.account == round.author || viewer.account == round.edited_by;
        let (acts, staff) = (viewer.acts_on(&round.draft.scope), viewer.is_staff());
        let withdrawable = round.state.is_withdrawable();
        let asked = round.withdrawal.as_ref();
        Self {
            edit: acts && round.state.is_editable(),
            approve: acts && round.state == State::Draft && !own && round.draft.missing().is_empty(),
            schedule: acts && round.state == State::Approved,
            unschedule: acts
                && round.state == State::Scheduled
                && round.opening_step == crate::domain::round::OpeningStep::Waiting,
            propose_withdrawal: viewer.admin && withdrawable && asked.is_none(),
            confirm_withdrawal: staff
                && withdrawable
                && asked.is_some_and(|withdrawal| withdrawal.by != viewer.account),
            answer: acts,
            letters: staff,
        }
    }
}

/// A round as staff see it.
#[derive(Serialize, ToSchema)]
pub struct StaffRound {
    id: Uuid,
    state: &'static str,
    version: i32,
    #[schema(value_type = Object)]
    draft: RoundDraft,
    author: PersonBody,
    approved_by: Option<PersonBody>,
    opening: Option<OpeningBody>,
    halted: Option<String>,
    /// It should be open, and waits for its mail.
    held_up: bool,
    withdrawal: Option<WithdrawalBody>,
    root: Option<String>,
    roll: Option<i64>,
    /// Paths of fields that approval still needs.
    missing: Vec<String>,
    /// Letters by kind, then by status.
    mail: BTreeMap<&'static str, BTreeMap<&'static str, i64>>,
    turnout: Option<Turnout>,
    may: May,
}

impl StaffRound {
    /// The round as this account sees it.
    #[must_use]
    pub fn new(overview: &Overview, viewer: &Composer) -> Self {
        let round = &overview.round;
        let withdrawal = round.withdrawal.as_ref().map(|withdrawal| WithdrawalBody {
            proposed_by: overview.withdrawal_by.as_ref().map(PersonBody::from),
            reason: withdrawal.reason.clone(),
        });
        Self {
            id: round.id.0,
            state: round.state.name(),
            version: round.version,
            draft: round.draft.clone(),
            author: (&overview.author).into(),
            approved_by: overview.approved_by.as_ref().map(PersonBody::from),
            opening: overview.opening.map(|opening| OpeningBody {
                step: opening.step.name(),
                done: opening.done,
                total: opening.total,
            }),
            halted: round.halted.clone(),
            held_up: overview.held_up,
            withdrawal,
            root: round.root.map(|root| root.to_string()),
            roll: round.roll,
            missing: round.draft.missing(),
            mail: by_kind(&overview.letters),
            turnout: overview.turnout.map(Turnout::from),
            may: May::of(round, viewer),
        }
    }
}

/// Every status of every kind that has letters, zeros included.
pub(super) fn by_kind(
    letters: &[(LetterKind, LetterStatus, i64)],
) -> BTreeMap<&'static str, BTreeMap<&'static str, i64>> {
    let mut kinds: BTreeMap<&'static str, BTreeMap<&'static str, i64>> = BTreeMap::new();
    for (kind, status, number) in letters {
        let all = || LetterStatus::ALL.map(|status| (status.name(), 0)).into();
        kinds.entry(kind.name()).or_insert_with(all).insert(status.name(), *number);
    }
    kinds
}
