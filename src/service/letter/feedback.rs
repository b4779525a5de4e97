//! What letters say of terugkoppeling: one entry on its own, and the round before this one in an invitation.

use crate::domain::feedback::{Entry, Place};
use crate::domain::ids::RoundId;
use crate::domain::letter::{FeedbackLetter, PreviousRound};
use crate::domain::member::first_name;
use crate::domain::outbox::Receiver;
use crate::domain::round::{Round, State};
use crate::service::feedback::{Track, Voice, of_round};
use crate::service::{Platform, Refusal};
use crate::store::round;

/// The entry that letters are about, with its statement; none if there is no such entry.
pub(super) async fn entry(platform: &Platform, round: &Round, place: Place) -> Result<Option<Entry>, Refusal> {
    let tracks = of_round(platform, &platform.db, round, Voice::Round).await?;
    let own = tracks.into_iter().find(|track| track.statement == place.statement);
    Ok(own.and_then(|track| track.entries.into_iter().find(|entry| entry.number == place.number)))
}

/// The letter about an entry.
pub(super) fn letter(
    platform: &Platform,
    round: &Round,
    (place, entry): &(Place, Entry),
    receiver: &Receiver,
) -> Option<FeedbackLetter> {
    let statement = round.draft.statements.get(usize::from(place.statement.checked_sub(1)?))?;
    Some(FeedbackLetter {
        first_name: first_name(&receiver.name).to_owned(),
        title: round.draft.title.clone(),
        statement: statement.text.clone(),
        said: entry.said.clone(),
        link: format!("{}#stelling-{}", page(platform, round.id), place.statement),
    })
}

/// What was done with the last round for the same members that was published before `round` opens; none if there is none.
pub(super) async fn previous(platform: &Platform, round: &Round) -> Result<Option<PreviousRound>, Refusal> {
    let published = round::list(&platform.db, &[State::Published]).await?;
    let earlier = published
        .into_iter()
        .filter(|other| other.draft.publishes_at < round.draft.opens_at && other.draft.scope == round.draft.scope);
    let Some(last) = earlier.max_by_key(|other| other.draft.publishes_at) else { return Ok(None) };
    let tracks = of_round(platform, &platform.db, &last, Voice::Round).await?;
    let answer = |(draft, track): (&crate::domain::draft::StatementDraft, &Track)| {
        (draft.text.clone(), track.standing.sentence(track.entries.last().map(|entry| &entry.said.step)))
    };
    let answers = last.draft.statements.iter().zip(&tracks).map(answer).collect();
    Ok(Some(PreviousRound { title: last.draft.title.clone(), answers, link: page(platform, last.id) }))
}

fn page(platform: &Platform, round: RoundId) -> String {
    format!("{}/rondes/{round}", platform.terms.public_url)
}
