//! Making the drafts of a rhythm, by the clock: one for each of its rounds, ever.

use crate::domain::cadence::{Cadence, Kept, Occurrence, wanted};
use crate::domain::ids::RoundId;
use crate::service::current::commit;
use crate::service::{Platform, Refusal};
use crate::store::{audit, cadence, round};

const FIRST_VERSION: i32 = 1;

/// Makes the draft of every round of a rhythm that is to have one by now. Its author is who set the rhythm.
pub async fn draft_due(platform: &Platform) -> Result<(), Refusal> {
    let kept = cadence::all(&platform.db).await?;
    if kept.is_empty() {
        return Ok(());
    }
    let notes = cadence::notes(&platform.db).await?;
    for (rhythm, one) in wanted(&kept, &notes, platform.clock.now()) {
        if let Some(owner) = kept.iter().find(|kept| kept.id == one.note.cadence) {
            make(platform, owner, &rhythm, &one).await?;
        }
    }
    Ok(())
}

async fn make(platform: &Platform, kept: &Kept, rhythm: &Cadence, one: &Occurrence) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    let mut note = cadence::hold(&tx, kept.id, one.note.number).await?;
    // Somebody skipped or moved it, or another process made it, since it was read.
    if note != one.note {
        return Ok(());
    }
    let id = RoundId(platform.chance.uuid());
    round::insert(&tx, id, kept.set_by, &rhythm.draft(one.day, platform.terms.grace)).await?;
    (note.round, note.version) = (Some(id), Some(FIRST_VERSION));
    cadence::write(&tx, &note).await?;
    let detail = format!("{} {}", kept.id, note.number);
    audit::append(&tx, platform.clock.now(), None, "cadence.draft", ("round", Some(id.0)), &detail).await?;
    commit(platform, tx).await
}
