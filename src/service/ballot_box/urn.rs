//! One round in the box: its keys, and the way to its one writer.

use std::collections::HashMap;
use std::sync::Arc;

use tokio::runtime::Handle;

use super::writer;
use crate::clock::Clock;
use crate::domain::ballot::Ballot;
use crate::domain::ids::RoundId;
use crate::domain::ticket::{TicketVerifier, Version};
use crate::service::together::Together;
use crate::service::{Code, Refusal};
use crate::store::ballot;
use crate::store::box_stores::BoxStores;
use crate::store::{Db, StoreError};

/// One round in the box.
pub(super) struct Urn {
    pub db: Db,
    verifiers: HashMap<i32, TicketVerifier>,
    writer: Together<Ballot, Result<Version, Refusal>>,
}

impl Urn {
    /// Opens the store of a round and begins its writer; none where the box has no such round or has not finished
    /// preparing it.
    pub async fn open(
        stores: &BoxStores,
        round: RoundId,
        clock: Arc<dyn Clock>,
        runtime: &Handle,
    ) -> Result<Option<Self>, StoreError> {
        let Some(db) = stores.ballots(round).await? else { return Ok(None) };
        if ballot::round(&db).await?.is_none() {
            return Ok(None);
        }
        let verifier = |(area, key)| {
            let verifier = TicketVerifier::from_jwk(&key).map_err(|_| StoreError::Inconsistent("box_area.key_jwk"))?;
            Ok((area, verifier))
        };
        let verifiers = ballot::keys(&db).await?.into_iter().map(verifier).collect::<Result<_, StoreError>>()?;
        let writer = writer::begin(runtime, db.clone(), clock);
        Ok(Some(Self { db, verifiers, writer }))
    }

    /// Whether the ballot's ticket was signed for its area.
    pub fn has_genuine_ticket(&self, ballot: &Ballot) -> bool {
        self.verifiers
            .get(&ballot.area)
            .is_some_and(|verifier| verifier.accepts(&ballot.prefix, &ballot.token, &ballot.signature))
    }

    /// Hands a ballot to the writer and waits until it is kept for good, or refused.
    pub async fn write(&self, ballot: Ballot) -> Result<Version, Refusal> {
        self.writer.ask(ballot).await.ok_or(Code::Busy)?
    }
}
