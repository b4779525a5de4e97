//! What the mails of a round look like: as text, and as the HTML itself, which is shown in a locked frame.

use actix_web::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::guard::Desk;
use super::problem::{Problem, ProblemBody};
use crate::domain::ids::RoundId;
use crate::service::Platform;
use crate::service::preview::{self, Press};

/// A mail wears its style on its own tags; it gets that, our own pages around it, and nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; form-action 'none'; sandbox";

/// A mail to a made-up member, as text.
#[derive(Serialize, ToSchema)]
pub struct PreviewBody {
    subject: String,
    text: String,
}

/// A mail of this round to a made-up member, as text. Its links open nothing.
#[utoipa::path(tag = "staff", responses((status = 200, body = PreviewBody), (status = 404, body = ProblemBody)))]
#[get("/staff/rounds/{id}/letters/{kind}")]
pub async fn text(
    platform: Data<Platform>,
    desk: Desk,
    press: Data<dyn Press>,
    path: Path<(Uuid, String)>,
) -> Answer<PreviewBody> {
    let (id, kind) = path.into_inner();
    let printed = preview::print(&platform, &desk.composer, RoundId(id), &kind, press.as_ref()).await?;
    Ok(Json(PreviewBody { subject: printed.subject, text: printed.text }))
}

/// The same mail in HTML, under a policy of its own.
#[utoipa::path(
    tag = "staff",
    responses((status = 200, content_type = "text/html", body = String), (status = 404, body = ProblemBody))
)]
#[get("/staff/rounds/{id}/letters/{kind}/html")]
pub async fn html(
    platform: Data<Platform>,
    desk: Desk,
    press: Data<dyn Press>,
    path: Path<(Uuid, String)>,
) -> Result<HttpResponse, Problem> {
    let (id, kind) = path.into_inner();
    let printed = preview::print(&platform, &desk.composer, RoundId(id), &kind, press.as_ref()).await?;
    let mut answer = HttpResponse::Ok();
    answer.insert_header((CONTENT_TYPE, "text/html; charset=utf-8"));
    Ok(answer.insert_header((CONTENT_SECURITY_POLICY, POLICY)).body(printed.html))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(text).service(html);
}
