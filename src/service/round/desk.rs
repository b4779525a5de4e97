//! Composing a round: draft, approval by somebody else, schedule. Staff do that for anybody, a board for its own branches.

use super::{existing, nested};
use crate::domain::composer::Composer;
use crate::domain::draft::RoundDraft;
use crate::domain::ids::{RoundId, Subject};
use crate::domain::round::{Round, State};
use crate::service::current::commit;
use crate::service::{Code, Platform, Refusal, bank, preflight};
use crate::store::{Conn, Tx, audit, branch, round, round_version, scope, test_reading};

/// Begins a round. Refused with the first field that cannot be kept, and to a board for branches that are not its own or
/// that staff did not let compose.
pub async fn create(platform: &Platform, by: impl Into<Composer>, draft: RoundDraft) -> Result<Round, Refusal> {
    let by = by.into();
    let draft = checked(platform, draft).await?;
    let id = RoundId(platform.chance.uuid());
    let tx = platform.db.begin().await?;
    may_compose(&tx, &by, &draft).await?;
    round::insert(&tx, id, by.account, &draft).await?;
    round_version::keep(&tx, id, 1, (by.account, platform.clock.now()), &draft).await?;
    finish(tx, platform, &by, "round.create", id).await
}

/// Replaces the draft; an approved round is a draft again. Refused when `version` is not the one that stands, and to a
/// board for branches that are not its own, before or after.
pub async fn edit(
    platform: &Platform,
    by: impl Into<Composer>,
    id: RoundId,
    version: i32,
    draft: RoundDraft,
) -> Result<Round, Refusal> {
    let by = by.into();
    let draft = checked(platform, draft).await?;
    let tx = platform.db.begin().await?;
    let known = acting(&tx, &by, id).await?;
    may_compose(&tx, &by, &draft).await?;
    if !known.state.is_editable() {
        return Err(Code::WrongState.into());
    }
    if !round::replace_draft(&tx, id, version, by.account, &draft).await? {
        return Err(Code::StaleVersion.into());
    }
    round_version::keep(&tx, id, version.saturating_add(1), (by.account, platform.clock.now()), &draft).await?;
    finish(tx, platform, &by, "round.edit", id).await
}

/// The draft as it can be kept: tidy, with the names of its branches, and with true references to earlier statements.
async fn checked(platform: &Platform, draft: RoundDraft) -> Result<RoundDraft, Refusal> {
    let mut draft = draft.tidied();
    if let Some(flaw) = draft.flaws(platform.terms.grace).into_iter().next() {
        return Err(flaw.into());
    }
    if !draft.scope.is_empty() {
        let branches = branch::all(&platform.db).await?;
        for one in &mut draft.scope {
            let known = branches.iter().find(|branch| branch.code == one.code);
            one.name = known.ok_or_else(|| Refusal::about(Code::FieldInvalid, "scope"))?.name.clone();
        }
    }
    for statement in &mut draft.statements {
        if !bank::is_reuse(platform, statement).await? {
            statement.reused_from = None;
        }
    }
    Ok(draft)
}

/// The round, if it is on this desk to be worked on; what lies outside it does not exist.
pub(in crate::service) async fn acting(on: &impl Conn, by: &Composer, id: RoundId) -> Result<Round, Refusal> {
    let known = existing(on, id).await?;
    if by.acts_on(&known.draft.scope) { Ok(known) } else { Err(Code::NotFound.into()) }
}

async fn may_compose(tx: &Tx, by: &Composer, draft: &RoundDraft) -> Result<(), Refusal> {
    if by.is_staff() {
        return Ok(());
    }
    if !by.acts_on(&draft.scope) {
        return Err(Refusal::about(Code::Forbidden, "scope"));
    }
    let composing = scope::composing(tx).await?;
    match draft.scope.iter().all(|branch| composing.contains(&branch.code)) {
        true => Ok(()),
        false => Err(Refusal::about(Code::ComposingOff, "scope")),
    }
}

/// A round for some branches needs as many members as a counting area: fewer would be a label that is too small.
async fn large_enough(tx: &Tx, platform: &Platform, known: &Round) -> Result<(), Refusal> {
    if known.draft.scope.is_empty() || scope::members(tx, known.id).await? >= platform.terms.area_minimum {
        return Ok(());
    }
    Err(Refusal::about(Code::RollTooSmall, "scope"))
}

/// Approves exactly this version. Refused to whoever began the round or ever changed it, while something is missing, and
/// when an earlier round with one of its statements would tell on a few people.
pub async fn approve(
    platform: &Platform,
    by: impl Into<Composer>,
    id: RoundId,
    version: i32,
) -> Result<Round, Refusal> {
    let by = by.into();
    let tx = platform.db.begin().await?;
    let known = acting(&tx, &by, id).await?;
    may_compose(&tx, &by, &known.draft).await?;
    if known.state != State::Draft {
        return Err(Code::WrongState.into());
    }
    if by.account == known.author || audit::has_written(&tx, by.account, known.id).await? {
        return Err(Code::OwnWork.into());
    }
    if let Some(field) = known.draft.missing().first() {
        return Err(Refusal::about(Code::Incomplete, field));
    }
    large_enough(&tx, platform, &known).await?;
    nested::check(&tx, platform, &known).await?;
    if !round::approve(&tx, id, version, by.account).await? {
        return Err(Code::StaleVersion.into());
    }
    finish(tx, platform, &by, "round.approve", id).await
}

/// Hands an approved round to the clock. Refused when its opening time has passed, and while its mail is not in order.
pub async fn schedule(platform: &Platform, by: impl Into<Composer>, id: RoundId) -> Result<Round, Refusal> {
    let by = by.into();
    preflight::check(platform, &by, id).await?;
    let tx = platform.db.begin().await?;
    let known = acting(&tx, &by, id).await?;
    may_compose(&tx, &by, &known.draft).await?;
    if known.state != State::Approved {
        return Err(Code::WrongState.into());
    }
    if known.draft.opens_at.is_none_or(|opens| opens <= platform.clock.now()) {
        return Err(Refusal::about(Code::OpensInPast, "opens_at"));
    }
    large_enough(&tx, platform, &known).await?;
    nested::check(&tx, platform, &known).await?;
    preflight::admit(&tx, id).await?;
    if !round::advance(&tx, id, State::Approved, State::Scheduled).await? {
        return Err(Code::WrongState.into());
    }
    // What members will vote on is not read on trial any more.
    test_reading::end(&tx, id, None, platform.clock.now()).await?;
    finish(tx, platform, &by, "round.schedule", id).await
}

/// Takes a scheduled round back to draft, as long as the opening has not begun.
pub async fn unschedule(platform: &Platform, by: impl Into<Composer>, id: RoundId) -> Result<Round, Refusal> {
    let by = by.into();
    let tx = platform.db.begin().await?;
    let known = acting(&tx, &by, id).await?;
    may_compose(&tx, &by, &known.draft).await?;
    if !round::unschedule(&tx, id).await? {
        return Err(Code::WrongState.into());
    }
    finish(tx, platform, &by, "round.unschedule", id).await
}

async fn finish(tx: Tx, platform: &Platform, by: &Composer, act: &str, id: RoundId) -> Result<Round, Refusal> {
    let actor = Some(Subject::Account(by.account));
    audit::append(&tx, platform.clock.now(), actor, act, ("round", Some(id.0)), "").await?;
    commit(platform, tx).await?;
    existing(&platform.db, id).await
}
