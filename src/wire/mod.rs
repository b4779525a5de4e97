//! The two halves on two hosts: each as the other sees it over HTTP. No rule lives here.

mod remote_box;
mod remote_platform;

pub use remote_box::RemoteBox;
pub use remote_platform::RemotePlatform;

use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::service::{Code, Refusal};

const TIMEOUT: Duration = Duration::from_secs(60);

fn client() -> Result<reqwest::Client, Refusal> {
    reqwest::Client::builder().timeout(TIMEOUT).build().map_err(|_| Code::Internal.into())
}

/// Sends and reads the answer; a 404 is [`Code::RoundUnknown`], anything else that is not a success is unreachable.
async fn answer<T: DeserializeOwned>(request: reqwest::RequestBuilder) -> Result<T, Refusal> {
    let answer = request.send().await.map_err(|_| Code::BoxUnreachable)?;
    if answer.status() == reqwest::StatusCode::NOT_FOUND {
        return Err(Code::RoundUnknown.into());
    }
    if !answer.status().is_success() {
        tracing::warn!(status = answer.status().as_u16(), "the other half refused");
        return Err(Code::BoxUnreachable.into());
    }
    answer.json().await.map_err(|_| Code::BoxUnreachable.into())
}
