//! A round as its staff see it: everything but an answer.

use super::existing;
use crate::domain::composer::Composer;
use crate::domain::feedback::Summary;
use crate::domain::ids::{AccountId, RoundId};
use crate::domain::letter::{LetterKind, LetterStatus};
use crate::domain::round::{OpeningStep, Round, State};
use crate::service::result::{PublicTurnout, public_turnout, rounded};
use crate::service::{Code, Platform, Refusal, feedback, preflight};
use crate::store::{Conn, account, area, outbox, round};

/// Somebody who worked on a round.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub id: AccountId,
    /// Name; empty once the account is gone.
    pub name: String,
}

/// How far an opening is, in counting areas that have their key.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// The step.
    pub step: OpeningStep,
    /// Areas with a key.
    pub done: usize,
    /// All areas.
    pub total: usize,
}

/// A round with what staff follow.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The round.
    pub round: Round,
    /// Who began it.
    pub author: Person,
    /// Who approved it.
    pub approved_by: Option<Person>,
    /// Who asked to take it back.
    pub withdrawal_by: Option<Person>,
    /// How far the opening is, while it lasts.
    pub opening: Option<Opening>,
    /// Letters by kind and status.
    pub letters: Vec<(LetterKind, LetterStatus, i64)>,
    /// As the public may know it.
    pub turnout: Option<PublicTurnout>,
    /// It should be open, and waits for its mail.
    pub held_up: bool,
}

/// One round as staff see it.
pub async fn overview(platform: &Platform, id: RoundId) -> Result<Overview, Refusal> {
    let round = existing(&platform.db, id).await?;
    let approved_by = match round.approved_by {
        Some(id) => Some(person(platform, id).await?),
        None => None,
    };
    let withdrawal_by = match &round.withdrawal {
        Some(withdrawal) => Some(person(platform, withdrawal.by).await?),
        None => None,
    };
    let due = round.draft.opens_at.is_some_and(|opens| opens <= platform.clock.now());
    Ok(Overview {
        author: person(platform, round.author).await?,
        approved_by,
        withdrawal_by,
        opening: opening(platform, &round).await?,
        letters: letters(platform, &round).await?,
        turnout: public_turnout(platform, &round).await?,
        held_up: due && preflight::holds_up(platform, &round).await?,
        round,
    })
}

/// A round that is on somebody's desk to be looked at; what lies outside it does not exist.
pub(in crate::service) async fn seen(on: &impl Conn, by: &Composer, id: RoundId) -> Result<Round, Refusal> {
    let known = existing(on, id).await?;
    if by.sees(&known.draft.scope) { Ok(known) } else { Err(Code::NotFound.into()) }
}

/// One round on somebody's desk; what lies outside it does not exist.
pub async fn on_desk(platform: &Platform, by: &Composer, id: RoundId) -> Result<Overview, Refusal> {
    let seen = overview(platform, id).await?;
    if by.sees(&seen.round.draft.scope) { Ok(seen) } else { Err(Code::NotFound.into()) }
}

/// A round in the list of its staff.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The round.
    pub round: Round,
    /// Who began it.
    pub author: Person,
    /// What was done with it, once it is published.
    pub feedback: Option<Summary>,
}

/// The rounds on somebody's desk, the one that opens last first: all for staff, those of its branches for a board.
pub async fn all(platform: &Platform, by: &Composer) -> Result<Vec<Listed>, Refusal> {
    let mut rounds = round::list(&platform.db, &State::ALL).await?;
    rounds.retain(|round| by.sees(&round.draft.scope));
    let summaries = feedback::summaries(platform, &rounds).await?;
    let mut all = Vec::with_capacity(rounds.len());
    for round in rounds {
        let (author, feedback) = (person(platform, round.author).await?, summaries.get(&round.id).copied());
        all.push(Listed { round, author, feedback });
    }
    Ok(all)
}

pub(in crate::service) async fn person(platform: &Platform, id: AccountId) -> Result<Person, Refusal> {
    let name = account::find(&platform.db, id).await?.map(|account| account.name).unwrap_or_default();
    Ok(Person { id, name })
}

/// Letters by kind and status. What became of those that tell of taking part would say exactly how many did, so they
/// are rounded like the turnout, and left out of a local round, where rounding would not be enough.
async fn letters(platform: &Platform, known: &Round) -> Result<Vec<(LetterKind, LetterStatus, i64)>, Refusal> {
    let mut exact = outbox::figures(&platform.db, known.id).await?;
    // Those to staff themselves are none of the round's.
    exact.retain(|(kind, ..)| *kind != LetterKind::Trial);
    exact.retain(|(kind, ..)| known.draft.scope.is_empty() || !kind.tells_of_taking_part());
    let shown = |(kind, status, number): (LetterKind, LetterStatus, i64)| {
        let number = if kind.tells_of_taking_part() { rounded(number) } else { number };
        (kind, status, number)
    };
    Ok(exact.into_iter().map(shown).collect())
}

async fn opening(platform: &Platform, known: &Round) -> Result<Option<Opening>, Refusal> {
    if known.state != State::Scheduled || known.opening_step == OpeningStep::Waiting {
        return Ok(None);
    }
    let total = area::list(&platform.db, known.id).await?.len();
    let left = area::without_key(&platform.db, known.id).await?.len();
    Ok(Some(Opening { step: known.opening_step, done: total - left, total }))
}
