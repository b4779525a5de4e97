//! A picture of one statement's published result, to be shared.

use actix_web::http::header::CONTENT_SECURITY_POLICY;
use actix_web::http::header::HeaderValue;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::drawing::{Frame, drawing};
use super::packing::Packer;
use super::problem::{Problem, ProblemBody};
use crate::domain::ids::RoundId;
use crate::domain::look::Look;
use crate::service::{Code, Platform, result};

/// What a drawing may do when it is opened by itself: nothing.
const POLICY: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// The result of one statement as a picture, 1200 × 630, with its words as alternative text.
#[utoipa::path(
    tag = "public",
    responses(
        (status = 200, description = "SVG, 1200 × 630", content_type = "image/svg+xml"),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody)
    )
)]
#[get("/rounds/{id}/statements/{number}.svg")]
pub async fn picture(
    platform: Data<Platform>,
    look: Data<Look>,
    packer: Data<Packer>,
    request: HttpRequest,
    path: Path<(Uuid, u8)>,
) -> Result<HttpResponse, Problem> {
    let (id, number) = path.into_inner();
    if !(1..=4).contains(&number) {
        return Err(Code::NotFound.into());
    }
    let published = result::published(&platform, RoundId(id)).await?.result;
    let statement = published.statements.iter().find(|statement| statement.number == number).ok_or(Code::NotFound)?;
    let accent = look.light.map(|accent| accent.plain);
    let frame = Frame { name: &platform.terms.name, title: &published.title, accent };
    let svg = drawing(&frame, statement).into_bytes();
    let mut answer = packer.answer(&request, "image/svg+xml", svg, "public, max-age=3600");
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    Ok(answer)
}

/// Adds this route to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(picture);
}
