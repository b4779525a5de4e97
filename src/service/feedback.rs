//! Terugkoppeling: adding what was done with an outcome, and telling where each statement stands today.

use std::collections::HashMap;

use crate::domain::composer::Composer;
use crate::domain::feedback::{Author, Entry, Place, Said, Standing, Summary};
use crate::domain::ids::{AccountId, RoundId, Subject};
use crate::domain::letter::LetterKind;
use crate::domain::round::{Round, State};
use crate::domain::time::Day;
use crate::service::{Code, Platform, Refusal, current};
use crate::store::{Conn, StoreError, audit, feedback, outbox};

pub use crate::store::feedback::Voice;

/// What was done with the outcome of one statement.
#[derive(Clone, Debug)]
pub struct Track {
    /// 1 to 4.
    pub statement: u8,
    /// Where it stands today.
    pub standing: Standing,
    /// What was said, the first entry first.
    pub entries: Vec<Entry>,
}

/// What a voice said about each statement of a published round. Nobody promised anything for a branch, so its answers
/// are never late.
pub async fn tracks(platform: &Platform, id: RoundId, voice: Voice<'_>) -> Result<Vec<Track>, Refusal> {
    let known = published(platform, id).await?;
    of_round(platform, &platform.db, &known.round, voice).await
}

async fn published(platform: &Platform, id: RoundId) -> Result<std::sync::Arc<current::Current>, Refusal> {
    let known = current::public(platform, id).await?;
    if known.round.state == State::Published { Ok(known) } else { Err(Code::NotPublished.into()) }
}

pub(super) async fn of_round(
    platform: &Platform,
    on: &impl Conn,
    round: &Round,
    voice: Voice<'_>,
) -> Result<Vec<Track>, Refusal> {
    let rows = feedback::list(on, &[round.id], voice).await?;
    Ok(arranged(platform.clock.now().day(), round, voice, rows))
}

fn arranged(today: Day, round: &Round, voice: Voice<'_>, mut rows: Vec<(RoundId, u8, Entry)>) -> Vec<Track> {
    let track = |(statement, draft): (u8, &crate::domain::draft::StatementDraft)| {
        let own = rows.extract_if(.., |(of, number, _)| *of == round.id && *number == statement);
        let entries: Vec<Entry> = own.map(|(_, _, entry)| entry).collect();
        let promised = draft.feedback_due.as_deref().filter(|_| voice == Voice::Round).and_then(Day::parse);
        Track { statement, standing: Standing::on(today, promised, &entries), entries }
    };
    (1..).zip(&round.draft.statements).map(track).collect()
}

/// How many statements of each published round are answered, and how many late, today.
pub async fn summaries(platform: &Platform, rounds: &[Round]) -> Result<HashMap<RoundId, Summary>, Refusal> {
    let today = platform.clock.now().day();
    let published: Vec<&Round> = rounds.iter().filter(|round| round.state == State::Published).collect();
    let ids: Vec<RoundId> = published.iter().map(|round| round.id).collect();
    let mut rows = feedback::list(&platform.db, &ids, Voice::Round).await?;
    let summary = |round: &&Round| {
        let own = rows.extract_if(.., |(of, _, _)| *of == round.id).collect();
        let tracks = arranged(today, round, Voice::Round, own);
        (round.id, Summary::of(&tracks.iter().map(|track| track.standing).collect::<Vec<_>>()))
    };
    Ok(published.iter().map(summary).collect())
}

/// Adds to the answer that was promised to everybody: staff to any, a board to that of a round for its own branches only.
pub async fn answer(
    platform: &Platform,
    by: &Composer,
    (id, statement): (RoundId, u8),
    seen: usize,
    said: Said,
) -> Result<(), Refusal> {
    if !by.acts_on(&current::public(platform, id).await?.round.draft.scope) {
        return Err(Code::NotFound.into());
    }
    let author = if by.is_staff() { Author::Staff } else { Author::Board };
    append(platform, (by.account, author), (id, statement), Voice::Round, seen, said).await
}

/// Adds an entry after the `seen` that its author read, and queues a letter about the round's own answer for everybody
/// who took part. Refused when somebody else added one in the meantime, when the step does not follow, and to a branch
/// that the round was not for.
pub async fn append(
    platform: &Platform,
    (by, author): (AccountId, Author),
    (id, statement): (RoundId, u8),
    voice: Voice<'_>,
    seen: usize,
    said: Said,
) -> Result<(), Refusal> {
    let known = published(platform, id).await?;
    let scope = &known.round.draft.scope;
    if matches!(voice, Voice::Branch(code) if !scope.is_empty() && scope.iter().all(|branch| branch.code != code)) {
        return Err(Code::NotFound.into());
    }
    let now = platform.clock.now();
    let said = said.tidied();
    let published_on = known.round.draft.publishes_at.ok_or(Code::Internal)?.day();
    if let Some(flaw) = said.flaw(published_on, now.day()) {
        return Err(flaw.into());
    }
    let tx = platform.db.begin().await?;
    let tracks = of_round(platform, &tx, &known.round, voice).await?;
    let track = tracks.into_iter().find(|track| track.statement == statement).ok_or(Code::NotFound)?;
    if track.entries.len() != seen {
        return Err(Code::StaleVersion.into());
    }
    if !track.standing.admits(&said.step) {
        return Err(Code::WrongState.into());
    }
    let number = i32::try_from(seen + 1).map_err(|_| Code::WrongState)?;
    let entry = Entry { number, at: now, by: author, said };
    match feedback::insert(&tx, id, statement, voice, &entry).await {
        Err(StoreError::Taken) => return Err(Code::StaleVersion.into()),
        done => done?,
    }
    let place = Place { statement, number };
    let detail = match voice {
        Voice::Round => format!("{place} {}", entry.said.step.kind()),
        Voice::Branch(code) => format!("{place} {} {code}", entry.said.step.kind()),
    };
    let actor = Some(Subject::Account(by));
    if voice == Voice::Round {
        outbox::queue_for_participants(&tx, id, LetterKind::Feedback, &format!("feedback {place}"), now).await?;
    }
    audit::append(&tx, now, actor, "round.feedback", ("round", Some(id.0)), &detail).await?;
    Ok(tx.commit().await?)
}
