//! Composing letters when their turn comes: from the facts of that moment, with links drawn for this one try.

mod conversation;
mod feedback;

use std::collections::HashMap;

use super::login::letter_content;
use super::{Code, Platform, Refusal, welcome};
use crate::domain::feedback::{Entry, Place};
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::letter::{Content, Letter, LetterKind, OutcomeLine, PreviousRound, RoundLetter, Stream};
use crate::domain::link::LinkToken;
use crate::domain::member::first_name;
use crate::domain::outbox::{Receiver, Recipient, Topic, Waiting};
use crate::domain::result::RoundResult;
use crate::domain::round::Round;
use crate::store::mail_link::{NewLink, Use};
use crate::store::{letter, mail_link, round, snapshot};

/// What came of composing.
#[derive(Clone, Debug)]
pub enum Composed {
    /// To be sent.
    Send(Box<Letter>),
    /// Not wanted any more.
    Skip,
    /// Could not be composed now; the log says why.
    Later,
}

/// Composes many letters with a handful of queries, and keeps the hashes of their links in one transaction. Letters
/// come back in another order. What is wrong with one round holds up the letters of no other.
pub async fn compose_many(platform: &Platform, rows: Vec<Waiting>) -> Result<Vec<(Waiting, Composed)>, Refusal> {
    let mut composed = Vec::with_capacity(rows.len());
    let mut alike: HashMap<(LetterKind, Topic), Vec<Waiting>> = HashMap::new();
    for row in rows {
        match (row.recipient, row.topic) {
            (Recipient::Login(id), _) => {
                let made = single(platform, &row, letter_content(platform, id).await);
                composed.push((row, made));
            }
            (Recipient::Account(id), _) if row.kind == LetterKind::StaffInvitation => {
                let made = single(platform, &row, welcome::letter_content(platform, id).await);
                composed.push((row, made));
            }
            (Recipient::Account(_), _) | (Recipient::Member(_), Topic::Login) => composed.push((row, Composed::Skip)),
            (Recipient::Member(_), topic) => alike.entry((row.kind, topic)).or_default().push(row),
        }
    }
    let mut links = Vec::new();
    for ((kind, topic), rows) in alike {
        let made = match topic {
            Topic::Login => continue,
            Topic::Round(id, place) => match About::load(platform, kind, id, place).await {
                Ok(about) => Ok(about.compose(platform, &rows, &mut links).await?),
                Err(refusal) => Err(refusal),
            },
            Topic::Conversation(id, number) => match conversation::About::load(platform, kind, id, number).await {
                Ok(about) => Ok(about.compose(platform, &rows, &mut links).await?),
                Err(refusal) => Err(refusal),
            },
        };
        match made {
            Ok(letters) => composed.extend(rows.into_iter().zip(letters)),
            Err(refusal) => composed.extend(rows.into_iter().map(|row| (row, later(kind, &refusal)))),
        }
    }
    if !links.is_empty() {
        let tx = platform.db.begin().await?;
        mail_link::insert_many(&tx, &links).await?;
        tx.commit().await?;
    }
    Ok(composed)
}

/// A letter that is like no other.
fn single(platform: &Platform, row: &Waiting, content: Result<Option<(String, Content)>, Refusal>) -> Composed {
    match content {
        Ok(content) => content.map(|(to, content)| addressed(platform, row, to, content, None)).into(),
        Err(refusal) => later(row.kind, &refusal),
    }
}

impl From<Option<Letter>> for Composed {
    fn from(letter: Option<Letter>) -> Self {
        letter.map_or(Self::Skip, |letter| Self::Send(Box::new(letter)))
    }
}

fn later(kind: LetterKind, refusal: &Refusal) -> Composed {
    tracing::error!(kind = kind.name(), code = refusal.code.name(), "a letter could not be composed");
    Composed::Later
}

/// What all letters of one kind about one round have in common.
struct About {
    kind: LetterKind,
    round: Round,
    result: Option<RoundResult>,
    previous: Option<PreviousRound>,
    entry: Option<(Place, Entry)>,
}

impl About {
    async fn load(platform: &Platform, kind: LetterKind, id: RoundId, place: Option<Place>) -> Result<Self, Refusal> {
        let round = round::find(&platform.db, id).await?.ok_or(Code::Internal)?;
        let snapshot = match kind {
            LetterKind::Result => snapshot::find(&platform.db, id).await?,
            _ => None,
        };
        let result = snapshot.map(|kept| serde_json::from_str(&kept.body)).transpose().map_err(|_| Code::Internal)?;
        let previous = match kind {
            LetterKind::Invitation => feedback::previous(platform, &round).await?,
            _ => None,
        };
        let entry = match (kind, place) {
            (LetterKind::Feedback, Some(place)) => {
                feedback::entry(platform, &round, place).await?.map(|entry| (place, entry))
            }
            _ => None,
        };
        Ok(Self { kind, round, result, previous, entry })
    }

    async fn compose(
        &self,
        platform: &Platform,
        rows: &[Waiting],
        links: &mut Vec<NewLink>,
    ) -> Result<Vec<Composed>, Refusal> {
        let members: Vec<MemberId> = rows.iter().filter_map(member).collect();
        let today = platform.clock.now().day();
        let receivers = letter::receivers(&platform.db, self.round.id, self.kind.stream(), &members, today).await?;
        let by_id: HashMap<MemberId, Receiver> = receivers.into_iter().map(|one| (one.member, one)).collect();
        let compose = |row: &Waiting| {
            let receiver = member(row).and_then(|id| by_id.get(&id));
            receiver.and_then(|receiver| self.letter(platform, row, receiver, links)).into()
        };
        Ok(rows.iter().map(compose).collect())
    }

    /// None if the receiver does not want it any more, or there is nothing to say.
    fn letter(
        &self,
        platform: &Platform,
        row: &Waiting,
        receiver: &Receiver,
        links: &mut Vec<NewLink>,
    ) -> Option<Letter> {
        let email = receiver.email.as_ref().filter(|_| receiver.wants(self.kind, self.round.state))?;
        let mut link = |path: &str, purpose: Use| own_link(platform, receiver.member, path, purpose, links);
        let content = match self.kind {
            LetterKind::Invitation => {
                Content::Invitation(self.round_letter(receiver, || link("r", Use::Round(self.round.id)))?)
            }
            LetterKind::Reminder => {
                Content::Reminder(self.round_letter(receiver, || link("r", Use::Round(self.round.id)))?)
            }
            LetterKind::Result => self.result_letter(platform, receiver)?,
            LetterKind::Withdrawn => Content::Withdrawn {
                first_name: first_name(&receiver.name).to_owned(),
                title: self.round.draft.title.clone(),
                reason: self.round.withdrawal.as_ref()?.reason.clone(),
            },
            LetterKind::Feedback => {
                Content::Feedback(feedback::letter(platform, &self.round, self.entry.as_ref()?, receiver)?)
            }
            _ => return None,
        };
        let unsubscribe = self.kind.stream().map(|stream: Stream| link("afmelden", Use::Unsubscribe(stream)));
        Some(addressed(platform, row, email.as_str().to_owned(), content, unsubscribe))
    }

    fn round_letter(&self, receiver: &Receiver, link: impl FnOnce() -> String) -> Option<RoundLetter> {
        let draft = &self.round.draft;
        Some(RoundLetter {
            first_name: first_name(&receiver.name).to_owned(),
            branch_name: receiver.branch_name.clone(),
            title: draft.title.clone(),
            introduction: draft.introduction.clone(),
            purpose: draft.purpose?,
            closes_at: draft.closes_at?,
            statements: draft.statements.iter().map(|statement| statement.text.clone()).collect(),
            root: self.round.root?.groups(),
            link: link(),
            previous: self.previous.clone(),
        })
    }

    fn result_letter(&self, platform: &Platform, receiver: &Receiver) -> Option<Content> {
        let result = self.result.as_ref()?;
        let outcomes = result.statements.iter().map(|statement| OutcomeLine {
            text: statement.text.clone(),
            agree_disagree: statement.counts.agree_disagree(),
        });
        Some(Content::Result {
            first_name: first_name(&receiver.name).to_owned(),
            title: result.title.clone(),
            ballots: (!result.turnout_withheld).then_some(result.ballots),
            roll: result.roll,
            outcomes: outcomes.collect(),
            seals: result.lists.clone(),
            link: format!("{}/rondes/{}", platform.terms.public_url, self.round.id),
        })
    }
}

const fn member(row: &Waiting) -> Option<MemberId> {
    match row.recipient {
        Recipient::Member(id) => Some(id),
        Recipient::Account(_) | Recipient::Login(_) => None,
    }
}

/// The member's link for this use: the same in every letter and at every try, so that what is kept of it does not tell how
/// many letters there were. It follows from the platform's secret; only its hash is kept.
fn own_link(platform: &Platform, member: MemberId, path: &str, purpose: Use, links: &mut Vec<NewLink>) -> String {
    let token = LinkToken::new(platform.secrets.key(&format!("mail link {member} {purpose}")));
    links.push(NewLink { hash: token.hash(), member, purpose });
    format!("{}/{path}/{}", platform.terms.public_url, token.text())
}

fn addressed(platform: &Platform, row: &Waiting, to: String, content: Content, unsubscribe: Option<String>) -> Letter {
    let message_id = format!("<{}@{}>", row.id, platform.terms.host());
    Letter { to, message_id, content, unsubscribe }
}
