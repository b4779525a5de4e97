//! Conversations as members see them: their own invitation, and what everybody may know.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::conversation::{Beside, Contribution, Conversation, Needs, Plan, Report, Status};
use crate::domain::time::Timestamp;
use crate::service::conversation::{Invitation, RoundInBrief, Shown};

/// What somebody needs to be able to come.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedsForm {
    #[serde(default)]
    access: bool,
    #[serde(default)]
    childcare: bool,
    #[serde(default)]
    travel: bool,
    /// At most 300 characters.
    note: Option<String>,
}

impl From<NeedsForm> for Needs {
    fn from(form: NeedsForm) -> Self {
        Self { access: form.access, childcare: form.childcare, travel: form.travel, note: form.note }
    }
}

impl From<Needs> for NeedsForm {
    fn from(needs: Needs) -> Self {
        Self { access: needs.access, childcare: needs.childcare, travel: needs.travel, note: needs.note }
    }
}

/// A statement that a conversation is about.
#[derive(Serialize, ToSchema)]
pub struct StatementTold {
    number: u8,
    text: String,
}

/// The conversation that somebody is invited to.
#[derive(Serialize, ToSchema)]
pub struct InvitedTo {
    id: Uuid,
    title: String,
    purpose: Option<String>,
    round: Option<Uuid>,
    round_title: Option<String>,
    statements: Vec<StatementTold>,
    place: Option<String>,
    /// Only for who has a seat.
    online_link: Option<String>,
    /// Whether it is (also) online.
    online: bool,
    starts_at: Option<String>,
    ends_at: Option<String>,
    reply_by: Option<String>,
    seats: Option<i32>,
    /// `arrival` or `draw`.
    allotment: &'static str,
    /// From whom people were invited: `respondents`, `interested` or `members`.
    audience: &'static str,
    organiser: String,
    cancel_reason: Option<String>,
}

/// The answer of whom the invitation is for.
#[derive(Serialize, ToSchema)]
pub struct OwnAnswer {
    /// `invited`, `no`, `yes`, `seated`, `waiting`, `offered`, `withdrawn` or `lapsed`.
    status: &'static str,
    /// How many wait, up to and including you.
    place_in_line: Option<u64>,
    /// Until when a place that fell free is kept.
    reply_by: Option<String>,
    needs: NeedsForm,
}

/// What somebody with a seat shows at the door.
#[derive(Serialize, ToSchema)]
pub struct CheckInShown {
    code: String,
    /// For a QR code; the host's phone opens it.
    url: String,
}

/// An invitation, as whom it is for sees it.
#[derive(Serialize, ToSchema)]
pub struct InvitationBody {
    first_name: String,
    conversation: InvitedTo,
    state: &'static str,
    answer: OwnAnswer,
    check_in: Option<CheckInShown>,
    /// What can be done now: `yes`, `no`, `note`.
    can: Vec<&'static str>,
    /// What the member added to the report.
    note: Option<String>,
}

impl InvitationBody {
    /// With addresses on this origin.
    #[must_use]
    pub fn new(invitation: Invitation, public_url: &str) -> Self {
        let Invitation { first_name, conversation, organiser, round, seat, position, can, note, can_note } = invitation;
        let (id, state) = (conversation.id, conversation.state);
        let seated = seat.seat.status == Status::Seated && state.is_ahead();
        let check_in = seated.then(|| CheckInShown {
            url: format!("{public_url}/staf/gesprekken/{id}/inchecken#code={}", seat.code),
            code: seat.code,
        });
        let can = [(can.0, "yes"), (can.1, "no"), (can_note, "note")];
        Self {
            first_name,
            state: state.name(),
            check_in,
            note: note.map(|note| note.text),
            can: can.into_iter().filter(|(can, _)| *can).map(|(_, word)| word).collect(),
            answer: OwnAnswer {
                status: seat.seat.status.name(),
                place_in_line: position,
                reply_by: seat.seat.reply_by.map(|moment| moment.to_string()),
                needs: seat.needs.into(),
            },
            conversation: InvitedTo::new(conversation, organiser, round, seated),
        }
    }
}

impl InvitedTo {
    fn new(conversation: Conversation, organiser: String, round: Option<RoundInBrief>, seated: bool) -> Self {
        let draft = conversation.draft;
        let plan = draft.plan();
        let told = |moment: fn(&Plan) -> Timestamp| plan.as_ref().map(|plan| moment(plan).to_string());
        let statement = |(number, text)| StatementTold { number, text };
        Self {
            id: conversation.id.0,
            round: round.as_ref().map(|round| round.id.0),
            round_title: round.as_ref().map(|round| round.title.clone()),
            statements: round.into_iter().flat_map(|round| round.statements).map(statement).collect(),
            online: draft.online_link.is_some(),
            online_link: draft.online_link.filter(|_| seated),
            starts_at: told(|plan| plan.starts_at),
            ends_at: told(|plan| plan.ends_at),
            reply_by: told(|plan| plan.reply_by),
            title: draft.title,
            purpose: draft.purpose,
            place: draft.place,
            seats: draft.seats,
            allotment: draft.allotment.name(),
            audience: draft.audience.kind.name(),
            organiser,
            cancel_reason: conversation.cancel_reason,
        }
    }
}

/// A conversation as everybody may see it.
#[derive(Serialize, ToSchema)]
pub struct PublicConversation {
    id: Uuid,
    title: String,
    purpose: Option<String>,
    round: Option<Uuid>,
    /// Numbers.
    statements: Vec<u8>,
    starts_at: Option<String>,
    ends_at: Option<String>,
    place: Option<String>,
    /// Whether it is (also) online.
    online: bool,
    organiser: String,
    /// `inviting`, `drawing`, `settled`, `held`, `reported` or `cancelled`.
    state: &'static str,
    allotment: &'static str,
    seats: Option<i32>,
    /// Once it is settled.
    seated: Option<i64>,
    cancel_reason: Option<String>,
    /// Whether members can react in writing to the report now.
    reactions_open: bool,
    report: Option<ReportBody>,
}

/// What was said, and what members wrote beside it.
#[derive(Serialize, ToSchema)]
pub struct ReportBody {
    text: String,
    published_at: Option<String>,
    changed_at: String,
    /// Of people who were there.
    notes: Vec<String>,
    /// Of members.
    reactions: Vec<String>,
}

impl From<(Report, Vec<Contribution>)> for ReportBody {
    fn from((report, beside): (Report, Vec<Contribution>)) -> Self {
        let (notes, reactions): (Vec<_>, Vec<_>) = beside.into_iter().partition(|one| one.beside == Beside::Note);
        Self {
            text: report.text,
            published_at: report.published_at.map(|moment| moment.to_string()),
            changed_at: report.changed_at.to_string(),
            notes: notes.into_iter().map(|one| one.text).collect(),
            reactions: reactions.into_iter().map(|one| one.text).collect(),
        }
    }
}

impl From<Shown> for PublicConversation {
    fn from(Shown { conversation, organiser, seated, report, takes_reactions }: Shown) -> Self {
        let draft = conversation.draft;
        Self {
            id: conversation.id.0,
            title: draft.title,
            purpose: draft.purpose,
            round: draft.round.map(|round| round.0),
            statements: draft.statements,
            starts_at: draft.starts_at.map(|moment| moment.to_string()),
            ends_at: draft.ends_at.map(|moment| moment.to_string()),
            place: draft.place,
            online: draft.online_link.is_some(),
            organiser,
            state: conversation.state.name(),
            allotment: draft.allotment.name(),
            seats: draft.seats,
            seated,
            cancel_reason: conversation.cancel_reason,
            reactions_open: takes_reactions,
            report: report.map(ReportBody::from),
        }
    }
}
