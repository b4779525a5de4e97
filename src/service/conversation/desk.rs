//! Planning a conversation: staff for anybody, a board within its own branch. Once people were invited only what can be
//! told to them changes.

use std::collections::HashMap;

use super::seats::promote;
use super::{found, held, is_on_desk};
use crate::domain::composer::Composer;
use crate::domain::conversation::{Conversation, ConversationDraft, Plan, State, Status, checked_reason};
use crate::domain::draft::Flaw;
use crate::domain::ids::{ConversationId, Subject};
use crate::domain::letter::LetterKind;
use crate::domain::round;
use crate::domain::time::Timestamp;
use crate::service::{Code, Platform, Refusal, current};
use crate::store::{Tx, audit, branch, conversation, draw, outbox, seat};

/// How many people stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Everybody who was invited.
    pub invited: i64,
    /// Said yes, and waits for the draw.
    pub yes: i64,
    /// Does not come, or not any more.
    pub no: i64,
    /// Comes.
    pub seated: i64,
    /// In line.
    pub waiting: i64,
    /// A place is kept for them.
    pub offered: i64,
    /// Were there.
    pub checked_in: u64,
}

/// A conversation with its figures.
#[derive(Clone, Debug)]
pub struct AtDesk {
    /// The conversation.
    pub conversation: Conversation,
    /// Its figures.
    pub figures: Figures,
}

fn counted(id: ConversationId, by_status: &HashMap<(ConversationId, Status), i64>) -> Figures {
    let number = |status: Status| by_status.get(&(id, status)).copied().unwrap_or(0);
    Figures {
        invited: Status::ALL.into_iter().map(number).sum(),
        yes: number(Status::Yes),
        no: number(Status::No) + number(Status::Withdrawn) + number(Status::Lapsed),
        seated: number(Status::Seated),
        waiting: number(Status::Waiting),
        offered: number(Status::Offered),
        checked_in: 0,
    }
}

/// The conversations on this desk, the one that begins last first. Nobody is counted as checked in here.
pub async fn all(platform: &Platform, by: &Composer) -> Result<Vec<AtDesk>, Refusal> {
    let mut known = conversation::list(&platform.db, &State::ALL).await?;
    known.retain(|one| is_on_desk(by, one));
    let ids: Vec<ConversationId> = known.iter().map(|one| one.id).collect();
    let by_status = seat::figures(&platform.db, &ids).await?;
    let at_desk = |conversation: Conversation| {
        let figures = counted(conversation.id, &by_status);
        AtDesk { conversation, figures }
    };
    Ok(known.into_iter().map(at_desk).collect())
}

/// One conversation on this desk.
pub async fn on_desk(platform: &Platform, by: &Composer, id: ConversationId) -> Result<AtDesk, Refusal> {
    let conversation = found(&platform.db, by, id).await?;
    let figures = counted(id, &seat::figures(&platform.db, &[id]).await?);
    let checked_in = seat::checked_in(&platform.db, id).await?;
    Ok(AtDesk { conversation, figures: Figures { checked_in, ..figures } })
}

/// Begins a conversation. Refused with the first field that cannot be kept, and to a board beyond its own branches.
pub async fn create(platform: &Platform, by: &Composer, draft: ConversationDraft) -> Result<ConversationId, Refusal> {
    let draft = checked(platform, by, draft).await?;
    let id = ConversationId(platform.chance.uuid());
    let tx = platform.db.begin().await?;
    conversation::insert(&tx, id, by.account, &draft).await?;
    finish(tx, platform, by, "conversation.create", id, "").await?;
    Ok(id)
}

/// The draft as it can be kept: tidy, about a round that everybody can see, within the branches of who organises it.
async fn checked(platform: &Platform, by: &Composer, draft: ConversationDraft) -> Result<ConversationDraft, Refusal> {
    let draft = draft.tidied();
    if let Some(flaw) = draft.flaws().into_iter().next() {
        return Err(flaw.into());
    }
    let own = |code: &String| by.branches.as_ref().is_none_or(|codes| codes.contains(code));
    if !by.is_staff() && !draft.organiser_branch.as_ref().is_some_and(own) {
        return Err(Refusal::about(Code::Forbidden, "organiser_branch"));
    }
    if let Some(organiser) = &draft.organiser_branch
        && !(draft.audience.regions.is_empty() && draft.audience.branches.iter().all(|code| code == organiser))
    {
        return Err(Refusal::about(Code::Forbidden, "audience.branches"));
    }
    let invalid = |field: &str| Refusal::about(Code::FieldInvalid, field);
    let branches = branch::all(&platform.db).await?;
    let is_known = |code: &String| branches.iter().any(|branch| branch.code == *code);
    if !draft.organiser_branch.iter().all(is_known) {
        return Err(invalid("organiser_branch"));
    }
    if !draft.audience.branches.iter().all(is_known) {
        return Err(invalid("audience.branches"));
    }
    if !draft.audience.regions.iter().all(|region| branches.iter().any(|branch| branch.region == *region)) {
        return Err(invalid("audience.regions"));
    }
    if let Some(id) = draft.round {
        let known = current::public(platform, id).await.map_err(|_| invalid("round"))?;
        if known.round.state == round::State::Withdrawn {
            return Err(invalid("round"));
        }
    }
    Ok(draft)
}

/// Replaces what was written. Once people were invited, whom it is for and how seats are given stay; who comes or waits
/// gets a letter when time or place change, and new seats go to the first in line. The same once a draw was announced.
pub async fn edit(
    platform: &Platform,
    by: &Composer,
    id: ConversationId,
    version: i32,
    draft: ConversationDraft,
) -> Result<(), Refusal> {
    let now = platform.clock.now();
    found(&platform.db, by, id).await?;
    let draft = checked(platform, by, draft).await?;
    let tx = platform.db.begin().await?;
    let known = held(&tx, by, id).await?;
    if known.version != version {
        return Err(Code::StaleVersion.into());
    }
    // A draw was announced for these people: they stay.
    if let Some(field) = known.draft.fixed_field(&draft)
        && !draw::of(&tx, id).await?.is_empty()
    {
        return Err(Refusal::about(Code::AlreadyDrawn, field));
    }
    if known.state == State::Draft {
        conversation::replace(&tx, &known, by.account, &draft, (known.sequence, false)).await?;
    } else {
        change(&tx, &known, by, draft, now).await?;
    }
    finish(tx, platform, by, "conversation.edit", id, "").await
}

async fn change(
    tx: &Tx,
    known: &Conversation,
    by: &Composer,
    draft: ConversationDraft,
    now: Timestamp,
) -> Result<(), Refusal> {
    if !known.state.promotes() {
        return Err(Code::WrongState.into());
    }
    if let Some(field) = known.draft.fixed_field(&draft) {
        return Err(Refusal::about(Code::FieldInvalid, field));
    }
    if let Some(field) = draft.missing().first() {
        return Err(Refusal::about(Code::Incomplete, field));
    }
    let plan = draft.plan().ok_or(Code::Internal)?;
    let taken = seat::room(tx, known.id, plan.seats).await?.taken;
    if let Some(flaw) = impossible(known, plan, taken, now) {
        return Err(flaw.into());
    }
    let moves = known.draft.moves(&draft);
    let sequence = known.sequence + i32::from(moves || known.draft.title != draft.title);
    let remind = known.draft.starts_at != draft.starts_at;
    conversation::replace(tx, known, by.account, &draft, (sequence, remind)).await?;
    let known = Conversation { draft, sequence, ..known.clone() };
    if let Some(latest) = known.rules().and_then(|rules| rules.kept_until(now)) {
        seat::keep_until(tx, known.id, latest).await?;
    }
    if moves {
        tell_who_comes(tx, &known, LetterKind::ConversationChanged, now).await?;
    }
    promote(tx, &known, now).await
}

/// What cannot become of a conversation that people were invited to.
fn impossible(known: &Conversation, plan: Plan, taken: i32, now: Timestamp) -> Option<Flaw> {
    let flaw = |field: &str, message: &str| Some(Flaw { field: field.to_owned(), message: message.to_owned() });
    if plan.starts_at <= now {
        return flaw("starts_at", "Kies een moment dat nog komt.");
    }
    if plan.seats < taken {
        return flaw("seats", &format!("Er zijn al {taken} plaatsen vergeven."));
    }
    let moved = known.draft.reply_by != Some(plan.reply_by);
    if moved && (known.state != State::Inviting || plan.reply_by <= now) {
        return flaw("reply_by", "Dit moment is al voorbij, of kan niet meer veranderen.");
    }
    None
}

/// A letter for everybody who comes, waits or was offered a place.
async fn tell_who_comes(tx: &Tx, known: &Conversation, kind: LetterKind, now: Timestamp) -> Result<(), Refusal> {
    let comes = [Status::Seated, Status::Offered, Status::Waiting, Status::Yes];
    let people = seat::with_status(tx, known.id, &comes).await?;
    let members: Vec<_> = people.into_iter().map(|(member, _)| member).collect();
    outbox::queue_for_guests(tx, known.id, kind, known.sequence.into(), &members, now).await?;
    Ok(())
}

/// Calls a conversation off, with a reason for everybody who said yes.
pub async fn cancel(platform: &Platform, by: &Composer, id: ConversationId, reason: &str) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let reason = checked_reason(reason)?;
    let tx = platform.db.begin().await?;
    let known = held(&tx, by, id).await?;
    if !known.state.is_ahead() {
        return Err(Code::WrongState.into());
    }
    conversation::cancel(&tx, id, &reason).await?;
    let known = Conversation { sequence: known.sequence + 1, ..known };
    tell_who_comes(&tx, &known, LetterKind::ConversationCancelled, now).await?;
    finish(tx, platform, by, "conversation.cancel", id, "").await
}

/// Writes the audit line of an act at the desk, and commits.
pub(super) async fn finish(
    tx: Tx,
    platform: &Platform,
    by: &Composer,
    act: &str,
    id: ConversationId,
    detail: &str,
) -> Result<(), Refusal> {
    let (actor, object) = (Some(Subject::Account(by.account)), ("conversation", Some(id.0)));
    audit::append(&tx, platform.clock.now(), actor, act, object, detail).await?;
    Ok(tx.commit().await?)
}
