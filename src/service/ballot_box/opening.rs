//! How the box comes to know a round: it pulls the public manifest and checks it.

use super::BallotBox;
use crate::domain::ids::RoundId;
use crate::service::{Code, Refusal};
use crate::store::ballot;

impl BallotBox {
    /// Makes ready for every round that the platform says is open and that the box does not know yet.
    pub async fn learn_open_rounds(&self) -> Result<(), Refusal> {
        for round in self.source.open_rounds().await? {
            let known = self.urns.read().await.contains_key(&round) || self.stores.is_over(round).await?;
            if !known && let Err(refusal) = self.prepare(round).await {
                tracing::warn!(code = refusal.code.name(), "a round could not be prepared; it will be tried again");
            }
        }
        Ok(())
    }

    /// Makes ready for one round. What the box already holds of it stays; a manifest that does not add up is refused.
    pub async fn prepare(&self, round: RoundId) -> Result<(), Refusal> {
        if let Some(db) = self.stores.ballots(round).await?
            && ballot::round(&db).await?.is_some()
        {
            return Ok(());
        }
        let manifest = self.source.manifest(round).await?;
        let (leaf, areas) = manifest.read().map_err(|error| {
            tracing::error!(%error, "a manifest was refused by the ballot box");
            Code::RoundUnknown
        })?;
        if leaf.round != round {
            return Err(Code::RoundUnknown.into());
        }
        let db = self.stores.make_ballots(round).await?;
        let tx = db.begin().await?;
        ballot::prepare(&tx, &manifest, &leaf, &areas).await?;
        Ok(tx.commit().await?)
    }
}
