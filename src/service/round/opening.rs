//! Opening a round: one transaction a step, each of which can be repeated after a crash.

use super::existing;
use crate::domain::area::form_areas;
use crate::domain::ids::{BranchId, RoundId};
use crate::domain::letter::LetterKind;
use crate::domain::manifest::{self, Frame, Manifest};
use crate::domain::round::{OpeningStep, Round, State, Withdrawal};
use crate::domain::ticket::IssuingKey;
use crate::service::current::commit;
use crate::service::ticket::seal_key;
use crate::service::{Code, Platform, Refusal, preflight};
use crate::store::{area, audit, outbox, roll, round};

/// Opens every scheduled round whose time has come and whose mail is in order, going on where an earlier opening stopped.
pub async fn open_due(platform: &Platform) -> Result<(), Refusal> {
    for known in round::list(&platform.db, &[State::Scheduled]).await? {
        let due = known.draft.opens_at.is_some_and(|opens| opens <= platform.clock.now());
        if due && known.draft.closes_at.is_some_and(|closes| closes > platform.clock.now()) {
            if !preflight::holds_up(platform, &known).await? {
                open(platform, known.id).await?;
            }
        } else if due {
            miss(platform, &known).await?;
        }
    }
    Ok(())
}

/// A round whose whole time passed before it was open. Nobody was told of it: it goes back to the desk. With a fixed
/// manifest it cannot be changed any more, so then it ends as withdrawn.
async fn miss(platform: &Platform, known: &Round) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    if known.root.is_none() {
        roll::discard(&tx, known.id).await?;
        area::discard(&tx, known.id).await?;
        area::destroy_keys(&tx, known.id).await?;
        round::send_back(&tx, known.id).await?;
    } else {
        let reason = "Deze ronde is door een storing niet op tijd geopend.".to_owned();
        round::set_withdrawal(&tx, known.id, Some(&Withdrawal { by: known.author, reason })).await?;
        if !round::advance(&tx, known.id, State::Scheduled, State::Withdrawn).await? {
            return Err(Code::WrongState.into());
        }
    }
    let object = ("round", Some(known.id.0));
    audit::append(&tx, platform.clock.now(), None, "round.missed", object, "closing time had passed").await?;
    commit(platform, tx).await
}

async fn open(platform: &Platform, id: RoundId) -> Result<(), Refusal> {
    loop {
        let known = existing(&platform.db, id).await?;
        if known.state != State::Scheduled {
            return Ok(());
        }
        match known.opening_step {
            OpeningStep::Waiting => begin(platform, id).await?,
            OpeningStep::Freeze => freeze(platform, id).await?,
            OpeningStep::Keys => make_keys(platform, id).await?,
            OpeningStep::Manifest => fix_manifest(platform, &known).await?,
            OpeningStep::Letters => invite(platform, id).await?,
            OpeningStep::Done | OpeningStep::Sealing => return Err(Code::Internal.into()),
        }
    }
}

async fn begin(platform: &Platform, id: RoundId) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    round::set_opening_step(&tx, id, OpeningStep::Freeze).await?;
    commit(platform, tx).await
}

/// Freezes the roll and forms the counting areas. A round for some branches that have become too small in the meantime
/// goes back to the desk.
async fn freeze(platform: &Platform, id: RoundId) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    let members = roll::freeze(&tx, id).await?;
    if members < platform.terms.area_minimum && !existing(&tx, id).await?.draft.scope.is_empty() {
        roll::discard(&tx, id).await?;
        round::send_back(&tx, id).await?;
        let object = ("round", Some(id.0));
        let detail = format!("{members} on the roll");
        audit::append(&tx, platform.clock.now(), None, "round.too_small", object, &detail).await?;
        return commit(platform, tx).await;
    }
    let branches = roll::by_branch(&tx, id).await?;
    let areas = form_areas(&branches, platform.terms.area_minimum);
    area::insert(&tx, id, &areas).await?;
    for area in &areas {
        let ids: Vec<BranchId> = area.branches.iter().map(|branch| branch.id).collect();
        roll::place(&tx, id, &ids, area.number).await?;
    }
    round::set_roll(&tx, id, members).await?;
    round::set_opening_step(&tx, id, OpeningStep::Keys).await?;
    let detail = format!("{members} on the roll, {} counting areas", areas.len());
    audit::append(&tx, platform.clock.now(), None, "round.freeze", ("round", Some(id.0)), &detail).await?;
    commit(platform, tx).await
}

/// Keys made in one go before they are kept: as many as there are processors would wait for.
const KEYS_AT_ONCE: usize = 8;

/// Makes a key for each counting area that has none yet.
async fn make_keys(platform: &Platform, id: RoundId) -> Result<(), Refusal> {
    loop {
        let areas = area::without_key(&platform.db, id).await?;
        if areas.is_empty() {
            break;
        }
        for batch in areas.chunks(KEYS_AT_ONCE) {
            let made = batch.iter().map(|_| tokio::task::spawn_blocking(IssuingKey::generate));
            let mut keys = Vec::with_capacity(batch.len());
            for key in made.collect::<Vec<_>>() {
                keys.push(key.await.map_err(|_| Code::Internal)?.map_err(|_| Code::Internal)?);
            }
            let tx = platform.db.begin().await?;
            for (number, key) in batch.iter().zip(&keys) {
                area::set_key(&tx, id, *number, key.public_jwk(), seal_key(platform, id, *number, key)?).await?;
            }
            commit(platform, tx).await?;
        }
    }
    let tx = platform.db.begin().await?;
    round::set_opening_step(&tx, id, OpeningStep::Manifest).await?;
    commit(platform, tx).await
}

/// Writes the leaves and their root. From here the database refuses every change.
async fn fix_manifest(platform: &Platform, known: &Round) -> Result<(), Refusal> {
    let id = known.id;
    let tx = platform.db.begin().await?;
    let areas = area::list(&tx, id).await?;
    let frame = Frame {
        grace: platform.terms.grace,
        box_origin: platform.terms.box_origin.clone(),
        areas: areas.len(),
        roll: known.roll.unwrap_or_default(),
    };
    let leaf = manifest::round_leaf(id, &known.draft, &frame).ok_or(Code::Incomplete)?;
    let mut leaves = vec![to_json(&leaf)?];
    for kept in areas {
        let text = to_json(&manifest::area_leaf(&kept.area, kept.key.ok_or(Code::Internal)?))?;
        area::set_leaf(&tx, id, kept.area.number, &text).await?;
        leaves.push(text);
    }
    let fixed = Manifest::of(leaves);
    let first = fixed.leaves.first().map(String::as_str).unwrap_or_default();
    round::fix(&tx, id, fixed.root, first, leaf.grace_ends_at).await?;
    round::set_opening_step(&tx, id, OpeningStep::Letters).await?;
    let object = ("round", Some(id.0));
    audit::append(&tx, platform.clock.now(), None, "round.fix", object, &fixed.root.to_string()).await?;
    commit(platform, tx).await
}

fn to_json(leaf: &impl serde::Serialize) -> Result<String, Refusal> {
    serde_json::to_string(leaf).map_err(|_| Code::Internal.into())
}

/// Queues the invitations and opens the round, in one transaction.
async fn invite(platform: &Platform, id: RoundId) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    let now = platform.clock.now();
    let letters = outbox::queue_for_roll(&tx, id, LetterKind::Invitation, "opening", now).await?;
    // Opened so late that both letters would leave at once: the invitation is enough.
    if existing(&tx, id).await?.draft.reminds_at(platform.terms.reminder_before).is_some_and(|at| at <= now) {
        round::set_reminder_queued(&tx, id).await?;
    }
    round::set_opening_step(&tx, id, OpeningStep::Done).await?;
    if !round::advance(&tx, id, State::Scheduled, State::Open).await? {
        return Err(Code::WrongState.into());
    }
    let detail = format!("{letters} invitations");
    audit::append(&tx, now, None, "round.open", ("round", Some(id.0)), &detail).await?;
    commit(platform, tx).await
}

/// Queues the one reminder of every open round that closes soon. Who took part is left out when it is sent.
pub async fn queue_reminders(platform: &Platform) -> Result<(), Refusal> {
    let now = platform.clock.now();
    for known in round::list(&platform.db, &[State::Open]).await? {
        let due = known.draft.reminds_at(platform.terms.reminder_before).is_some_and(|from| now >= from);
        if known.reminder_queued || !due || known.draft.closes_at.is_none_or(|closes| now >= closes) {
            continue;
        }
        let tx = platform.db.begin().await?;
        outbox::queue_for_roll(&tx, known.id, LetterKind::Reminder, "reminder 1", now).await?;
        round::set_reminder_queued(&tx, known.id).await?;
        audit::append(&tx, now, None, "round.remind", ("round", Some(known.id.0)), "").await?;
        commit(platform, tx).await?;
    }
    Ok(())
}
