//! The letter that somebody of staff asked for, to see how a round's invitation looks and whether mail arrives at all.

use super::{addressed, samples};
use crate::domain::ids::{AccountId, RoundId};
use crate::domain::letter::{Content, Letter, LetterKind};
use crate::domain::outbox::Waiting;
use crate::service::{Code, Platform, Refusal};
use crate::store::{account, round};

/// None once the account is closed.
pub(super) async fn letter(
    platform: &Platform,
    row: &Waiting,
    account: AccountId,
    round: RoundId,
) -> Result<Option<Letter>, Refusal> {
    let Some(to) = account::find(&platform.db, account).await?.filter(|account| !account.disabled) else {
        return Ok(None);
    };
    let round = round::find(&platform.db, round).await?.ok_or(Code::Internal)?;
    let samples = samples(platform, &round).await?;
    let invitation = samples.into_iter().find(|(kind, _)| *kind == LetterKind::Invitation);
    Ok(invitation.and_then(|(_, letter)| match letter.content {
        Content::Invitation(letter) => Some(addressed(platform, row, to.email, Content::Trial(letter), None)),
        _ => None,
    }))
}
