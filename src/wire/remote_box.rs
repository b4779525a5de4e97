//! The ballot box on another host, as the platform sees it.

use async_trait::async_trait;
use serde_json::{Value, json};

use super::{answer, client};
use crate::domain::ids::RoundId;
use crate::domain::list::{AreaGroup, Seal};
use crate::domain::result::Counted;
use crate::service::Refusal;
use crate::service::ballot_box::{BoxFigures, BoxLink};

/// A ballot box that is reached over HTTP with a shared secret.
#[derive(Clone)]
pub struct RemoteBox {
    client: reqwest::Client,
    origin: String,
    secret: String,
}

impl RemoteBox {
    /// The box at `origin`.
    pub fn new(origin: &str, secret: &str) -> Result<Self, Refusal> {
        Ok(Self { client: client()?, origin: origin.to_owned(), secret: secret.to_owned() })
    }

    fn url(&self, round: RoundId, act: &str) -> String {
        format!("{}/box/v1/internal/rounds/{round}/{act}", self.origin)
    }
}

#[async_trait]
impl BoxLink for RemoteBox {
    async fn figures(&self, round: RoundId) -> Result<BoxFigures, Refusal> {
        answer(self.client.get(self.url(round, "figures")).bearer_auth(&self.secret)).await
    }

    async fn counted(&self, round: RoundId) -> Result<Option<Counted>, Refusal> {
        answer(self.client.get(self.url(round, "counted")).bearer_auth(&self.secret)).await
    }

    async fn publish(&self, round: RoundId, areas: &[AreaGroup]) -> Result<Vec<Seal>, Refusal> {
        let body = json!({ "areas": areas });
        answer(self.client.post(self.url(round, "publish")).bearer_auth(&self.secret).json(&body)).await
    }

    async fn forget_areas(&self, round: RoundId) -> Result<(), Refusal> {
        let request = self.client.post(self.url(round, "forget-areas")).bearer_auth(&self.secret).json(&json!({}));
        let _: Value = answer(request).await?;
        Ok(())
    }

    async fn halt(&self, round: RoundId, reason: &str) -> Result<(), Refusal> {
        let body = json!({ "reason": reason });
        let _: Value = answer(self.client.post(self.url(round, "halt")).bearer_auth(&self.secret).json(&body)).await?;
        Ok(())
    }

    async fn destroy(&self, round: RoundId) -> Result<(), Refusal> {
        let request = self.client.post(self.url(round, "destroy")).bearer_auth(&self.secret).json(&json!({}));
        let _: Value = answer(request).await?;
        Ok(())
    }
}
