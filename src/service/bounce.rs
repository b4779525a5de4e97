//! Letters that come back: an address from which one came back for good gets no more, until the desk or the member changes
//! that. Login letters still go: whoever asks for one waits for it.

use crate::domain::bounce::{Class, MailStop, Tag, address_mark, read};
use crate::domain::ids::{AccountId, LetterId, MemberId, Subject};
use crate::domain::outbox::Recipient;
use crate::service::{Code, Platform, Refusal};
use crate::store::{Tx, audit, mail_stop, outbox};

pub use crate::store::mail_stop::StoppedMember;

const KEY: &str = "return path";

/// Where a letter goes when it comes back; none where the settings name no address for that.
pub(super) fn return_path(platform: &Platform, letter: LetterId, to: &str) -> Option<String> {
    let bounces = platform.terms.bounces.as_ref()?;
    Some(bounces.for_letter(&platform.secrets.key(KEY), letter, to))
}

/// What became of a message that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// Noted.
    Noted(Class),
    /// The same was noted before.
    Again,
    /// It is about none of our letters, or about an address that nobody has any more.
    Unknown,
    /// It says nothing about a failure.
    NoFailure,
}

/// Takes a message that came in at the bounce address. `recipient` is whom the mail server says it was for; without one
/// the message's own headers are believed. Nothing of the message is kept.
pub async fn take(platform: &Platform, recipient: Option<&str>, message: &[u8]) -> Result<Taken, Refusal> {
    let report = read(message);
    let named = report.recipients.iter().map(String::as_str);
    let Some(tag) = recipient.into_iter().chain(named).find_map(Tag::read) else { return Ok(Taken::Unknown) };
    let Some(class) = report.class else { return Ok(Taken::NoFailure) };
    let tx = platform.db.begin().await?;
    let Some(letter) = outbox::find(&tx, tag.letter).await? else { return Ok(Taken::Unknown) };
    let Recipient::Member(member) = letter.recipient else { return Ok(Taken::Unknown) };
    let address = mail_stop::address(&tx, member).await?;
    let key = platform.secrets.key(KEY);
    if !address.is_some_and(|address| tag.is_for(&key, address.as_str())) {
        return Ok(Taken::Unknown);
    }
    if !outbox::set_bounced(&tx, letter.id, class).await? {
        return Ok(Taken::Again);
    }
    note(&tx, platform, member, class).await?;
    tx.commit().await?;
    Ok(Taken::Noted(class))
}

/// Notes that a letter to the address that a member has now came back.
pub(super) async fn note(tx: &Tx, platform: &Platform, member: MemberId, class: Class) -> Result<(), Refusal> {
    let Some(address) = mail_stop::address(tx, member).await? else { return Ok(()) };
    let before = mail_stop::find(tx, member).await?;
    let after = MailStop::after(before, address_mark(member, &address), class, platform.clock.now().day());
    Ok(mail_stop::put(tx, member, &after).await?)
}

/// Members whose mail has stopped, by name.
pub async fn stopped(platform: &Platform) -> Result<Vec<StoppedMember>, Refusal> {
    Ok(mail_stop::list(&platform.db).await?)
}

/// Whether mail has stopped at the address that this member has now.
pub(super) async fn is_stopped(platform: &Platform, member: MemberId) -> Result<bool, Refusal> {
    let address = mail_stop::address(&platform.db, member).await?;
    Ok(mail_stop::of(&platform.db, &[member]).await?.hold(member, address.as_ref()))
}

/// Lets mail to a member go again. Refused when nothing is known against the address.
pub async fn lift(platform: &Platform, by: AccountId, member: MemberId) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    if !mail_stop::forget(&tx, member).await? {
        return Err(Code::NotFound.into());
    }
    let (actor, object) = (Some(Subject::Account(by)), ("member", Some(member.0)));
    audit::append(&tx, platform.clock.now(), actor, "mail_stop.lift", object, "").await?;
    Ok(tx.commit().await?)
}
