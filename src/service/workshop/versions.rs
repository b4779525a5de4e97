//! Every version of a round's text: the list, one of them, and bringing its words back.

use crate::domain::composer::Composer;
use crate::domain::draft::RoundDraft;
use crate::domain::ids::RoundId;
use crate::domain::round::Round;
use crate::domain::time::Timestamp;
use crate::service::round::{Person, edit, person, seen};
use crate::service::{Code, Platform, Refusal};
use crate::store::round_version;

/// A version of a round's text.
#[derive(Clone, Debug)]
pub struct Version {
    /// Its number.
    pub number: i32,
    /// Who wrote it.
    pub by: Person,
    /// When.
    pub at: Timestamp,
}

/// The versions of a round on this desk, the last one first.
pub async fn versions(platform: &Platform, by: &Composer, id: RoundId) -> Result<Vec<Version>, Refusal> {
    seen(&platform.db, by, id).await?;
    let mut versions = Vec::new();
    for (number, account, at) in round_version::list(&platform.db, id).await? {
        versions.push(Version { number, by: person(platform, account).await?, at });
    }
    Ok(versions)
}

/// What a round on this desk said in one version.
pub async fn version(platform: &Platform, by: &Composer, id: RoundId, number: i32) -> Result<RoundDraft, Refusal> {
    seen(&platform.db, by, id).await?;
    Ok(round_version::find(&platform.db, id, number).await?.ok_or(Code::NotFound)?)
}

/// Brings the words of an old version back, as a new version over `current`: title, introduction and statements. Times,
/// purpose and branches stay as they stand now, because an old time may be over. Refused like any other change.
pub async fn restore(
    platform: &Platform,
    by: &Composer,
    id: RoundId,
    number: i32,
    current: i32,
) -> Result<Round, Refusal> {
    let now = seen(&platform.db, by, id).await?.draft;
    let RoundDraft { title, introduction, statements, .. } = version(platform, by, id, number).await?;
    edit(platform, by.clone(), id, current, RoundDraft { title, introduction, statements, ..now }).await
}
