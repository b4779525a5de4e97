//! What everybody may know of a conversation, and the event that stands in calendars.

use crate::domain::calendar::Event;
use crate::domain::conversation::{Beside, Contribution, Conversation, Report, State, Status};
use crate::domain::ids::{ConversationId, RoundId};
use crate::service::{Code, Platform, Refusal, current};
use crate::store::{branch, conversation, report, seat};

/// A conversation as everybody may see it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The conversation.
    pub conversation: Conversation,
    /// Who organises it.
    pub organiser: String,
    /// How many come, once that is settled.
    pub seated: Option<i64>,
    /// What was said, once it is published, with what everybody can read beside it.
    pub report: Option<(Report, Vec<Contribution>)>,
    /// Whether any member can react to the report now.
    pub takes_reactions: bool,
}

/// A conversation that people were invited to.
pub async fn public(platform: &Platform, id: ConversationId) -> Result<Shown, Refusal> {
    let known = conversation::find(&platform.db, id).await?.ok_or(Code::NotFound)?;
    if known.state == State::Draft { Err(Code::NotFound.into()) } else { shown(platform, known).await }
}

/// The conversations about a round that people were invited to, the one that begins first first.
pub async fn of_round(platform: &Platform, round: RoundId) -> Result<Vec<Shown>, Refusal> {
    current::public(platform, round).await?;
    let mut all = Vec::new();
    for known in conversation::of_round(&platform.db, round).await? {
        if known.state != State::Draft {
            all.push(shown(platform, known).await?);
        }
    }
    Ok(all)
}

async fn shown(platform: &Platform, known: Conversation) -> Result<Shown, Refusal> {
    let settled = matches!(known.state, State::Settled | State::Held | State::Reported);
    let figures = seat::figures(&platform.db, &[known.id]).await?;
    let seated = figures.get(&(known.id, Status::Seated)).copied().unwrap_or(0);
    let report = match report::find(&platform.db, known.id).await? {
        Some(report) if report.published_at.is_some() => {
            let mut beside = report::contributions(&platform.db, known.id).await?;
            beside.retain(|one| one.shown == Some(true));
            Some((report, beside))
        }
        _ => None,
    };
    let organiser = organiser(platform, &known).await?;
    let published = report.as_ref().and_then(|(report, _)| report.published_at);
    let now = platform.clock.now();
    let takes_reactions = published.is_some_and(|published| Beside::Reaction.is_open(&known, published, None, now));
    Ok(Shown { organiser, seated: settled.then_some(seated), report, takes_reactions, conversation: known })
}

/// Who organises it: a branch by its name, or the party.
pub async fn organiser(platform: &Platform, known: &Conversation) -> Result<String, Refusal> {
    let Some(code) = &known.draft.organiser_branch else { return Ok(platform.terms.name.clone()) };
    let named = branch::with_codes(&platform.db, std::slice::from_ref(code)).await?;
    Ok(named.into_iter().next().map_or_else(|| code.clone(), |branch| branch.name))
}

/// As it stands in the calendars of who comes; none while it is not planned.
#[must_use]
pub fn event(platform: &Platform, known: &Conversation) -> Option<Event> {
    let plan = known.draft.plan()?;
    let page = format!("{}/gesprek/{}", platform.terms.public_url, known.id);
    let online = known.draft.online_link.as_ref().map(|link| format!("Online: {link}"));
    let description = [known.draft.purpose.clone(), online, Some(page.clone())];
    Some(Event {
        uid: format!("{}@{}", known.id, platform.terms.host()),
        sequence: known.sequence,
        title: known.draft.title.clone(),
        description: description.into_iter().flatten().collect::<Vec<_>>().join("\n\n"),
        place: known.draft.place.clone().or_else(|| known.draft.online_link.clone()),
        url: page,
        starts_at: plan.starts_at,
        ends_at: plan.ends_at,
    })
}
