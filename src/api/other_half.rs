//! What the two halves ask of each other over HTTP: the platform of the box, with the secret that both share.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::http::header::AUTHORIZATION;
use actix_web::web::{Data, Json, Path};
use actix_web::{FromRequest, HttpRequest, dev::Payload, get, post};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::problem::{Problem, ProblemBody};
use super::{Answer, Empty};
use crate::domain::ids::RoundId;
use crate::domain::list::{AreaGroup, Seal};
use crate::domain::result::Counted;
use crate::service::Code;
use crate::service::ballot_box::{BallotBox, BoxFigures, BoxLink};

/// What the platform shows to be let in at the internal routes; none where both halves are one process.
#[derive(Clone)]
pub struct BoxSecret(pub Option<Arc<str>>);

/// The platform, by the secret that both halves share.
pub struct OtherHalf;

impl FromRequest for OtherHalf {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let secret = request.app_data::<Data<BoxSecret>>().and_then(|secret| secret.0.clone());
        let shown = request.headers().get(AUTHORIZATION).and_then(|header| header.to_str().ok());
        let shown = shown.and_then(|header| header.strip_prefix("Bearer "));
        ready(match (secret, shown) {
            (Some(secret), Some(shown)) if is_same(&secret, shown) => Ok(Self),
            (Some(_), _) => Err(Code::NotSignedIn.into()),
            (None, _) => Err(Code::NotFound.into()),
        })
    }
}

/// By their hashes, so that the time it takes tells nothing about the secret.
fn is_same(secret: &str, shown: &str) -> bool {
    digest(&SHA256, secret.as_bytes()).as_ref() == digest(&SHA256, shown.as_bytes()).as_ref()
}

/// Ballots in each counting area; for the platform only.
#[utoipa::path(tag = "internal", responses((status = 200, body = Object), (status = 401, body = ProblemBody)))]
#[get("/internal/rounds/{id}/figures")]
pub async fn figures(ballot_box: Data<BallotBox>, _platform: OtherHalf, id: Path<Uuid>) -> Answer<BoxFigures> {
    Ok(Json(ballot_box.figures(RoundId(*id)).await?))
}

/// The count of each area, null until the box has counted; for the platform only.
#[utoipa::path(tag = "internal", responses((status = 200, body = Object), (status = 401, body = ProblemBody)))]
#[get("/internal/rounds/{id}/counted")]
pub async fn counted(ballot_box: Data<BallotBox>, _platform: OtherHalf, id: Path<Uuid>) -> Answer<Option<Counted>> {
    Ok(Json(BoxLink::counted(ballot_box.as_ref(), RoundId(*id)).await?))
}

/// Which publication group each counting area is published with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishForm {
    #[schema(value_type = Vec<Object>)]
    areas: Vec<AreaGroup>,
}

/// Makes the public lists of a counted round and gives what fixes each; for the platform only.
#[utoipa::path(
    tag = "internal",
    request_body = PublishForm,
    responses((status = 200, body = Object), (status = 401, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[post("/internal/rounds/{id}/publish")]
pub async fn publish(
    ballot_box: Data<BallotBox>,
    _platform: OtherHalf,
    id: Path<Uuid>,
    form: Json<PublishForm>,
) -> Answer<Vec<Seal>> {
    Ok(Json(BoxLink::publish(ballot_box.as_ref(), RoundId(*id), &form.areas).await?))
}

/// Forgets whatever is finer than the published groups; for the platform only.
#[utoipa::path(
    tag = "internal",
    request_body = Empty,
    responses((status = 200, body = Done), (status = 401, body = ProblemBody))
)]
#[post("/internal/rounds/{id}/forget-areas")]
pub async fn forget_areas(
    ballot_box: Data<BallotBox>,
    _platform: OtherHalf,
    id: Path<Uuid>,
    _: Json<Empty>,
) -> Answer<Done> {
    BoxLink::forget_areas(ballot_box.as_ref(), RoundId(*id)).await?;
    Ok(Json(Done { done: true }))
}

/// Why casting is stopped.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HaltForm {
    reason: String,
}

/// Done.
#[derive(Serialize, ToSchema)]
pub struct Done {
    done: bool,
}

/// Stops casting in a round; for the platform only.
#[utoipa::path(
    tag = "internal",
    request_body = HaltForm,
    responses((status = 200, body = Done), (status = 401, body = ProblemBody))
)]
#[post("/internal/rounds/{id}/halt")]
pub async fn halt(
    ballot_box: Data<BallotBox>,
    _platform: OtherHalf,
    id: Path<Uuid>,
    form: Json<HaltForm>,
) -> Answer<Done> {
    ballot_box.halt(RoundId(*id), &form.reason).await?;
    Ok(Json(Done { done: true }))
}

/// Destroys the ballots of a withdrawn round; for the platform only.
#[utoipa::path(
    tag = "internal",
    request_body = Empty,
    responses((status = 200, body = Done), (status = 401, body = ProblemBody))
)]
#[post("/internal/rounds/{id}/destroy")]
pub async fn destroy(
    ballot_box: Data<BallotBox>,
    _platform: OtherHalf,
    id: Path<Uuid>,
    _: Json<Empty>,
) -> Answer<Done> {
    ballot_box.destroy(RoundId(*id)).await?;
    Ok(Json(Done { done: true }))
}

/// Adds these routes to the box's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(figures).service(counted).service(publish).service(forget_areas).service(halt).service(destroy);
}
