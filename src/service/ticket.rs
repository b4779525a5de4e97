//! Handing out tickets: a member's right to vote, signed without being seen.
//! No time, no audit line, no letter, no job: only the member's ready-made row in the ledger.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use ring::digest::{SHA256, digest};

use crate::domain::ids::{MemberId, RoundId};
use crate::domain::round::{Round, State};
use crate::domain::ticket::{BlindSignature, BlindedMessage, IssueError, IssuingKey};
use crate::service::current::current;
use crate::service::{Code, Platform, Refusal};
use crate::store::{area, ledger, roll};

/// A key of its own for each issuing key, so that none opens in another's place.
fn sealed_for(round: RoundId, area: i32) -> String {
    format!("issuing key {round} {area}")
}

/// Issuing keys in use, opened once. Forgotten when the round ends.
#[derive(Default)]
pub struct OpenKeys(RwLock<HashMap<(RoundId, i32), Arc<IssuingKey>>>);

impl OpenKeys {
    fn get(&self, round: RoundId, area: i32) -> Option<Arc<IssuingKey>> {
        self.0.read().ok()?.get(&(round, area)).cloned()
    }

    fn keep(&self, round: RoundId, area: i32, key: &Arc<IssuingKey>) {
        if let Ok(mut keys) = self.0.write() {
            keys.insert((round, area), key.clone());
        }
    }

    /// Forgets all keys of a round.
    pub fn forget(&self, round: RoundId) {
        if let Ok(mut keys) = self.0.write() {
            keys.retain(|(of, _), _| *of != round);
        }
    }
}

/// An issuing key as it lies in the database.
pub(super) fn seal_key(platform: &Platform, round: RoundId, area: i32, key: &IssuingKey) -> Result<Vec<u8>, Refusal> {
    let der = key.to_der().map_err(|_| Code::Internal)?;
    Ok(platform.secrets.seal(&sealed_for(round, area), platform.chance.bytes(), &der))
}

/// Signs a blinded message for a member on the roll and notes it in the ledger.
///
/// The same message gets the same answer again, until the end of the grace; another one is refused, and so is a new
/// one from closing time on. Which ballot it will be for, nobody here can know.
pub async fn issue(
    platform: &Platform,
    (member, known_area): (MemberId, Option<i32>),
    id: RoundId,
    blinded: &BlindedMessage,
) -> Result<BlindSignature, Refusal> {
    let new_tickets = admit(platform, &current(platform, id).await?.round)?;
    let area = match known_area {
        Some(area) => area,
        None => roll::find(&platform.db, id, member).await?.ok_or(Code::NotOnRoll)?.area,
    };
    let key = key_of(platform, id, area).await?;
    // Signed before it is noted: a message that cannot be signed must not cost the member the ticket.
    let signature = key.sign_blinded(blinded).map_err(|error| match error {
        IssueError::OutOfRange => Refusal::about(Code::MalformedTicketRequest, "blinded"),
        _ => Code::Internal.into(),
    })?;
    let mut hash = [0; 32];
    hash.copy_from_slice(digest(&SHA256, &blinded.0).as_ref());
    let noted = if new_tickets {
        platform.ledger.note(id, member, hash).await?
    } else {
        ledger::noted(&platform.db, id, [member]).await?.remove(&member)
    };
    match noted.ok_or(Code::NotOnRoll)? {
        noted if noted == hash => Ok(signature),
        noted if noted == ledger::NO_TICKET => Err(Code::RoundClosed.into()),
        _ => Err(Code::TicketAlreadyIssued.into()),
    }
}

/// Whether new tickets are handed out; false while only known messages are answered again.
fn admit(platform: &Platform, round: &Round) -> Result<bool, Refusal> {
    let now = platform.clock.now();
    match round.state {
        _ if round.halted.is_some() => Err(Code::RoundHalted.into()),
        State::Draft | State::Approved => Err(Code::NotFound.into()),
        State::Scheduled => Err(Code::RoundNotOpen.into()),
        State::Open | State::Closed if round.grace_ends_at.is_some_and(|end| now < end) => {
            Ok(round.state == State::Open && round.draft.closes_at.is_some_and(|closes| now < closes))
        }
        _ => Err(Code::RoundClosed.into()),
    }
}

async fn key_of(platform: &Platform, id: RoundId, number: i32) -> Result<Arc<IssuingKey>, Refusal> {
    if let Some(key) = platform.keys.get(id, number) {
        return Ok(key);
    }
    // The keys are gone once the round has ended.
    let sealed = area::sealed_key(&platform.db, id, number).await?.ok_or(Code::RoundClosed)?;
    let der = platform.secrets.open(&sealed_for(id, number), &sealed).ok_or_else(|| {
        tracing::error!("an issuing key does not open: was PREFERENDUM_SECRET changed?");
        Code::Internal
    })?;
    let key = Arc::new(IssuingKey::from_der(&der).map_err(|_| Code::Internal)?);
    platform.keys.keep(id, number, &key);
    Ok(key)
}
