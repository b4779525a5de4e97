//! Demo only: the mails that would have left, and signing in without mail. Elsewhere these routes do not exist.

use std::sync::Arc;

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Answer;
use super::guard::DemoOnly;
use super::login::answer;
use super::problem::{Problem, ProblemBody};
use super::token::Signer;
use crate::service::demo::{self, Mailbox};
use crate::service::{Code, Platform};

/// The demo's mailbox, where there is one.
#[derive(Clone, Default)]
pub struct DemoPost(pub Option<Arc<dyn Mailbox>>);

/// A mail in the list.
#[derive(Serialize, ToSchema)]
pub struct LetterSummary {
    id: String,
    to: String,
    subject: String,
    at: String,
}

/// The newest mails.
#[derive(Serialize, ToSchema)]
pub struct Letters {
    letters: Vec<LetterSummary>,
}

const SHOWN: usize = 100;

/// The newest mails that would have left.
#[utoipa::path(tag = "demo", responses((status = 200, body = Letters), (status = 404, body = ProblemBody)))]
#[get("/demo/letters")]
pub async fn letters(_demo: DemoOnly, post: Data<DemoPost>) -> Answer<Letters> {
    let mailbox = post.0.as_ref().ok_or(Code::NotFound)?;
    let letters = mailbox.newest(SHOWN).into_iter().map(|mail| LetterSummary {
        id: mail.id,
        to: mail.to,
        subject: mail.subject,
        at: mail.at.to_string(),
    });
    Ok(Json(Letters { letters: letters.collect() }))
}

/// One mail.
#[derive(Serialize, ToSchema)]
pub struct LetterBody {
    to: String,
    subject: String,
    text: String,
    html: String,
}

/// One mail that would have left.
#[utoipa::path(tag = "demo", responses((status = 200, body = LetterBody), (status = 404, body = ProblemBody)))]
#[get("/demo/letters/{id}")]
pub async fn letter(_demo: DemoOnly, post: Data<DemoPost>, id: Path<String>) -> Answer<LetterBody> {
    let mail = post.0.as_ref().and_then(|mailbox| mailbox.read(&id)).ok_or(Code::NotFound)?;
    Ok(Json(LetterBody { to: mail.to, subject: mail.subject, text: mail.text, html: mail.html }))
}

/// As whom, and the secret from the link that the demo printed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DemoSignIn {
    /// `staff`, `admin`, `viewer` or `member`.
    #[serde(rename = "as")]
    who: String,
    token: String,
}

/// Signs in without mail.
#[utoipa::path(
    tag = "demo",
    request_body = DemoSignIn,
    responses((status = 200, body = super::login::SignedIn), (status = 404, body = ProblemBody))
)]
#[post("/demo/sign-in")]
pub async fn sign_in(
    _demo: DemoOnly,
    platform: Data<Platform>,
    signer: Data<Signer>,
    body: Json<DemoSignIn>,
) -> Result<HttpResponse, Problem> {
    let signed_in = demo::sign_in(&platform, &body.who, &body.token).await?;
    answer(&platform, &signer, signed_in).await
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(letters).service(letter).service(sign_in);
}
