//! One round of a rhythm: skipped, taken up again, or moved to another day. The others stay where they are.

use super::drafting::draft_due;
use super::rhythm::passed;
use crate::domain::cadence::{Kept, Note, Occurrence};
use crate::domain::ids::{AccountId, CadenceId, Subject};
use crate::domain::round::{Round, State};
use crate::domain::time::Day;
use crate::service::current::commit;
use crate::service::{Code, Platform, Refusal};
use crate::store::{Tx, audit, cadence, round};

const REASON_LIMIT: usize = 300;
/// What lies farther ahead than this many days is not in the calendar yet: it is neither changed nor moved to.
const FARTHEST: i64 = 366;

/// A round of a rhythm, with what stands in the store held until the transaction ends.
struct Held {
    kept: Kept,
    one: Occurrence,
    round: Option<Round>,
}

/// Refused when there is no such round (any more), when it has opened, or once it is scheduled: its times stand.
async fn hold(tx: &Tx, platform: &Platform, (id, number): (CadenceId, i32)) -> Result<Held, Refusal> {
    let kept = cadence::all(tx).await?.into_iter().find(|one| one.id == id).ok_or(Code::NotFound)?;
    let coming = kept.occurrence(number, &[]).ok_or(Code::NotFound)?;
    if coming.in_rhythm.since(platform.clock.now().day()) > FARTHEST {
        return Err(Code::NotFound.into());
    }
    let note = cadence::hold(tx, id, number).await?;
    let round = match note.round {
        Some(id) => round::find(tx, id).await?,
        None => None,
    };
    let one = kept.occurrence(number, &[note]).ok_or(Code::NotFound)?;
    let fixed = round.as_ref().is_some_and(|round| !round.state.is_editable());
    if fixed || (round.is_none() && one.day.at(kept.cadence.opens) <= platform.clock.now()) {
        return Err(Code::WrongState.into());
    }
    Ok(Held { kept, one, round })
}

/// Skips a round of the rhythm, with a reason for colleagues. Its draft goes, unless somebody wrote in it: then it stays,
/// and is theirs to use.
pub async fn skip(platform: &Platform, by: AccountId, place: (CadenceId, i32), reason: &str) -> Result<(), Refusal> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON_LIMIT || reason.chars().any(char::is_control) {
        return Err(Refusal::about(Code::FieldInvalid, "reason"));
    }
    let tx = platform.db.begin().await?;
    let held = hold(&tx, platform, place).await?;
    let mut note = held.one.note;
    if note.skipped.is_some() {
        return Err(Code::WrongState.into());
    }
    note.skipped = Some(reason.to_owned());
    cadence::write(&tx, &note).await?;
    if let Some(known) = &held.round {
        let_go(&tx, note, known).await?;
    }
    finish(tx, platform, by, ("cadence.skip", place), reason).await
}

/// Takes a round up again that was skipped.
pub async fn restore(platform: &Platform, by: AccountId, place: (CadenceId, i32)) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    let mut note = hold(&tx, platform, place).await?.one.note;
    if note.skipped.take().is_none() {
        return Err(Code::WrongState.into());
    }
    cadence::write(&tx, &note).await?;
    finish(tx, platform, by, ("cadence.restore", place), "").await
}

/// Moves a round to another day; the next ones stay in the rhythm. The times of its draft move along, which is a change of
/// the draft: an approval is undone, and who moved it cannot approve it.
pub async fn move_to(platform: &Platform, by: AccountId, place: (CadenceId, i32), day: Day) -> Result<(), Refusal> {
    let now = platform.clock.now();
    let tx = platform.db.begin().await?;
    let Held { kept, one, round } = hold(&tx, platform, place).await?;
    if day.at(kept.cadence.opens) <= now || day.since(now.day()) > FARTHEST {
        return Err(passed("day"));
    }
    let mut note = one.note;
    if note.skipped.is_some() {
        return Err(Code::WrongState.into());
    }
    note.day = (day != one.in_rhythm).then_some(day);
    if let Some(known) = round {
        let untouched = note.version == Some(known.version);
        let draft = kept.cadence.moved(known.draft, day, platform.terms.grace);
        if !round::replace_draft(&tx, known.id, known.version, by, &draft).await? {
            return Err(Code::StaleVersion.into());
        }
        note.version = note.version.filter(|_| untouched).map(|version| version.saturating_add(1));
        let actor = Some(Subject::Account(by));
        let detail = format!("moved to {day}");
        audit::append(&tx, now, actor, "round.edit", ("round", Some(known.id.0)), &detail).await?;
    }
    cadence::write(&tx, &note).await?;
    finish(tx, platform, by, ("cadence.move", place), &format!("to {day}")).await
}

/// Removes the draft that was made for a round of the rhythm, if it is still as it was made.
pub(super) async fn let_go(tx: &Tx, mut note: Note, known: &Round) -> Result<(), Refusal> {
    if known.state != State::Draft || note.version != Some(known.version) {
        return Ok(());
    }
    (note.round, note.version) = (None, None);
    cadence::write(tx, &note).await?;
    if round::discard(tx, known.id, known.version).await? { Ok(()) } else { Err(Code::StaleVersion.into()) }
}

async fn finish(
    tx: Tx,
    platform: &Platform,
    by: AccountId,
    (act, (id, number)): (&str, (CadenceId, i32)),
    detail: &str,
) -> Result<(), Refusal> {
    let actor = Some(Subject::Account(by));
    let detail = format!("{number} {detail}");
    audit::append(&tx, platform.clock.now(), actor, act, ("cadence", Some(id.0)), detail.trim_end()).await?;
    commit(platform, tx).await?;
    draft_due(platform).await
}
