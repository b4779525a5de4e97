//! The one writer of the ledger: notes whatever tickets wait in one transaction, answers after the commit.
//! For speed; that members of one batch cannot be told apart in the database's log is welcome.

use std::collections::HashMap;
use std::sync::OnceLock;

use tokio::sync::{mpsc, oneshot};

use crate::domain::ids::{MemberId, RoundId};
use crate::service::{Code, Refusal};
use crate::store::{Db, StoreError, ledger};

/// SHA-256 of a blinded message.
type Hash = [u8; 32];

struct Waiting {
    round: RoundId,
    member: MemberId,
    hash: Hash,
    answer: oneshot::Sender<Option<Hash>>,
}

const BATCH: usize = 256;
/// More than this many tickets waiting, and the next one is asked to come back.
const QUEUE: usize = 4_096;

/// The way to the writer, which begins with the first ticket at the latest.
#[derive(Default)]
pub struct Ledger(OnceLock<mpsc::Sender<Waiting>>);

impl Ledger {
    /// Begins the writer in the present runtime.
    pub fn start(&self, db: &Db) {
        self.writer(db);
    }

    /// Notes a ticket unless one is noted; gives the hash that stands once it stands for good. None if the member is
    /// not on the roll.
    pub(super) async fn note(
        &self,
        db: &Db,
        round: RoundId,
        member: MemberId,
        hash: Hash,
    ) -> Result<Option<Hash>, Refusal> {
        let (answer, noted) = oneshot::channel();
        let waiting = Waiting { round, member, hash, answer };
        self.writer(db).try_send(waiting).map_err(|_| Code::BoxUnreachable)?;
        // The writer drops the answer when the database failed; it has logged why.
        Ok(noted.await.map_err(|_| Code::Internal)?)
    }

    fn writer(&self, db: &Db) -> &mpsc::Sender<Waiting> {
        self.0.get_or_init(|| {
            let (writer, waiting) = mpsc::channel(QUEUE);
            tokio::spawn(run(db.clone(), waiting));
            writer
        })
    }
}

async fn run(db: Db, mut waiting: mpsc::Receiver<Waiting>) {
    let mut batch = Vec::with_capacity(BATCH);
    while waiting.recv_many(&mut batch, BATCH).await > 0 {
        match note_together(&db, &batch).await {
            Ok(noted) => {
                for Waiting { round, member, answer, .. } in batch.drain(..) {
                    // Whoever asked may have hung up; the ticket is noted all the same.
                    let _ = answer.send(noted.get(&(round, member)).copied());
                }
            }
            Err(error) => {
                tracing::error!(%error, "tickets could not be noted");
                batch.clear();
            }
        }
    }
}

async fn note_together(db: &Db, batch: &[Waiting]) -> Result<HashMap<(RoundId, MemberId), Hash>, StoreError> {
    let mut rounds: HashMap<RoundId, Vec<(MemberId, Hash)>> = HashMap::new();
    for waiting in batch {
        rounds.entry(waiting.round).or_default().push((waiting.member, waiting.hash));
    }
    let tx = db.begin().await?;
    let mut noted = HashMap::with_capacity(batch.len());
    for (round, tickets) in rounds {
        let standing = ledger::note_tickets(&tx, round, &tickets).await?;
        noted.extend(standing.into_iter().map(|(member, hash)| ((round, member), hash)));
    }
    tx.commit().await?;
    Ok(noted)
}
