//! The platform on another host, as the ballot box sees it: public routes only.

use async_trait::async_trait;
use serde::Deserialize;

use super::{answer, client};
use crate::domain::ids::RoundId;
use crate::domain::manifest::Manifest;
use crate::domain::round::State;
use crate::service::Refusal;
use crate::service::ballot_box::ManifestSource;

/// A platform that is reached over HTTP.
#[derive(Clone)]
pub struct RemotePlatform {
    client: reqwest::Client,
    origin: String,
}

impl RemotePlatform {
    /// The platform at `origin`.
    pub fn new(origin: &str) -> Result<Self, Refusal> {
        Ok(Self { client: client()?, origin: origin.to_owned() })
    }
}

#[derive(Deserialize)]
struct Rounds {
    rounds: Vec<Listed>,
}

#[derive(Deserialize)]
struct Listed {
    id: RoundId,
    state: State,
}

#[async_trait]
impl ManifestSource for RemotePlatform {
    async fn open_rounds(&self) -> Result<Vec<RoundId>, Refusal> {
        let Rounds { rounds } = answer(self.client.get(format!("{}/api/v1/rounds", self.origin))).await?;
        let open = rounds.into_iter().filter(|round| matches!(round.state, State::Open | State::Closed));
        Ok(open.map(|round| round.id).collect())
    }

    async fn manifest(&self, round: RoundId) -> Result<Manifest, Refusal> {
        answer(self.client.get(format!("{}/api/v1/rounds/{round}/manifest", self.origin))).await
    }
}
