//! Sessions: who shows a pass, beginning one, ending one.

use super::current::current;
use super::{Code, Platform, Refusal, api_client};
use crate::domain::ids::{AccountId, MemberId, RoundId, SessionId, Subject};
use crate::domain::link::{LinkHash, LinkToken};
use crate::domain::role::Grant;
use crate::domain::round::State;
use crate::domain::session::{Identity, Pass, Stage};
use crate::domain::time::Timestamp;
use crate::store::mail_link::RoundLink;
use crate::store::session::Session;
use crate::store::{Conn, StoreError, Tx, account, person, session};

const DAY: i64 = 24 * 60 * 60;
const MEMBER_SECONDS: i64 = 30 * DAY;
const ACCOUNT_SECONDS: i64 = 12 * 60 * 60;
const FIRST_FACTOR_SECONDS: i64 = 10 * 60;

/// A pass that was just given out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Issued {
    /// What the browser is to show.
    pub pass: Pass,
    /// Until when.
    pub expires_at: Timestamp,
}

/// Who shows this pass; none if it is over, revoked or unknown, or its owner has left.
pub async fn identify(platform: &Platform, pass: Pass) -> Result<Option<Identity>, Refusal> {
    match pass {
        Pass::RoundLink(hash) => {
            let Some(RoundLink { member, round, area }) = platform.lookups.link(hash).await? else {
                return Ok(None);
            };
            let opens = open_until(platform, round).await?.is_some();
            Ok(opens.then_some(Identity::RoundLink { member, round, area }))
        }
        Pass::Session(id) => {
            let Some(found) = session::find(&platform.db, id, platform.clock.now()).await? else { return Ok(None) };
            match found.subject {
                Subject::Member(member) => {
                    Ok(person::is_member(&platform.db, member).await?.then_some(Identity::Member(member)))
                }
                Subject::Account(account) => identify_account(platform, found, account).await,
                Subject::Client(_) => Ok(None),
            }
        }
        Pass::Client(id) => api_client::identify(platform, id).await,
    }
}

async fn identify_account(platform: &Platform, found: Session, id: AccountId) -> Result<Option<Identity>, Refusal> {
    let Some(grants) = grants_now(platform, &platform.db, id).await? else { return Ok(None) };
    Ok(Some(match found.stage {
        Stage::First => Identity::FirstFactor { session: found.id, account: id },
        Stage::Full => Identity::Account { account: id, grants },
    }))
}

/// What an account may do today; none if it was switched off or not one of its roles counts any more. The one place where
/// roles that are over are left out.
pub(super) async fn grants_now(
    platform: &Platform,
    on: &impl Conn,
    id: AccountId,
) -> Result<Option<Vec<Grant>>, StoreError> {
    if account::find(on, id).await?.is_none_or(|account| account.disabled) {
        return Ok(None);
    }
    let today = platform.clock.now().day();
    let held = account::held(on, id).await?.into_iter().filter(|held| held.counts_on(today));
    let grants: Vec<Grant> = held.map(|held| held.grant).collect();
    Ok((!grants.is_empty()).then_some(grants))
}

/// The round that a mailed link is about, whatever its state. Changes nothing.
pub async fn round_of_link(platform: &Platform, token: &str) -> Result<RoundId, Refusal> {
    Ok(find_link(platform, token).await?.1.round)
}

/// Opens a mailed round link: a pass for that round only, until the end of its grace. Writes nothing.
pub async fn open_round_link(platform: &Platform, token: &str) -> Result<(Issued, MemberId, RoundId), Refusal> {
    let (hash, RoundLink { member, round, .. }) = find_link(platform, token).await?;
    let expires_at = open_until(platform, round).await?.ok_or(Code::RoundClosed)?;
    Ok((Issued { pass: Pass::RoundLink(hash), expires_at }, member, round))
}

async fn find_link(platform: &Platform, token: &str) -> Result<(LinkHash, RoundLink), Refusal> {
    let hash = LinkToken::parse(token).ok_or(Code::LinkUnknown)?.hash();
    Ok((hash, platform.lookups.link(hash).await?.ok_or(Code::LinkUnknown)?))
}

/// The end of the grace of a round that is open or closed; none when it is over.
async fn open_until(platform: &Platform, id: RoundId) -> Result<Option<Timestamp>, Refusal> {
    let round = &current(platform, id).await?.round;
    let ends = round.grace_ends_at.filter(|_| matches!(round.state, State::Open | State::Closed));
    Ok(ends.filter(|ends| platform.clock.now() < *ends))
}

/// Begins a session as part of a sign-in. A member's ends at midnight UTC, so that the row does not say when it began.
pub(super) async fn begin(platform: &Platform, tx: &Tx, subject: Subject, stage: Stage) -> Result<Issued, StoreError> {
    let now = platform.clock.now();
    let expires_at = match (subject, stage) {
        (_, Stage::First) => now.plus(FIRST_FACTOR_SECONDS),
        (Subject::Account(_) | Subject::Client(_), Stage::Full) => now.plus(ACCOUNT_SECONDS),
        (Subject::Member(_), Stage::Full) => Timestamp((now.0 + MEMBER_SECONDS).div_euclid(DAY) * DAY),
    };
    let id = SessionId(platform.chance.uuid());
    session::insert(tx, Session { id, subject, stage, expires_at }).await?;
    Ok(Issued { pass: Pass::Session(id), expires_at })
}

/// Ends a session; a round link stays what it was.
pub async fn end(platform: &Platform, pass: Pass) -> Result<(), Refusal> {
    if let Pass::Session(id) = pass {
        let tx = platform.db.begin().await?;
        session::revoke(&tx, id).await?;
        tx.commit().await?;
    }
    Ok(())
}
