//! What somebody who was invited does: reads the invitation, says yes or no, takes the calendar file.

use super::reporting::beside_report;
use super::seats::{promote, step};
use super::showing::{event, organiser};
use crate::domain::calendar::{self, Between, Method};
use crate::domain::conversation::{Beside, Contribution, Conversation, Late, Needs, Status};
use crate::domain::ids::{ConversationId, MemberId, RoundId};
use crate::domain::link::LinkToken;
use crate::domain::member::first_name;
use crate::service::{Code, Platform, Refusal};
use crate::store::seat::Kept;
use crate::store::{conversation, mail_link, person, round, seat};

/// Seconds after the end for which a mailed link still works: 60 days.
const LINK_WORKS: i64 = 60 * 86_400;

/// The round that a conversation follows, as far as an invitation shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundInBrief {
    /// Identifier.
    pub id: RoundId,
    /// Title.
    pub title: String,
    /// Number and text of the statements that it is about.
    pub statements: Vec<(u8, String)>,
}

/// Everything that an invitation shows to whom it is for.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// First name of the member.
    pub first_name: String,
    /// The conversation.
    pub conversation: Conversation,
    /// Who organises it.
    pub organiser: String,
    /// The round that it follows.
    pub round: Option<RoundInBrief>,
    /// The member's seat.
    pub seat: Kept,
    /// How many wait, up to and including them; none when they do not wait.
    pub position: Option<u64>,
    /// Whether a yes, and a no, would be taken now.
    pub can: (bool, bool),
    /// What the member added to the report.
    pub note: Option<Contribution>,
    /// Whether a note would be taken now.
    pub can_note: bool,
}

/// Whose mailed link to which conversation this is. Changes nothing.
pub async fn of_link(platform: &Platform, token: &str) -> Result<(MemberId, ConversationId), Refusal> {
    let hash = LinkToken::parse(token).ok_or(Code::LinkUnknown)?.hash();
    let (member, id) = mail_link::find_conversation(&platform.db, hash).await?.ok_or(Code::LinkUnknown)?;
    let known = conversation::find(&platform.db, id).await?.ok_or(Code::LinkUnknown)?;
    let works = known.draft.ends_at.is_some_and(|ends| platform.clock.now() < ends.plus(LINK_WORKS));
    if works && person::is_member(&platform.db, member).await? {
        Ok((member, id))
    } else {
        Err(Code::LinkUnknown.into())
    }
}

/// The invitation of a member. For who was not invited it does not exist.
pub async fn invitation(platform: &Platform, member: MemberId, id: ConversationId) -> Result<Invitation, Refusal> {
    let known = conversation::find(&platform.db, id).await?.ok_or(Code::NotFound)?;
    let kept = seat::find(&platform.db, id, member).await?.ok_or(Code::NotFound)?;
    let (name, ..) = person::card(&platform.db, member).await?.ok_or(Code::NotFound)?;
    let rules = known.rules().ok_or(Code::Internal)?;
    let room = seat::room(&platform.db, id, known.draft.seats.unwrap_or(0)).await?;
    let position = match (kept.seat.status, kept.seat.place_in_line) {
        (Status::Waiting, Some(place)) => Some(seat::position(&platform.db, id, place).await?),
        _ => None,
    };
    let (note, can_note) = beside_report(platform, &platform.db, member, id, Beside::Note).await?;
    Ok(Invitation {
        first_name: first_name(&name).to_owned(),
        organiser: organiser(platform, &known).await?,
        round: in_brief(platform, &known).await?,
        can: kept.seat.can(&rules, &room, platform.clock.now()),
        conversation: known,
        seat: kept,
        position,
        note,
        can_note,
    })
}

async fn in_brief(platform: &Platform, known: &Conversation) -> Result<Option<RoundInBrief>, Refusal> {
    let Some(id) = known.draft.round else { return Ok(None) };
    let round = round::find(&platform.db, id).await?.ok_or(Code::Internal)?;
    let numbered = (1..).zip(round.draft.statements).map(|(number, statement)| (number, statement.text));
    let statements = numbered.filter(|(number, _)| known.draft.statements.contains(number)).collect();
    Ok(Some(RoundInBrief { id, title: round.draft.title, statements }))
}

/// Says yes or no; the same again changes nothing. A place that falls free goes to the first in line in the same
/// transaction, with the letter about it. What somebody needs is replaced when it is sent along with a yes.
pub async fn answer(
    platform: &Platform,
    member: MemberId,
    id: ConversationId,
    yes: bool,
    needs: Option<Needs>,
) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let needs = needs.filter(|_| yes).map(Needs::checked).transpose()?;
    let tx = platform.db.begin().await?;
    let known = conversation::locked(&tx, id).await?.ok_or(Code::NotFound)?;
    let before = seat::find(&tx, id, member).await?.ok_or(Code::NotFound)?.seat;
    let rules = known.rules().ok_or(Code::Internal)?;
    let after = if yes {
        let room = seat::room(&tx, id, known.draft.seats.unwrap_or(0)).await?;
        before.yes(&rules, &room, now)
    } else {
        before.no(&rules, now)
    };
    let after = after.map_err(|late| match late {
        Late::Closed => Code::AnswersClosed,
        Late::Lapsed => Code::OfferLapsed,
    })?;
    step(&tx, &known, member, (before, after), now).await?;
    if let Some(needs) = needs {
        seat::set_needs(&tx, id, member, &needs).await?;
    }
    if before.status.takes_a_place() && !after.status.takes_a_place() {
        promote(&tx, &known, now).await?;
    }
    Ok(tx.commit().await?)
}

/// The calendar file of somebody with a seat; for others it does not exist.
pub async fn calendar(platform: &Platform, member: MemberId, id: ConversationId) -> Result<String, Refusal> {
    let shown = invitation(platform, member, id).await?;
    if shown.seat.seat.status != Status::Seated || !shown.conversation.state.is_ahead() {
        return Err(Code::NotFound.into());
    }
    let event = event(platform, &shown.conversation).ok_or(Code::Internal)?;
    let between = Between { name: &platform.terms.name, organiser: &platform.terms.sender, receiver: "" };
    Ok(calendar::file(&event, Method::Publish, between, platform.clock.now()))
}

/// The conversations that a member was invited to, the one that begins last first, and how far they are.
pub async fn own(platform: &Platform, member: MemberId) -> Result<Vec<(Conversation, Status)>, Refusal> {
    let seats = seat::of_member(&platform.db, member).await?;
    let ids: Vec<ConversationId> = seats.iter().map(|(id, _)| *id).collect();
    let known = conversation::some(&platform.db, &ids).await?;
    let of = |id: ConversationId| seats.iter().find(|(other, _)| *other == id).map(|(_, status)| *status);
    let mut own: Vec<(Conversation, Status)> =
        known.into_iter().filter_map(|one| of(one.id).map(|status| (one, status))).collect();
    own.sort_by_key(|(one, _)| std::cmp::Reverse((one.draft.starts_at, one.id)));
    Ok(own)
}
