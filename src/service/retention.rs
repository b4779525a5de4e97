//! Forgetting what was kept long enough: each kind by its noun's own act; and what there is of each, for the desk.

use super::{Platform, Refusal, conversation, erasure, import, login};
use crate::domain::retention::{Kind, LINKS, Term};
use crate::domain::time::Timestamp;
use crate::store::retention::{Held, LastRun, held, note, runs};
use crate::store::{interest, mail_link, outbox, roll, shared_side, turnout};

/// Forgets what is due of one kind, and notes that it was looked at. Can be repeated; what is kept for good is left alone.
pub async fn keep(platform: &Platform, kind: Kind) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let Term::Seconds(term) = kind.term(&platform.terms.keep) else { return Ok(()) };
    let before = now.plus(-term);
    let direct = platform.db.direct();
    let removed = match kind {
        Kind::SignIns => login::forget_expired(platform).await?,
        Kind::Turnout => turnout::forget_ended(&direct).await?,
        Kind::Declined => roll::forget_declined(&direct).await?,
        Kind::Needs => conversation::forget_needs(platform).await?,
        Kind::Links => mail_link::forget_ended(&direct, now.plus(-LINKS)).await?,
        Kind::Letters => outbox::forget_logins(&direct).await? + outbox::forget_ended(&direct, before).await?,
        Kind::Interests => interest::forget_ended(&direct, before).await?,
        Kind::SharedSides => shared_side::forget_ended(&direct, before).await?,
        Kind::Seats => conversation::forget_people(platform).await?,
        Kind::Left => erasure::forget_left(platform).await?,
        Kind::Erased => erasure::forget_rest(platform).await?,
        Kind::Imports => import::forget_old(platform).await?,
        Kind::Members
        | Kind::TookPart
        | Kind::MailChoices
        | Kind::Lots
        | Kind::Results
        | Kind::Accounts
        | Kind::Audit => 0,
    };
    let run = LastRun { at: now, removed: i64::try_from(removed).unwrap_or(i64::MAX) };
    let tx = platform.db.begin().await?;
    note(&tx, kind.name(), run).await?;
    Ok(tx.commit().await?)
}

/// A kind of data as the desk shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Which.
    pub kind: Kind,
    /// How long it is kept here.
    pub term: Term,
    /// What there is.
    pub held: Held,
    /// When the job last looked; none if it never did, or has nothing to do.
    pub last: Option<LastRun>,
}

/// Every kind, with what there is of it and when the job last looked.
pub async fn overview(platform: &Platform) -> Result<Vec<Shown>, Refusal> {
    let now: Timestamp = platform.clock.now();
    let runs = runs(&platform.db).await?;
    let mut shown = Vec::with_capacity(Kind::ALL.len());
    for kind in Kind::ALL {
        let last = runs.iter().find(|(name, _)| name == kind.name()).map(|(_, run)| *run);
        let held = held(&platform.db, *kind, now).await?;
        shown.push(Shown { kind: *kind, term: kind.term(&platform.terms.keep), held, last });
    }
    Ok(shown)
}
