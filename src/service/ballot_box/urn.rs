//! One round in the box: its keys, and the way to its one writer.

use std::sync::Arc;

use tokio::runtime::Handle;

use super::genuine::Genuine;
use super::writer;
use crate::clock::Clock;
use crate::domain::ballot::Ballot;
use crate::domain::ids::RoundId;
use crate::domain::ticket::Version;
use crate::service::together::Together;
use crate::service::{Code, Refusal};
use crate::store::ballot;
use crate::store::box_stores::BoxStores;
use crate::store::{Db, StoreError};

/// One round in the box.
pub(super) struct Urn {
    pub db: Db,
    /// Which tickets are genuine.
    pub genuine: Arc<Genuine>,
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
        let genuine = Arc::new(Genuine::load(&db).await?);
        let writer = writer::begin(runtime, db.clone(), clock);
        Ok(Some(Self { db, genuine, writer }))
    }

    /// Hands a ballot to the writer and waits until it is kept for good, or refused.
    pub async fn write(&self, ballot: Ballot) -> Result<Version, Refusal> {
        self.writer.ask(ballot).await.ok_or(Code::Busy)?
    }
}
