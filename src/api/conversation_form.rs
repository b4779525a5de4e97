//! A conversation as the desk writes it, on its way in and out.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::conversation::{Allotment, Audience, ConversationDraft, Kind, Moderator, Portion, Side};
use crate::domain::ids::RoundId;
use crate::domain::time::Timestamp;
use crate::service::{Code, Refusal};

/// A part of those who are invited: those who shared this side.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PortionForm {
    /// 1 to 4; the same for all parts.
    statement: u8,
    /// `agree`, `neutral` or `disagree`.
    side: String,
    /// In hundredths, at least 20; together 100.
    share: u8,
}

/// Who is invited.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AudienceForm {
    /// `respondents`, `interested` or `members`.
    kind: String,
    /// 1 to 4, for `interested`.
    statement: Option<u8>,
    /// Codes; together with `regions`, who is in one of them. Both empty: the whole country.
    #[serde(default)]
    branches: Vec<String>,
    /// Names.
    #[serde(default)]
    regions: Vec<String>,
    /// Parts by shared side, at least two; empty for everybody.
    #[serde(default)]
    mix: Vec<PortionForm>,
    /// How many of them are drawn; none for all.
    sample: Option<i32>,
}

/// Somebody who leads a table.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ModeratorForm {
    /// At most 120 characters.
    name: String,
    email: String,
}

/// A conversation as it is being written.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConversationForm {
    /// At most 120 characters.
    title: String,
    /// At most 1000 characters.
    purpose: Option<String>,
    /// The round that it follows.
    round: Option<Uuid>,
    /// 1 to 4, of that round.
    #[serde(default)]
    statements: Vec<u8>,
    /// At most 200 characters.
    place: Option<String>,
    /// `https://…`; members see it when they have a seat.
    online_link: Option<String>,
    /// RFC 3339.
    starts_at: Option<String>,
    /// RFC 3339.
    ends_at: Option<String>,
    /// 4 to 500.
    seats: Option<i32>,
    /// RFC 3339; at least two hours before it begins.
    reply_by: Option<String>,
    /// `arrival` or `draw`.
    allotment: String,
    /// 0 to 365: who was invited to another conversation within so many days is not asked.
    held_back_days: i32,
    audience: AudienceForm,
    /// Code of the branch whose board organises it; none for the party's staff.
    organiser_branch: Option<String>,
    #[serde(default)]
    moderators: Vec<ModeratorForm>,
    #[serde(default)]
    reactions_open: bool,
}

impl TryFrom<ConversationForm> for ConversationDraft {
    type Error = Refusal;

    fn try_from(form: ConversationForm) -> Result<Self, Refusal> {
        let moderator = |form: ModeratorForm| Moderator { name: form.name, email: form.email };
        Ok(Self {
            title: form.title,
            purpose: form.purpose,
            round: form.round.map(RoundId),
            statements: form.statements,
            place: form.place,
            online_link: form.online_link,
            starts_at: moment(form.starts_at, "starts_at")?,
            ends_at: moment(form.ends_at, "ends_at")?,
            seats: form.seats,
            reply_by: moment(form.reply_by, "reply_by")?,
            allotment: Allotment::from_name(&form.allotment).ok_or_else(|| invalid("allotment"))?,
            held_back_days: form.held_back_days,
            audience: form.audience.try_into()?,
            organiser_branch: form.organiser_branch,
            moderators: form.moderators.into_iter().map(moderator).collect(),
            reactions_open: form.reactions_open,
        })
    }
}

impl TryFrom<AudienceForm> for Audience {
    type Error = Refusal;

    fn try_from(form: AudienceForm) -> Result<Self, Refusal> {
        let portion = |form: PortionForm| {
            let side = Side::from_name(&form.side).ok_or_else(|| invalid("audience.mix"))?;
            Ok(Portion { statement: form.statement, side, share: form.share })
        };
        Ok(Self {
            kind: Kind::from_name(&form.kind).ok_or_else(|| invalid("audience.kind"))?,
            statement: form.statement,
            branches: form.branches,
            regions: form.regions,
            mix: form.mix.into_iter().map(portion).collect::<Result<_, Refusal>>()?,
            sample: form.sample,
        })
    }
}

impl From<&ConversationDraft> for ConversationForm {
    fn from(draft: &ConversationDraft) -> Self {
        let moderator = |one: &Moderator| ModeratorForm { name: one.name.clone(), email: one.email.clone() };
        let told = |moment: Option<Timestamp>| moment.map(|moment| moment.to_string());
        Self {
            title: draft.title.clone(),
            purpose: draft.purpose.clone(),
            round: draft.round.map(|round| round.0),
            statements: draft.statements.clone(),
            place: draft.place.clone(),
            online_link: draft.online_link.clone(),
            starts_at: told(draft.starts_at),
            ends_at: told(draft.ends_at),
            seats: draft.seats,
            reply_by: told(draft.reply_by),
            allotment: draft.allotment.name().to_owned(),
            held_back_days: draft.held_back_days,
            audience: (&draft.audience).into(),
            organiser_branch: draft.organiser_branch.clone(),
            moderators: draft.moderators.iter().map(moderator).collect(),
            reactions_open: draft.reactions_open,
        }
    }
}

impl From<&Audience> for AudienceForm {
    fn from(audience: &Audience) -> Self {
        let portion = |part: &Portion| PortionForm {
            statement: part.statement,
            side: part.side.name().to_owned(),
            share: part.share,
        };
        Self {
            kind: audience.kind.name().to_owned(),
            statement: audience.statement,
            branches: audience.branches.clone(),
            regions: audience.regions.clone(),
            mix: audience.mix.iter().map(portion).collect(),
            sample: audience.sample,
        }
    }
}

fn moment(text: Option<String>, field: &str) -> Result<Option<Timestamp>, Refusal> {
    text.map(|text| Timestamp::parse(&text).ok_or_else(|| invalid(field))).transpose()
}

fn invalid(field: &str) -> Refusal {
    Refusal::about(Code::FieldInvalid, field)
}
