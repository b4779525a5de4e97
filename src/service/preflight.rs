//! Looking at mail before a round opens. Names are looked up outside every transaction, and what was found is kept with the
//! round; a red one holds the round up, until it is mended or an admin overrules it.

use crate::domain::composer::Composer;
use crate::domain::ids::{AccountId, RoundId, Subject};
use crate::domain::preflight::{Finding, Level, Preflight, Spf, climb, domain_of, judge_dkim, judge_dmarc};
use crate::domain::round::{OpeningStep, Round, State};
use crate::service::{Code, Platform, Refusal};
use crate::store::{Conn, audit, preflight, round};

/// Records of an SPF tree that are read; a receiver stops at ten.
const TREE: usize = 15;
/// From so many seconds before opening the clock looks.
const AHEAD: i64 = 3_600;
/// Seconds between two looks of the clock.
const EVERY: i64 = 300;
/// Most characters of a reason.
const REASON: usize = 500;

/// Looks at mail for a round now, and keeps what was found. Refused to a board for rounds that are not its own.
pub async fn check(platform: &Platform, by: &Composer, id: RoundId) -> Result<Preflight, Refusal> {
    let known = round::find(&platform.db, id).await?.ok_or(Code::NotFound)?;
    if !by.acts_on(&known.draft.scope) {
        return Err(Code::NotFound.into());
    }
    look(platform, id).await
}

/// The last look; none if nobody looked yet.
pub async fn last(platform: &Platform, id: RoundId) -> Result<Option<Preflight>, Refusal> {
    Ok(preflight::find(&platform.db, id).await?)
}

/// Refused when the last look was red and nobody overruled it.
pub(super) async fn admit(on: &impl Conn, id: RoundId) -> Result<(), Refusal> {
    let refuses = preflight::find(on, id).await?.is_some_and(|last| last.refuses());
    if refuses { Err(Code::PreflightRed.into()) } else { Ok(()) }
}

/// Whether a round whose opening has not begun waits for its mail.
pub(super) async fn holds_up(platform: &Platform, known: &Round) -> Result<bool, Refusal> {
    let waits = known.state == State::Scheduled && known.opening_step == OpeningStep::Waiting;
    Ok(waits && preflight::find(&platform.db, known.id).await?.is_some_and(|last| last.refuses()))
}

/// Looks again, every few minutes, for rounds that open soon or should be open by now.
pub async fn check_due(platform: &Platform) -> Result<(), Refusal> {
    let now = platform.clock.now();
    for known in round::list(&platform.db, &[State::Scheduled]).await? {
        let soon = known.draft.opens_at.is_some_and(|opens| opens <= now.plus(AHEAD));
        if !soon || known.opening_step != OpeningStep::Waiting {
            continue;
        }
        let last = preflight::find(&platform.db, known.id).await?;
        if last.is_none_or(|last| last.checked_at.plus(EVERY) <= now) {
            look(platform, known.id).await?;
        }
    }
    Ok(())
}

/// An admin lets a round open with mail that is not in order. Refused where there is nothing to overrule.
pub async fn overrule(platform: &Platform, by: AccountId, id: RoundId, reason: &str) -> Result<(), Refusal> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > REASON {
        return Err(Refusal::about(Code::FieldInvalid, "reason"));
    }
    let tx = platform.db.begin().await?;
    let known = round::find(&tx, id).await?.ok_or(Code::NotFound)?;
    let ahead = matches!(known.state, State::Draft | State::Approved | State::Scheduled);
    let refuses = preflight::find(&tx, id).await?.is_some_and(|last| last.refuses());
    if !ahead || !refuses {
        return Err(Code::WrongState.into());
    }
    preflight::overrule(&tx, id, by, reason).await?;
    let (actor, object) = (Some(Subject::Account(by)), ("round", Some(id.0)));
    audit::append(&tx, platform.clock.now(), actor, "preflight.overrule", object, reason).await?;
    Ok(tx.commit().await?)
}

async fn look(platform: &Platform, id: RoundId) -> Result<Preflight, Refusal> {
    let domain = domain_of(&platform.terms.sender).unwrap_or_default();
    let (spf, dkim, dmarc) = tokio::join!(spf(platform, domain), dkim(platform, domain), dmarc(platform, domain));
    let (findings, now) = ([spf, dkim, dmarc], platform.clock.now());
    let tx = platform.db.begin().await?;
    preflight::put(&tx, id, now, &findings).await?;
    let kept = preflight::find(&tx, id).await?.ok_or(Code::Internal)?;
    tx.commit().await?;
    if kept.verdict() == Level::Red {
        tracing::warn!(round = %id, findings = ?findings.map(Finding::name), "mail is not in order");
    }
    Ok(kept)
}

/// The record of the domain, or of the one that it is redirected to, with the look-ups of all that it includes.
async fn spf(platform: &Platform, domain: &str) -> Finding {
    let mut found = match Spf::find(&platform.dns.txt(domain).await) {
        Ok(found) => found,
        Err(finding) => return finding,
    };
    let mut lookups = 0;
    let mut ahead: Vec<String> = Vec::new();
    for _ in 0..TREE {
        lookups += found.lookups();
        ahead.extend(found.includes().into_iter().map(str::to_owned));
        let Some(name) = found.redirect().map(str::to_owned) else { break };
        // A name behind a redirect that has no record is as good as none (RFC 7208, 6.1).
        match Spf::find(&platform.dns.txt(&name).await) {
            Ok(next) => found = next,
            Err(Finding::SpfUnknown) => return Finding::SpfUnknown,
            Err(_) => break,
        }
    }
    for _ in 0..TREE {
        let Some(name) = ahead.pop() else { break };
        if let Ok(included) = Spf::find(&platform.dns.txt(&name).await) {
            lookups += included.lookups();
            ahead.extend(included.includes().into_iter().chain(included.redirect()).map(str::to_owned));
        }
    }
    found.judge(lookups)
}

async fn dkim(platform: &Platform, domain: &str) -> Finding {
    match &platform.terms.dkim_selector {
        Some(selector) => judge_dkim(&platform.dns.txt(&format!("{selector}._domainkey.{domain}")).await),
        None => Finding::DkimNoSelector,
    }
}

async fn dmarc(platform: &Platform, domain: &str) -> Finding {
    for (place, name) in climb(domain) {
        if let Some(finding) = judge_dmarc(place, &platform.dns.txt(&name).await) {
            return finding;
        }
    }
    Finding::DmarcMissing
}
