//! Rounds as they are at this second, read once for everybody who asks: a round changes a few times in its life and is
//! asked for at every request.

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use crate::domain::ids::RoundId;
use crate::domain::round::Round;
use crate::domain::time::Timestamp;
use crate::service::result::{PublicTurnout, public_turnout};
use crate::service::{Code, Platform, Refusal};
use crate::store::{Tx, round};

/// A round with the turnout that goes with it.
#[derive(Clone, Debug)]
pub struct Current {
    /// The round.
    pub round: Round,
    /// As the public may know it.
    pub turnout: Option<PublicTurnout>,
}

/// Rounds read in this second. Another process may have changed one since; this one forgets them when it does.
#[derive(Default)]
pub struct CurrentRounds(RwLock<HashMap<RoundId, (Timestamp, Arc<Current>)>>);

impl CurrentRounds {
    fn get(&self, id: RoundId, now: Timestamp) -> Option<Arc<Current>> {
        let kept = self.0.read().ok()?;
        kept.get(&id).filter(|(read_at, _)| *read_at == now).map(|(_, current)| current.clone())
    }

    fn keep(&self, id: RoundId, now: Timestamp, current: &Arc<Current>) {
        if let Ok(mut kept) = self.0.write() {
            kept.retain(|_, (read_at, _)| *read_at == now);
            kept.insert(id, (now, current.clone()));
        }
    }

    fn forget(&self) {
        if let Ok(mut kept) = self.0.write() {
            kept.clear();
        }
    }
}

/// The round as it is; at most one second old.
pub async fn current(platform: &Platform, id: RoundId) -> Result<Arc<Current>, Refusal> {
    let now = platform.clock.now();
    if let Some(current) = platform.rounds.get(id, now) {
        return Ok(current);
    }
    let round = round::find(&platform.db, id).await?.ok_or(Code::NotFound)?;
    let turnout = public_turnout(platform, &round).await?;
    let current = Arc::new(Current { round, turnout });
    platform.rounds.keep(id, now, &current);
    Ok(current)
}

/// The same, if everybody may see it.
pub async fn public(platform: &Platform, id: RoundId) -> Result<Arc<Current>, Refusal> {
    let current = current(platform, id).await?;
    if current.round.state.is_public() { Ok(current) } else { Err(Code::NotFound.into()) }
}

/// Commits a change of a round and forgets how rounds were.
pub(super) async fn commit(platform: &Platform, tx: Tx) -> Result<(), Refusal> {
    tx.commit().await?;
    platform.rounds.forget();
    Ok(())
}
