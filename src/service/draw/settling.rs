//! The public value: entered by two people, and what follows from it.

use std::collections::{HashMap, HashSet};

use tokio::task::spawn_blocking;

use super::fixed_pool;
use super::pool::{chances, failed};
use crate::domain::composer::Composer;
use crate::domain::conversation::State;
use crate::domain::draw::{Draw, Held, Settled, Stage};
use crate::domain::ids::{ConversationId, MemberId, Subject};
use crate::domain::sortition::{DrawError, LotCode, Pool, Seed};
use crate::service::conversation::{Drawn, found, settle_draw};
use crate::service::{Code, Platform, Refusal};
use crate::store::{Conn, audit, conversation, draw};

const LONGEST_VALUE: usize = 500;

/// Enters the public value. The first person's waits for a second person, who must enter the same; then the draw is made,
/// and can never be made again. Who enters it again alone replaces their own.
pub async fn enter_value(
    platform: &Platform,
    by: &Composer,
    id: ConversationId,
    stage: Stage,
    value: &str,
) -> Result<Draw, Refusal> {
    let value = value.trim();
    if value.is_empty() || value.chars().count() > LONGEST_VALUE || value.chars().any(char::is_control) {
        return Err(Refusal::about(Code::FieldInvalid, "value"));
    }
    found(&platform.db, by, id).await?;
    let known = draw::find(&platform.db, id, stage).await?.ok_or(Code::NotFound)?;
    if known.settled.is_some() {
        return Err(Code::AlreadyDrawn.into());
    }
    let seconded = known.proposed.as_ref().filter(|(_, first)| *first != by.account);
    match seconded {
        None => propose(platform, by, &known, value).await?,
        Some((proposed, _)) if proposed == value => settle(platform, by, &known, value).await?,
        Some(_) => return Err(Refusal::about(Code::ValueDiffers, "value")),
    }
    apply(platform, id, stage).await?;
    draw::find(&platform.db, id, stage).await?.ok_or_else(|| Code::Internal.into())
}

async fn propose(platform: &Platform, by: &Composer, known: &Draw, value: &str) -> Result<(), Refusal> {
    let tx = platform.db.begin().await?;
    draw::propose(&tx, known.id, value, by.account).await?;
    let (actor, object) = (Some(Subject::Account(by.account)), ("conversation", Some(known.conversation.0)));
    audit::append(&tx, platform.clock.now(), actor, "draw.value", object, value).await?;
    Ok(tx.commit().await?)
}

async fn settle(platform: &Platform, by: &Composer, known: &Draw, value: &str) -> Result<(), Refusal> {
    let (pool, _) = fixed_pool(&platform.db, known).await?;
    let seed = Seed::of(&known.root, value);
    let made = spawn_blocking(move || drawn(&pool, &seed)).await.map_err(|_| Code::Internal)?;
    let settled = made.map_err(|error| failed(&error))?;
    let now = platform.clock.now();
    let tx = platform.db.begin().await?;
    if !draw::settle(&tx, known.id, (value, by.account), (&settled, now)).await? {
        return Err(Code::AlreadyDrawn.into());
    }
    let (actor, object) = (Some(Subject::Account(by.account)), ("conversation", Some(known.conversation.0)));
    audit::append(&tx, now, actor, "draw.settle", object, value).await?;
    Ok(tx.commit().await?)
}

fn drawn(pool: &Pool, seed: &Seed) -> Result<Settled, DrawError> {
    let outcome = pool.draw(seed)?;
    Ok(Settled { chances: chances(pool, seed)?, drawn: outcome.seated, line: outcome.reserves })
}

/// Gives everybody the seat or the place in line that a draw which was made gave them. Can be repeated.
async fn apply(platform: &Platform, id: ConversationId, stage: Stage) -> Result<(), Refusal> {
    if stage != Stage::Seats {
        return Ok(());
    }
    let Some(known) = draw::find(&platform.db, id, stage).await? else { return Ok(()) };
    let Some((settled, _)) = &known.settled else { return Ok(()) };
    let holders = holders(&platform.db, &known).await?;
    let place = |codes: &[LotCode], seated: bool| -> Vec<Drawn> {
        codes.iter().filter_map(|code| Some(Drawn { member: *holders.get(code)?, seated })).collect()
    };
    let outcome = [place(&settled.drawn, true), place(&settled.line, false)].concat();
    match settle_draw(platform, None, id, &outcome).await {
        Err(refusal) if refusal.code == Code::WrongState => Ok(()),
        done => done,
    }
}

/// What a crash left undone: draws that were made and whose seats were not given yet.
pub async fn apply_due(platform: &Platform) -> Result<(), Refusal> {
    for known in conversation::list(&platform.db, &[State::Drawing]).await? {
        apply(platform, known.id, Stage::Seats).await?;
    }
    Ok(())
}

async fn holders(on: &impl Conn, known: &Draw) -> Result<HashMap<LotCode, MemberId>, Refusal> {
    let held = draw::lots(on, known.id).await?;
    Ok(held.into_iter().map(|Held { member, lot }| (lot.code, member)).collect())
}

/// Who was drawn to be invited; none while the draw is not made.
pub async fn invited(on: &impl Conn, id: ConversationId) -> Result<Option<HashSet<MemberId>>, Refusal> {
    let Some(known) = draw::find(on, id, Stage::Invite).await? else { return Ok(None) };
    let Some((settled, _)) = &known.settled else { return Ok(None) };
    let holders = holders(on, &known).await?;
    Ok(Some(settled.drawn.iter().filter_map(|code| holders.get(code).copied()).collect()))
}
