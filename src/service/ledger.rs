//! The one writer of the ledger: notes whatever tickets wait in one statement, answers once it is committed.
//! For speed; that members of one batch cannot be told apart in the database's log is welcome.

use std::collections::HashMap;

use tokio::runtime::Handle;

use super::together::Together;
use crate::domain::ids::{MemberId, RoundId};
use crate::service::{Code, Refusal};
use crate::store::{Db, StoreError, ledger};

/// SHA-256 of a blinded message.
type Hash = [u8; 32];

#[derive(Clone, Copy)]
struct Ticket {
    round: RoundId,
    member: MemberId,
    hash: Hash,
}

/// The way to the writer.
pub struct Ledger(Together<Ticket, Result<Option<Hash>, Refusal>>);

impl Ledger {
    /// Begins the writer. It works in the present runtime, which must outlive its use.
    #[must_use]
    pub fn begin(db: &Db) -> Self {
        let db = db.clone();
        Self(Together::begin(&Handle::current(), move |tickets: Vec<Ticket>| {
            let db = db.clone();
            async move { note(&db, &tickets).await }
        }))
    }

    /// Notes a ticket unless one is noted; gives the hash that stands once it stands for good. None if the member is
    /// not on the roll.
    pub(super) async fn note(&self, round: RoundId, member: MemberId, hash: Hash) -> Result<Option<Hash>, Refusal> {
        self.0.ask(Ticket { round, member, hash }).await.ok_or(Code::Busy)?
    }
}

async fn note(db: &Db, tickets: &[Ticket]) -> Vec<Result<Option<Hash>, Refusal>> {
    match note_together(db, tickets).await {
        Ok(noted) => tickets.iter().map(|ticket| Ok(noted.get(&(ticket.round, ticket.member)).copied())).collect(),
        Err(error) => {
            let refusal = Refusal::from(error);
            tickets.iter().map(|_| Err(refusal.clone())).collect()
        }
    }
}

async fn note_together(db: &Db, tickets: &[Ticket]) -> Result<HashMap<(RoundId, MemberId), Hash>, StoreError> {
    let mut rounds: HashMap<RoundId, Vec<(MemberId, Hash)>> = HashMap::new();
    for ticket in tickets {
        rounds.entry(ticket.round).or_default().push((ticket.member, ticket.hash));
    }
    let mut noted = HashMap::with_capacity(tickets.len());
    for (round, tickets) in rounds {
        let standing = ledger::note_tickets(&db.direct(), round, &tickets).await?;
        noted.extend(standing.into_iter().map(|(member, hash)| ((round, member), hash)));
    }
    Ok(noted)
}
