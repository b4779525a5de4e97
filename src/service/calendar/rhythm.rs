//! Setting the rhythm, changing it from a day on, and stopping it.

use super::drafting::draft_due;
use super::occurrence::let_go;
use crate::domain::cadence::Cadence;
use crate::domain::draft::Flaw;
use crate::domain::ids::{AccountId, CadenceId, Subject};
use crate::domain::time::Day;
use crate::service::current::commit;
use crate::service::{Code, Platform, Refusal};
use crate::store::{StoreError, Tx, audit, cadence, round};

/// Sets the rhythm from the day of its first round on, in the place of any other. Rounds that have a draft already keep
/// it when somebody wrote in it. Refused with the first field that cannot be kept, or when the first round would open in
/// the past.
pub async fn set(platform: &Platform, by: AccountId, rhythm: &Cadence) -> Result<(), Refusal> {
    if let Some(flaw) = rhythm.flaw(platform.terms.grace) {
        return Err(flaw.into());
    }
    if rhythm.first.at(rhythm.opens) <= platform.clock.now() {
        return Err(passed("first_day"));
    }
    let id = CadenceId(platform.chance.uuid());
    let tx = platform.db.begin().await?;
    end(&tx, rhythm.first).await?;
    match cadence::insert(&tx, id, by, rhythm).await {
        Err(StoreError::Taken) => return Err(Code::StaleVersion.into()),
        done => done?,
    }
    let Cadence { first, weeks, opens, days_open, .. } = rhythm;
    let detail = format!("from {first}, every {weeks} weeks at {opens}, {days_open} days open");
    let actor = Some(Subject::Account(by));
    audit::append(&tx, platform.clock.now(), actor, "cadence.set", ("cadence", Some(id.0)), &detail).await?;
    commit(platform, tx).await?;
    draft_due(platform).await
}

/// Stops the rhythm: no round of it opens on this day or later. Refused for a day that is over, and when there is none.
pub async fn stop(platform: &Platform, by: AccountId, from: Day) -> Result<(), Refusal> {
    if from < platform.clock.now().day() {
        return Err(passed("from"));
    }
    let tx = platform.db.begin().await?;
    let going = cadence::all(&tx).await?.into_iter().find(|one| one.until.is_none()).ok_or(Code::WrongState)?;
    end(&tx, from).await?;
    let object = ("cadence", Some(going.id.0));
    let actor = Some(Subject::Account(by));
    audit::append(&tx, platform.clock.now(), actor, "cadence.stop", object, &format!("from {from}")).await?;
    commit(platform, tx).await
}

/// Ends every rhythm on this day. Drafts of later rounds go, unless somebody wrote in them.
async fn end(tx: &Tx, until: Day) -> Result<(), Refusal> {
    let kept = cadence::all(tx).await?;
    for note in cadence::notes(tx).await? {
        let day = kept.iter().find(|one| one.id == note.cadence).map(|one| one.cadence.day(note.number));
        let Some(id) = note.round.filter(|_| day.is_some_and(|day| day >= until)) else { continue };
        if let Some(known) = round::find(tx, id).await? {
            let held = cadence::hold(tx, note.cadence, note.number).await?;
            let_go(tx, held, &known).await?;
        }
    }
    Ok(cadence::end_all(tx, until).await?)
}

pub(super) fn passed(field: &str) -> Refusal {
    Flaw { field: field.to_owned(), message: "Kies een dag die nog komt.".to_owned() }.into()
}
