//! The post of one round at the desk: whether mail is in order, who would be reached, how letters fare, and letting them wait.
//! Numbers only; who a letter is for is told nowhere.

use std::collections::BTreeMap;

use super::letter::samples;
use crate::domain::composer::Composer;
use crate::domain::ids::{AccountId, LetterId, RoundId, Subject};
use crate::domain::letter::{LetterKind, LetterStatus, Stream};
use crate::domain::outbox::Topic;
use crate::domain::preflight::{Preflight, Reach};
use crate::domain::round::{Round, State};
use crate::service::{Code, Platform, Refusal, preflight, round as rounds};
use crate::store::outbox::{NewLetter, queue};
use crate::store::{audit, post, round};

/// Fewest letters to a mail domain that is named.
const NAMED: i64 = 10;

/// How letters fared at one mail domain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fared {
    /// The domain; none for all that are too small to be named.
    pub domain: Option<String>,
    /// Taken by a mail server.
    pub sent: i64,
    /// Not yet.
    pub waiting: i64,
    /// Refused for good.
    pub failed: i64,
    /// Nobody knows.
    pub unknown: i64,
    /// Sent, and came back. These are among the sent.
    pub bounced: i64,
}

impl Fared {
    fn add(&mut self, one: &post::AtDomain) {
        match one.status {
            LetterStatus::Sent => self.sent += one.letters,
            LetterStatus::Queued | LetterStatus::Sending => self.waiting += one.letters,
            LetterStatus::Failed => self.failed += one.letters,
            LetterStatus::Unknown => self.unknown += one.letters,
            LetterStatus::Skipped => {}
        }
        if one.bounced {
            self.bounced += one.letters;
        }
    }

    const fn letters(&self) -> i64 {
        self.sent + self.waiting + self.failed + self.unknown
    }

    const fn take(&mut self, other: &Self) {
        self.sent += other.sent;
        self.waiting += other.waiting;
        self.failed += other.failed;
        self.unknown += other.unknown;
        self.bounced += other.bounced;
    }
}

/// The post of one round.
#[derive(Clone, Debug)]
pub struct Post {
    /// The round.
    pub round: Round,
    /// The last look at mail.
    pub preflight: Option<Preflight>,
    /// Whether the round should be open, and waits for its mail.
    pub held_up: bool,
    /// Who an invitation would reach.
    pub reach: Reach,
    /// Letters by kind and status, those that tell of taking part rounded.
    pub letters: Vec<(LetterKind, LetterStatus, i64)>,
    /// How letters fared, without those that tell of taking part: all of them together first, then by mail domain.
    pub fared: (Fared, Vec<Fared>),
    /// Whether letters wait because somebody said so.
    pub paused: bool,
}

/// The post of a round on somebody's desk; what lies outside it does not exist.
pub async fn of(platform: &Platform, by: &Composer, id: RoundId) -> Result<Post, Refusal> {
    let seen = rounds::on_desk(platform, by, id).await?;
    let (round, now) = (seen.round, platform.clock.now());
    let frozen = round.roll.is_some();
    Ok(Post {
        preflight: preflight::last(platform, id).await?,
        held_up: seen.held_up,
        reach: post::reach(&platform.db, id, frozen, Stream::Rounds, now.day()).await?,
        letters: seen.letters,
        fared: fared(&post::by_domain(&platform.db, id).await?),
        paused: post::is_paused(&platform.db, id).await?,
        round,
    })
}

/// All together, and by domain, the most letters first. Domains with few letters stand together at the end: a name that only
/// a handful share may be one family, or one employer.
fn fared(rows: &[post::AtDomain]) -> (Fared, Vec<Fared>) {
    let (mut all, mut by_domain): (Fared, BTreeMap<&str, Fared>) = (Fared::default(), BTreeMap::new());
    for one in rows {
        all.add(one);
        by_domain.entry(&one.domain).or_default().add(one);
    }
    let (mut named, mut others) = (Vec::new(), Fared::default());
    for (domain, figures) in by_domain {
        if domain.is_empty() || figures.letters() < NAMED {
            others.take(&figures);
        } else {
            named.push(Fared { domain: Some(domain.to_owned()), ..figures });
        }
    }
    named.sort_by_key(|one| std::cmp::Reverse(one.letters()));
    named.extend(Some(others).filter(|others| others.letters() > 0));
    (all, named)
}

/// Lets the letters of a round wait, or go again. Those that somebody waits for, such as login letters, never wait. The same
/// again changes nothing.
pub async fn set_paused(platform: &Platform, by: AccountId, id: RoundId, paused: bool) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    round::find(&tx, id).await?.ok_or(Code::NotFound)?;
    let changed = if paused { post::pause(&tx, id).await? } else { post::resume(&tx, id).await? };
    if changed {
        let (now, actor, object) = (platform.clock.now(), Some(Subject::Account(by)), ("round", Some(id.0)));
        audit::append(&tx, now, actor, if paused { "post.pause" } else { "post.resume" }, object, "").await?;
    }
    Ok(tx.commit().await?)
}

/// Queues a trial letter to the account itself. Refused while the round has no text to show.
pub async fn send_trial(platform: &Platform, by: AccountId, id: RoundId) -> Result<(), Refusal> {
    let known = round::find(&platform.db, id).await?.ok_or(Code::NotFound)?;
    if known.state == State::Withdrawn || samples(platform, &known).await?.is_empty() {
        return Err(Code::WrongState.into());
    }
    let (letter, now) = (LetterId(platform.chance.uuid()), platform.clock.now());
    let new = NewLetter {
        id: letter,
        kind: LetterKind::Trial,
        recipient_kind: "account",
        recipient_id: by.0,
        occasion: format!("{id} {letter}"),
        topic: Topic::Round(id, None),
        due: now,
    };
    let tx = platform.db.begin().await?;
    queue(&tx, new).await?;
    let (actor, object) = (Some(Subject::Account(by)), ("round", Some(id.0)));
    audit::append(&tx, now, actor, "post.trial", object, "").await?;
    Ok(tx.commit().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_domains_stand_together_and_every_letter_is_counted_once() {
        let row = |domain: &str, status, bounced, letters| post::AtDomain {
            domain: domain.to_owned(),
            status,
            bounced,
            letters,
        };
        let rows = [
            row("", LetterStatus::Failed, false, 12),
            row("family.example", LetterStatus::Sent, true, 4),
            row("large.example", LetterStatus::Queued, false, 5),
            row("large.example", LetterStatus::Sent, false, 30),
            row("large.example", LetterStatus::Skipped, false, 900),
            row("ten.example", LetterStatus::Unknown, false, 10),
        ];
        let (all, domains) = fared(&rows);
        assert_eq!((all.sent, all.waiting, all.failed, all.unknown, all.bounced), (34, 5, 12, 10, 4));
        let names: Vec<Option<&str>> = domains.iter().map(|one| one.domain.as_deref()).collect();
        assert_eq!(names, [Some("large.example"), Some("ten.example"), None]);
        assert_eq!((domains[2].sent, domains[2].failed, domains[2].bounced), (4, 12, 4));
        assert_eq!(domains.iter().map(Fared::letters).sum::<i64>(), all.letters());
    }
}
