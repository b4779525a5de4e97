//! One round in the box: its keys, and the way to its one writer.

use std::sync::Arc;

use tokio::sync::{mpsc, oneshot};

use super::genuine::Genuine;
use crate::domain::ballot::Ballot;
use crate::domain::ids::RoundId;
use crate::domain::ticket::Version;
use crate::service::{Code, Refusal};
use crate::store::ballot;
use crate::store::box_stores::BoxStores;
use crate::store::{Db, StoreError};

/// A ballot on its way to the writer, with where to answer.
pub(super) struct Waiting {
    pub ballot: Ballot,
    pub answer: oneshot::Sender<Result<Version, Refusal>>,
}

/// One round in the box.
pub(super) struct Urn {
    pub db: Db,
    /// Which tickets are genuine.
    pub genuine: Arc<Genuine>,
    writer: mpsc::Sender<Waiting>,
}

/// More than this many ballots waiting, and the next one is asked to come back.
const QUEUE: usize = 4_096;

impl Urn {
    /// Opens the store of a round; none where the box has no such round or has not finished preparing it.
    /// The receiver goes to the writer.
    pub async fn open(
        stores: &BoxStores,
        round: RoundId,
    ) -> Result<Option<(Self, mpsc::Receiver<Waiting>)>, StoreError> {
        let Some(db) = stores.ballots(round).await? else { return Ok(None) };
        if ballot::round(&db).await?.is_none() {
            return Ok(None);
        }
        let genuine = Arc::new(Genuine::load(&db).await?);
        let (writer, waiting) = mpsc::channel(QUEUE);
        Ok(Some((Self { db, genuine, writer }, waiting)))
    }

    /// Hands a ballot to the writer and waits until it is kept for good, or refused.
    pub async fn write(&self, ballot: Ballot) -> Result<Version, Refusal> {
        let (answer, kept) = oneshot::channel();
        self.writer.try_send(Waiting { ballot, answer }).map_err(|_| Code::BoxUnreachable)?;
        kept.await.map_err(|_| Code::BoxUnreachable)?
    }
}
