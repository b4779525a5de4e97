//! Erasing a member (GDPR, art. 17): names go, counts stay. Asked for by the member and done by an admin, or done by the
//! clock a while after they left.

use super::{Code, Platform, Refusal, conversation};
use crate::domain::ids::{AccountId, MemberId, Subject};
use crate::domain::time::Timestamp;
use crate::store::erasure::{self, left_before};
use crate::store::member::{self, AtDesk};
use crate::store::retention::LastRun;
use crate::store::{Tx, account, audit, retention};

/// Members who are erased in one turn of the job: the others wait for the next, so that nobody waits long for the database.
const PER_TURN: u64 = 1_000;

/// What is left to do by hand after an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Somebody works with the platform under this address: that account is another matter, and stays.
    pub account_stays: bool,
}

/// Erases a member, for ever. `number` is typed once more by who does it, so that nobody erases the wrong one.
pub async fn erase(platform: &Platform, by: AccountId, id: MemberId, number: &str) -> Result<Erased, Refusal> {
    let now = platform.clock.now();
    let tx = platform.db.begin().await?;
    let known = member::find(&tx, id).await?.ok_or(Code::NotFound)?;
    if known.number != number.trim() {
        return Err(Refusal::about(Code::FieldInvalid, "number"));
    }
    let account_stays = match &known.email {
        Some(email) => account::find_by_email(&tx, email).await?.is_some(),
        None => false,
    };
    forget(platform, &tx, &known).await?;
    erasure::forget_years(&tx).await?;
    audit::append(&tx, now, Some(Subject::Account(by)), "member.erase", ("member", Some(id.0)), "").await?;
    tx.commit().await?;
    Ok(Erased { account_stays })
}

async fn forget(platform: &Platform, tx: &Tx, known: &AtDesk) -> Result<(), Refusal> {
    let id = MemberId(known.id);
    conversation::give_up_seats(platform, tx, id).await?;
    Ok(erasure::erase(tx, id, known.email.as_deref(), platform.clock.now()).await?)
}

/// Erases members who left long enough ago and are on the roll of no round under way; says how many.
pub(super) async fn forget_left(platform: &Platform) -> Result<u64, Refusal> {
    let now = platform.clock.now();
    let mut gone = 0;
    for id in left_before(&platform.db, now.plus(-platform.terms.keep.left), PER_TURN).await? {
        let tx = platform.db.begin().await?;
        let Some(known) = member::find(&tx, id).await? else { continue };
        forget(platform, &tx, &known).await?;
        audit::append(&tx, now, None, "member.erase", ("member", Some(id.0)), "left").await?;
        tx.commit().await?;
        gone += 1;
    }
    Ok(gone)
}

/// What could not go at once: years of birth that a round under way needed, and rows of acts that were under way.
pub(super) async fn forget_rest(platform: &Platform) -> Result<u64, Refusal> {
    let tx = platform.db.begin().await?;
    let gone = erasure::forget_years(&tx).await? + erasure::sweep(&tx).await?;
    tx.commit().await?;
    Ok(gone)
}

/// The name under which the job notes that it cleaned the files.
const SCRUB: &str = "scrub";

/// Once somebody was erased: rewrites what the database keeps, so that the bytes of the name are gone too, not the row only.
pub async fn scrub(platform: &Platform) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let last = retention::runs(&platform.db).await?.into_iter().find(|(name, _)| name == SCRUB);
    // Who was erased in the very second in which the last one began is in the next one again.
    let since = last.map_or(Timestamp(0), |(_, run)| run.at);
    if !erasure::erased_since(&platform.db, since).await? {
        return Ok(());
    }
    erasure::scrub(&platform.db).await?;
    let tx = platform.db.begin().await?;
    retention::note(&tx, SCRUB, LastRun { at: now, removed: 0 }).await?;
    tx.commit().await?;
    Ok(())
}
