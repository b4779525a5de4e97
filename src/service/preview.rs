//! What the mails of a round will look like, before any of them leaves.

use super::letter::samples;
use crate::domain::composer::Composer;
use crate::domain::ids::RoundId;
use crate::domain::letter::{Letter, LetterKind};
use crate::domain::time::Timestamp;
use crate::service::{Code, Platform, Refusal};
use crate::store::round;

/// A letter as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    /// One line.
    pub subject: String,
    /// The part for people who read plain text.
    pub text: String,
    /// The same, in HTML.
    pub html: String,
}

/// Makes what is read out of a letter, in the same way as what is sent.
pub trait Press: Send + Sync {
    /// The letter as it would be sent at this moment; none where nothing can be sent at all.
    fn print(&self, letter: &Letter, at: Timestamp) -> Option<Printed>;
}

/// Kinds of letters that this round can lead to.
pub async fn kinds(platform: &Platform, by: &Composer, id: RoundId) -> Result<Vec<LetterKind>, Refusal> {
    Ok(letters(platform, by, id).await?.into_iter().map(|(kind, _)| kind).collect())
}

/// One of them.
pub async fn print(
    platform: &Platform,
    by: &Composer,
    id: RoundId,
    kind: &str,
    press: &dyn Press,
) -> Result<Printed, Refusal> {
    let letters = letters(platform, by, id).await?;
    let (_, letter) = letters.into_iter().find(|(known, _)| known.name() == kind).ok_or(Code::NotFound)?;
    press.print(&letter, platform.clock.now()).ok_or_else(|| Code::Internal.into())
}

async fn letters(platform: &Platform, by: &Composer, id: RoundId) -> Result<Vec<(LetterKind, Letter)>, Refusal> {
    let known = round::find(&platform.db, id).await?.filter(|known| by.sees(&known.draft.scope));
    samples(platform, &known.ok_or(Code::NotFound)?).await
}
