//! Conversations as the desk sees them: figures for all, names only of people who said yes.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::conversation_form::ConversationForm;
use crate::domain::conversation::{Portion, Reckoning};
use crate::service::conversation::{AtDesk, Figures, Person};

/// A conversation in the list.
#[derive(Serialize, ToSchema)]
pub struct DeskSummary {
    id: Uuid,
    title: String,
    state: &'static str,
    starts_at: Option<String>,
    seats: Option<i32>,
    seated: i64,
    waiting: i64,
    invited: i64,
    organiser_branch: Option<String>,
}

impl From<AtDesk> for DeskSummary {
    fn from(AtDesk { conversation, figures }: AtDesk) -> Self {
        Self {
            id: conversation.id.0,
            title: conversation.draft.title,
            state: conversation.state.name(),
            starts_at: conversation.draft.starts_at.map(|moment| moment.to_string()),
            seats: conversation.draft.seats,
            seated: figures.seated,
            waiting: figures.waiting,
            invited: figures.invited,
            organiser_branch: conversation.draft.organiser_branch,
        }
    }
}

/// How many people stand where.
#[derive(Serialize, ToSchema)]
pub struct FiguresBody {
    /// Everybody who was invited.
    invited: i64,
    /// Said yes, and waits for the draw.
    yes: i64,
    /// Does not come, or not any more.
    no: i64,
    seated: i64,
    waiting: i64,
    /// A place that fell free is kept for them.
    offered: i64,
    checked_in: u64,
}

impl From<Figures> for FiguresBody {
    fn from(figures: Figures) -> Self {
        let Figures { invited, yes, no, seated, waiting, offered, checked_in } = figures;
        Self { invited, yes, no, seated, waiting, offered, checked_in }
    }
}

/// A conversation.
#[derive(Serialize, ToSchema)]
pub struct DeskConversation {
    id: Uuid,
    version: i32,
    /// `draft`, `inviting`, `drawing`, `settled`, `held`, `reported` or `cancelled`.
    state: &'static str,
    /// Of the calendar file.
    sequence: i32,
    cancel_reason: Option<String>,
    draft: ConversationForm,
    figures: FiguresBody,
    /// Fields that must be filled in before anybody can be invited.
    missing: Vec<&'static str>,
}

impl From<AtDesk> for DeskConversation {
    fn from(AtDesk { conversation, figures }: AtDesk) -> Self {
        Self {
            id: conversation.id.0,
            version: conversation.version,
            state: conversation.state.name(),
            sequence: conversation.sequence,
            draft: (&conversation.draft).into(),
            missing: conversation.draft.missing(),
            cancel_reason: conversation.cancel_reason,
            figures: figures.into(),
        }
    }
}

/// People who could be invited by a side that they shared.
#[derive(Serialize, ToSchema)]
pub struct SideFound {
    statement: u8,
    side: &'static str,
    /// None below 10.
    found: Option<usize>,
}

/// How many would be invited: numbers only.
#[derive(Serialize, ToSchema)]
pub struct AudienceCount {
    found: usize,
    /// Of these, without an address.
    without_address: usize,
    /// Of the others, who want no letters about conversations, or none now.
    switched_off: usize,
    /// Of the others, who were asked a short while ago.
    held_back: usize,
    /// None when a side of the mix was shared by fewer than 10 people.
    will_be_invited: Option<usize>,
    by_side: Vec<SideFound>,
}

impl From<Reckoning> for AudienceCount {
    fn from(reckoning: Reckoning) -> Self {
        let side = |(portion, found): (Portion, Option<usize>)| SideFound {
            statement: portion.statement,
            side: portion.side.name(),
            found,
        };
        Self {
            found: reckoning.found,
            without_address: reckoning.without_address,
            switched_off: reckoning.switched_off,
            held_back: reckoning.held_back,
            will_be_invited: reckoning.will_be_invited,
            by_side: reckoning.by_side.into_iter().map(side).collect(),
        }
    }
}

/// What somebody needs to be able to come.
#[derive(Serialize, ToSchema)]
pub struct NeedsShown {
    access: bool,
    childcare: bool,
    travel: bool,
}

/// Somebody who said yes at least once.
#[derive(Serialize, ToSchema)]
pub struct PersonAtDoor {
    seat_id: Uuid,
    name: String,
    branch: String,
    /// `yes`, `seated`, `waiting`, `offered`, `withdrawn` or `lapsed`.
    status: String,
    needs: NeedsShown,
    note: Option<String>,
    checked_in: bool,
    /// How many wait, up to and including them.
    place_in_line: Option<i64>,
}

impl From<Person> for PersonAtDoor {
    fn from(person: Person) -> Self {
        Self {
            seat_id: person.seat_id,
            name: person.name,
            branch: person.branch,
            status: person.status,
            needs: NeedsShown { access: person.access, childcare: person.childcare, travel: person.travel },
            note: person.note,
            checked_in: person.checked_in_at.is_some(),
            place_in_line: person.position,
        }
    }
}
