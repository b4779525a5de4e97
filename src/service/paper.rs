//! Letters on paper for members without an address: with the same link that would have been mailed. Everybody on the roll who
//! has no address gets one, whether they took part or not, so that the pile says nothing.

use super::letter::own_link;
use crate::domain::ids::{AccountId, MemberId, RoundId, Subject};
use crate::domain::letter::LetterKind;
use crate::domain::outbox::Receiver;
use crate::domain::round::{Purpose, Round, State};
use crate::domain::time::Timestamp;
use crate::service::{Code, Platform, Refusal};
use crate::store::mail_link::Use;
use crate::store::{audit, letter, mail_link, post, round};

/// Members in one query.
const BATCH: usize = 1000;

/// What stands on the paper of one member.
#[derive(Clone, Debug)]
pub struct PaperLetter {
    /// Who, so that a copy can be asked for.
    pub member: MemberId,
    /// Full name.
    pub name: String,
    /// Name of the branch.
    pub branch: String,
    /// The member's own link.
    pub link: String,
}

/// Letters to be printed.
#[derive(Clone, Debug)]
pub struct Pile {
    /// Title of the round.
    pub title: String,
    /// What it is for.
    pub purpose: Option<Purpose>,
    /// Last moment to take part.
    pub closes_at: Option<Timestamp>,
    /// One for each member, by name.
    pub letters: Vec<PaperLetter>,
}

/// The letters of an open round for members without an address who want letters, or for one of them. Refused before the
/// round is open and once it closed, and for a member who has an address. How many were made is noted.
pub async fn print(platform: &Platform, by: AccountId, id: RoundId, only: Option<MemberId>) -> Result<Pile, Refusal> {
    let now = platform.clock.now();
    let known = round::find(&platform.db, id).await?.ok_or(Code::NotFound)?;
    if known.state != State::Open || known.draft.closes_at.is_none_or(|closes| closes <= now) {
        return Err(Code::WrongState.into());
    }
    let receivers = receivers(platform, &known, only).await?;
    let mut links = Vec::with_capacity(receivers.len());
    let mut paper = |one: Receiver| PaperLetter {
        member: one.member,
        link: own_link(platform, one.member, "r", Use::Round(id), &mut links),
        name: one.name,
        branch: one.branch_name,
    };
    let letters: Vec<PaperLetter> = receivers.into_iter().map(&mut paper).collect();
    let tx = platform.db.begin().await?;
    mail_link::insert_many(&tx, &links).await?;
    let detail = match only {
        Some(member) => format!("1 letter, to {member}"),
        None => format!("{} letters", letters.len()),
    };
    let (actor, object) = (Some(Subject::Account(by)), ("round", Some(id.0)));
    audit::append(&tx, now, actor, "round.paper_letters", object, &detail).await?;
    tx.commit().await?;
    let draft = known.draft;
    Ok(Pile { title: draft.title, purpose: draft.purpose, closes_at: draft.closes_at, letters })
}

/// Members without an address who want the letter, by name.
async fn receivers(platform: &Platform, known: &Round, only: Option<MemberId>) -> Result<Vec<Receiver>, Refusal> {
    let mut members = post::without_address(&platform.db, known.id).await?;
    members.retain(|member| only.is_none_or(|only| only == *member));
    if only.is_some() && members.is_empty() {
        return Err(Code::NotFound.into());
    }
    let (stream, today) = (LetterKind::Invitation.stream(), platform.clock.now().day());
    let mut receivers: Vec<Receiver> = Vec::with_capacity(members.len());
    for batch in members.chunks(BATCH) {
        receivers.extend(letter::receivers(&platform.db, known.id, stream, batch, today).await?);
    }
    receivers.retain(|one| one.wants(LetterKind::Invitation, known.state));
    receivers.sort_by(|one, other| (&one.name, one.member).cmp(&(&other.name, other.member)));
    Ok(receivers)
}
