//! The way of a letter through the outbox: what is due, who takes it, what became of it, and what staff see of that.

use super::letter::{Composed, compose_many};
use super::{Platform, Refusal, bounce};
use crate::domain::bounce::Class;
use crate::domain::ids::{LetterId, RoundId};
use crate::domain::letter::{Letter, LetterKind, LetterStatus};
use crate::domain::outbox::{Outcome, Recipient, Waiting};
use crate::store::outbox;

pub use crate::store::outbox::ListedLetter;

/// Letters on one page for staff.
const PAGE: u64 = 50;

/// To be done once at start, before anything is sent: whatever was being sent when the process ended is in doubt.
/// Returns how many letters are so now.
pub async fn recover(platform: &Platform) -> Result<u64, Refusal> {
    Ok(outbox::recover_sending(&platform.db.direct()).await?)
}

/// Letters that are due and composed; nobody has taken them yet.
#[derive(Debug, Default)]
pub struct Batch {
    /// Ready to be taken and sent.
    pub ready: Vec<(Waiting, Letter)>,
    /// How many were not wanted any more.
    pub skipped: usize,
}

/// Composes up to `limit` letters whose turn has come. Those that nobody wants any more, or that cannot be composed now,
/// are settled here.
pub async fn next(platform: &Platform, limit: u64) -> Result<Batch, Refusal> {
    let due = outbox::due(&platform.db, platform.clock.now(), limit).await?;
    let mut batch = Batch::default();
    let mut settled = Vec::new();
    for (row, composed) in compose_many(platform, due).await? {
        match composed {
            Composed::Send(letter) => batch.ready.push((row, *letter)),
            Composed::Skip => {
                batch.skipped += 1;
                settled.push((row, Outcome::Skipped));
            }
            Composed::Later => settled.push((row, Outcome::Retry("compose".to_owned()))),
        }
    }
    settle(platform, &settled).await?;
    Ok(batch)
}

/// Takes letters for sending; those that somebody else took are not in the answer. Once this returns, a process that
/// ends leaves them in doubt.
pub async fn claim(platform: &Platform, letters: &[LetterId]) -> Result<Vec<LetterId>, Refusal> {
    Ok(outbox::claim(&platform.db.direct(), letters).await?)
}

/// Notes what became of letters. Where there is nobody at an address, it gets no more.
pub async fn settle(platform: &Platform, settled: &[(Waiting, Outcome)]) -> Result<(), Refusal> {
    if settled.is_empty() {
        return Ok(());
    }
    let tx = platform.db.begin().await?;
    outbox::settle(&tx, settled, platform.clock.now()).await?;
    for (letter, outcome) in settled {
        if let (Recipient::Member(member), Outcome::NoMailbox(_)) = (letter.recipient, outcome) {
            bounce::note(&tx, platform, member, Class::Hard).await?;
        }
    }
    Ok(tx.commit().await?)
}

/// How many letters of a round there are of each kind in each status.
pub async fn figures(platform: &Platform, round: RoundId) -> Result<Vec<(LetterKind, LetterStatus, i64)>, Refusal> {
    Ok(outbox::figures(&platform.db, round).await?)
}

/// One page (from 0) of a round's letters in a status, with the number of all of them. For staff: internal
/// identifiers, no addresses; no kinds of which a letter tells that somebody took part.
pub async fn list(
    platform: &Platform,
    round: RoundId,
    status: LetterStatus,
    page: u64,
) -> Result<(Vec<ListedLetter>, u64), Refusal> {
    Ok(outbox::list(&platform.db, round, status, page, PAGE).await?)
}

/// Gives up letters of a round that have not left yet.
pub async fn drop_queued(platform: &Platform, round: RoundId) -> Result<(), Refusal> {
    Ok(outbox::drop_queued(&platform.db.direct(), round).await?)
}
