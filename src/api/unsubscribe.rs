//! Switching a stream of letters off: from the page, or with the one click of a mail program (RFC 8058).

use actix_web::web::{Bytes, Data, Json, Path};
use actix_web::{Error, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Answer;
use super::problem::{Problem, ProblemBody};
use crate::service::unsubscribe::{self, MailChoice};
use crate::service::{Code, Platform};

/// A stream, and whether it is off.
#[derive(Serialize, ToSchema)]
pub struct Subscription {
    /// `rounds`, `results`, `feedback` or `conversations`.
    stream: &'static str,
    off: bool,
}

impl From<MailChoice> for Subscription {
    fn from(choice: MailChoice) -> Self {
        Self { stream: choice.stream.name(), off: choice.off }
    }
}

/// What an unsubscribe link is about. Changes nothing.
#[utoipa::path(tag = "public", responses((status = 200, body = Subscription), (status = 404, body = ProblemBody)))]
#[get("/unsubscribe/{token}")]
pub async fn look(platform: Data<Platform>, token: Path<String>) -> Answer<Subscription> {
    Ok(Json(unsubscribe::look(&platform, &token).await?.into()))
}

/// Off or on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Switch {
    off: bool,
}

/// Switches the stream off or on.
#[utoipa::path(
    tag = "public",
    request_body = Switch,
    responses((status = 200, body = Subscription), (status = 404, body = ProblemBody))
)]
#[post("/unsubscribe/{token}")]
pub async fn switch(platform: Data<Platform>, token: Path<String>, body: Json<Switch>) -> Answer<Subscription> {
    Ok(Json(unsubscribe::set(&platform, &token, body.off).await?.into()))
}

/// The one click of a mail program: no cookie, no redirect, and the same again is fine. It may come as a plain form or
/// in parts (RFC 8058 prefers parts), so only what it says is looked for.
pub async fn one_click(
    platform: Data<Platform>,
    token: Path<String>,
    body: Result<Bytes, Error>,
) -> Result<HttpResponse, Problem> {
    let body = body.map_err(|_| Code::TooLarge)?;
    let says = |words: &[u8]| body.windows(words.len()).any(|part| part == words);
    if !(says(b"List-Unsubscribe") && says(b"One-Click")) {
        return Err(Code::Malformed.into());
    }
    unsubscribe::set(&platform, &token, true).await?;
    Ok(HttpResponse::Ok().finish())
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(look).service(switch);
}
