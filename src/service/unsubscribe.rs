//! Switching a stream of letters off and on again, with nothing but the link from a letter. Nothing is noted about it:
//! when a member followed a link is nobody's business.

use super::{Code, Platform, Refusal};
use crate::domain::ids::MemberId;
use crate::domain::letter::Stream;
use crate::domain::link::LinkToken;
use crate::store::{mail_choice, mail_link};

/// What an unsubscribe link is about, and how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailChoice {
    /// The stream.
    pub stream: Stream,
    /// Whether it is off.
    pub off: bool,
}

/// What a link is about. Changes nothing.
pub async fn look(platform: &Platform, token: &str) -> Result<MailChoice, Refusal> {
    let (member, stream) = find(platform, token).await?;
    Ok(MailChoice { stream, off: mail_choice::is_off(&platform.db, member, stream).await? })
}

/// Switches the stream of a link off or on; the same again changes nothing.
pub async fn set(platform: &Platform, token: &str, off: bool) -> Result<MailChoice, Refusal> {
    let (member, stream) = find(platform, token).await?;
    mail_choice::set(&platform.db.direct(), member, stream, off).await?;
    Ok(MailChoice { stream, off })
}

async fn find(platform: &Platform, token: &str) -> Result<(MemberId, Stream), Refusal> {
    let hash = LinkToken::parse(token).ok_or(Code::LinkUnknown)?.hash();
    Ok(mail_link::find_unsubscribe(&platform.db, hash).await?.ok_or(Code::LinkUnknown)?)
}
