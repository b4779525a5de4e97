//! Test readers: a link to one version of a draft, and what they write about it. Nobody signs in, and nobody votes.

use crate::domain::composer::Composer;
use crate::domain::draft::RoundDraft;
use crate::domain::ids::{RoundId, Subject, TestLinkId, TestReadingId};
use crate::domain::link::LinkToken;
use crate::domain::test_reading::{KEPT_AFTER_PUBLICATION, KEPT_AT_MOST, LINK_LASTS, READERS, TestLink, TestReading};
use crate::domain::time::Timestamp;
use crate::service::round::{Person, acting, person, seen};
use crate::service::{Code, Platform, Refusal};
use crate::store::{Tx, audit, round_version, test_reading};

/// A link as its desk sees it.
#[derive(Clone, Debug)]
pub struct ReadLink {
    /// The link.
    pub link: TestLink,
    /// Who made it.
    pub made_by: Person,
    /// Its address; none once it has ended.
    pub address: Option<String>,
    /// What readers wrote.
    pub readings: Vec<TestReading>,
}

/// What somebody with a link reads.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The version that the link is for.
    pub draft: RoundDraft,
    /// Until when it can be read.
    pub ends_at: Timestamp,
}

/// The secret follows from the platform's own, so that the desk can show it again and only its hash is kept.
fn token(platform: &Platform, link: TestLinkId) -> LinkToken {
    LinkToken::new(platform.secrets.key(&format!("test reader {link}")))
}

/// Makes a link to the version of a draft that stands now. Refused once the round is on the clock.
pub async fn open_link(platform: &Platform, by: &Composer, id: RoundId) -> Result<Vec<ReadLink>, Refusal> {
    let tx = platform.db.begin().await?;
    let known = acting(&tx, by, id).await?;
    if !known.state.is_editable() || round_version::find(&tx, id, known.version).await?.is_none() {
        return Err(Code::WrongState.into());
    }
    let now = platform.clock.now();
    let link = TestLink {
        id: TestLinkId(platform.chance.uuid()),
        version: known.version,
        made_by: by.account,
        made_at: now,
        ends_at: now.plus(LINK_LASTS),
    };
    test_reading::insert_link(&tx, id, &link, token(platform, link.id).hash()).await?;
    finish(tx, platform, by, "round.test_link", id).await
}

/// Ends a link; one that has ended stays so.
pub async fn end_link(
    platform: &Platform,
    by: &Composer,
    id: RoundId,
    link: TestLinkId,
) -> Result<Vec<ReadLink>, Refusal> {
    let tx = platform.db.begin().await?;
    acting(&tx, by, id).await?;
    test_reading::end(&tx, id, Some(link), platform.clock.now()).await?;
    finish(tx, platform, by, "round.test_link_end", id).await
}

/// Removes what one reader wrote.
pub async fn remove(
    platform: &Platform,
    by: &Composer,
    id: RoundId,
    reading: TestReadingId,
) -> Result<Vec<ReadLink>, Refusal> {
    let tx = platform.db.begin().await?;
    acting(&tx, by, id).await?;
    if !test_reading::remove(&tx, id, reading).await? {
        return Err(Code::NotFound.into());
    }
    finish(tx, platform, by, "round.test_reading_remove", id).await
}

async fn finish(tx: Tx, platform: &Platform, by: &Composer, act: &str, id: RoundId) -> Result<Vec<ReadLink>, Refusal> {
    let actor = Some(Subject::Account(by.account));
    audit::append(&tx, platform.clock.now(), actor, act, ("round", Some(id.0)), "").await?;
    tx.commit().await?;
    readings(platform, by, id).await
}

/// The links of a round on this desk, the last one first, with what was written.
pub async fn readings(platform: &Platform, by: &Composer, id: RoundId) -> Result<Vec<ReadLink>, Refusal> {
    seen(&platform.db, by, id).await?;
    let now = platform.clock.now();
    let mut written = test_reading::readings(&platform.db, id).await?;
    let mut links = Vec::new();
    for link in test_reading::links(&platform.db, id).await? {
        let address = || format!("{}/lees/{}", platform.terms.public_url, token(platform, link.id).text());
        links.push(ReadLink {
            made_by: person(platform, link.made_by).await?,
            address: (link.ends_at > now).then(address),
            readings: written.extract_if(.., |(of, _)| *of == link.id).map(|(_, reading)| reading).collect(),
            link,
        });
    }
    Ok(links)
}

async fn of_token(platform: &Platform, token: &str) -> Result<(RoundId, TestLink), Refusal> {
    let hash = LinkToken::parse(token).ok_or(Code::LinkUnknown)?.hash();
    let (id, link) = test_reading::of_hash(&platform.db, hash).await?.ok_or(Code::LinkUnknown)?;
    if link.ends_at <= platform.clock.now() {
        return Err(Code::LinkUnknown.into());
    }
    Ok((id, link))
}

/// The draft that a link is for. Changes nothing.
pub async fn read(platform: &Platform, token: &str) -> Result<Reading, Refusal> {
    let (id, link) = of_token(platform, token).await?;
    let draft = round_version::find(&platform.db, id, link.version).await?.ok_or(Code::LinkUnknown)?;
    Ok(Reading { draft, ends_at: link.ends_at })
}

/// Keeps what a reader wrote, in the place of what they sent before. Refused from the eleventh reader on.
pub async fn send(platform: &Platform, token: &str, reading: TestReading) -> Result<(), Refusal> {
    let reading = reading.tidied();
    let (id, known) = of_token(platform, token).await?;
    let draft = round_version::find(&platform.db, id, known.version).await?.ok_or(Code::LinkUnknown)?;
    if let Some(flaw) = reading.flaws(draft.statements.len()).into_iter().next() {
        return Err(flaw.into());
    }
    let tx = platform.db.begin().await?;
    let link = test_reading::locked(&tx, known.id).await?.ok_or(Code::LinkUnknown)?;
    if link.ends_at <= platform.clock.now() {
        return Err(Code::LinkUnknown.into());
    }
    if test_reading::others(&tx, link.id, reading.id).await? >= READERS {
        return Err(Code::EnoughReaders.into());
    }
    test_reading::put(&tx, link.id, &reading).await?;
    tx.commit().await?;
    Ok(())
}

/// Forgets what readers wrote 90 days after publication, and a year after the link was made where there was none.
pub async fn forget_readings(platform: &Platform) -> Result<u64, Refusal> {
    let now = platform.clock.now();
    let direct = platform.db.direct();
    Ok(test_reading::forget(&direct, now.plus(-KEPT_AFTER_PUBLICATION), now.plus(-KEPT_AT_MOST)).await?)
}
