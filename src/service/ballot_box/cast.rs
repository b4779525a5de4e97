//! Casting a ballot, and asking which version stands. No time, no letter, no audit line, no job.

use std::sync::Arc;

use super::BallotBox;
use super::urn::Urn;
use crate::domain::ballot::Ballot;
use crate::domain::ids::RoundId;
use crate::domain::ticket::{Token, Version};
use crate::service::{Code, Refusal};
use crate::store::ballot;

impl BallotBox {
    /// Keeps a ballot and answers with its version once it is kept for good. The same ballot again gets the same answer.
    ///
    /// Refused: no such round, a ticket that is not genuine, a chain value that does not open the token, a version
    /// that is taken or outdated, a line code of another ballot, a round that is not open, closed or halted.
    pub async fn cast(&self, round: RoundId, ballot: Ballot) -> Result<Version, Refusal> {
        let urn = self.urn(round).await?;
        if !urn.genuine.has_ticket(&ballot) {
            return Err(Code::TicketInvalid.into());
        }
        if !ballot.chain_value.opens(&ballot.token, ballot.version) {
            return Err(Code::VersionInvalid.into());
        }
        urn.write(ballot).await
    }

    /// The version that stands for a token, never the answers; none if there is no ballot.
    pub async fn status(&self, round: RoundId, token: &Token) -> Result<Option<Version>, Refusal> {
        Ok(ballot::version(&self.urn(round).await?.db, token).await?)
    }

    /// The round's urn; fetched from its store, or from the platform's manifest when the box sees the round first.
    pub(super) async fn urn(&self, round: RoundId) -> Result<Arc<Urn>, Refusal> {
        if let Some(urn) = self.urns.read().await.get(&round) {
            return Ok(urn.clone());
        }
        // Looked up outside the lock, so that strange rounds do not keep anybody waiting.
        if self.stores.is_over(round).await? {
            return Err(Code::RoundClosed.into());
        }
        let urn = Urn::open(&self.stores, round, self.clock.clone(), &self.runtime).await?.ok_or(Code::RoundUnknown)?;
        let mut urns = self.urns.write().await;
        if let Some(urn) = urns.get(&round) {
            return Ok(urn.clone());
        }
        let urn = Arc::new(urn);
        urns.insert(round, urn.clone());
        Ok(urn)
    }
}
