//! The data of one person, to hand over (GDPR, art. 15 and 20). A member gets everything; the desk gets what it may see, so
//! that an export is no way around what it may not: see decision 0021.

use serde::Serialize;

use super::{Code, Platform, Refusal, member};
use crate::domain::ids::{AccountId, MemberId};
use crate::domain::letter::{LetterKind, Stream};
use crate::domain::time::Timestamp;
use crate::store::export::{
    self, Choice, Conversation, Interest, Link, Lot, Noted, OnRoll, Pause, Person, Request, Sent, Session, SharedSide,
    TookPart, Written,
};

/// What the desk may hand over for a member.
#[derive(Clone, Debug, Serialize)]
pub struct DeskExport {
    /// When it was made.
    pub made_at: Timestamp,
    /// From the member file.
    pub member: Person,
    /// Letters that were switched off, without those that only participants get.
    pub mail_choices: Vec<Choice>,
    /// A pause.
    pub pauses: Vec<Pause>,
    /// Rounds that they were on the roll of.
    pub rounds: Vec<OnRoll>,
    /// Letters that everybody on the roll gets.
    pub letters: Vec<Sent>,
}

/// All that is kept about a member, for the member alone.
#[derive(Clone, Debug, Serialize)]
pub struct OwnExport {
    /// When it was made.
    pub made_at: Timestamp,
    /// From the member file.
    pub member: Person,
    /// Letters that were switched off.
    pub mail_choices: Vec<Choice>,
    /// A pause.
    pub pauses: Vec<Pause>,
    /// Rounds that they were on the roll of.
    pub rounds: Vec<OnRoll>,
    /// Whether they took part, or said "not this time".
    pub took_part: Vec<TookPart>,
    /// Statements that they would talk about further.
    pub interests: Vec<Interest>,
    /// Sides that they chose to share.
    pub shared_sides: Vec<SharedSide>,
    /// Conversations that they were invited to.
    pub conversations: Vec<Conversation>,
    /// What they wrote beside reports.
    pub written: Vec<Written>,
    /// Lots in draws.
    pub lots: Vec<Lot>,
    /// Every letter, without its text.
    pub letters: Vec<Sent>,
    /// Mailed links, in numbers.
    pub links: Vec<Link>,
    /// Sessions.
    pub sessions: Vec<Session>,
    /// Requests to sign in.
    pub requests: Vec<Request>,
    /// What staff did about them.
    pub audit: Vec<Noted>,
}

/// Everything that is kept about a member. Only for the member.
pub async fn own(platform: &Platform, id: MemberId) -> Result<OwnExport, Refusal> {
    let on = &platform.db;
    Ok(OwnExport {
        made_at: platform.clock.now(),
        member: person(platform, id).await?,
        mail_choices: export::choices(on, id).await?,
        pauses: export::pauses(on, id).await?,
        rounds: export::rolls(on, id).await?,
        took_part: export::took_part(on, id).await?,
        interests: export::interests(on, id).await?,
        shared_sides: export::shared_sides(on, id).await?,
        conversations: export::conversations(on, id).await?,
        written: export::written(on, id).await?,
        lots: export::lots(on, id).await?,
        letters: export::letters(on, id).await?,
        links: export::links(on, id).await?,
        sessions: export::sessions(on, id).await?,
        requests: export::requests(on, id).await?,
        audit: export::audit(on, id).await?,
    })
}

/// What the desk hands over when a member cannot sign in: nothing that tells of taking part or of a view.
pub async fn for_desk(platform: &Platform, by: AccountId, id: MemberId) -> Result<DeskExport, Refusal> {
    let on = &platform.db;
    let mut made = DeskExport {
        made_at: platform.clock.now(),
        member: person(platform, id).await?,
        mail_choices: export::choices(on, id).await?,
        pauses: export::pauses(on, id).await?,
        rounds: export::rolls(on, id).await?,
        letters: export::letters(on, id).await?,
    };
    made.mail_choices.retain(|one| Stream::from_name(&one.stream).is_some_and(|stream| !stream.tells_of_taking_part()));
    made.letters.retain(|one| LetterKind::from_name(&one.kind).is_some_and(LetterKind::goes_to_the_whole_roll));
    let tx = on.begin().await?;
    member::note(platform, &tx, by, "member.export", Some(id), "").await?;
    tx.commit().await?;
    Ok(made)
}

async fn person(platform: &Platform, id: MemberId) -> Result<Person, Refusal> {
    Ok(export::person(&platform.db, id).await?.into_iter().next().ok_or(Code::NotFound)?)
}
