//! The ballot box over HTTP: cast, status, and what the platform may ask. No cookie, no session, no log line.

use std::sync::Arc;

use actix_web::http::header::AUTHORIZATION;
use actix_web::web::{Data, Json, Path};
use actix_web::{FromRequest, HttpRequest, dev::Payload, get, post};
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use std::future::{Ready, ready};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::problem::{Problem, ProblemBody};
use super::{Answer, Empty};
use crate::domain::answer::{Answer as Point, Answers};
use crate::domain::ballot::{Ballot, FORMAT_PLAIN};
use crate::domain::ids::RoundId;
use crate::domain::list::{AreaGroup, Seal};
use crate::domain::result::Counted;
use crate::domain::ticket::{LineCode, VERSIONS, Version};
use crate::service::ballot_box::{BallotBox, BoxFigures, BoxLink};
use crate::service::{Code, Refusal};

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

/// A ballot. All bytes as base64url without padding.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BallotForm {
    /// Counting area of the ticket.
    area: i32,
    /// 32 bytes.
    prefix: String,
    /// 32 bytes.
    token: String,
    /// 1 to 32.
    version: i64,
    /// 32 bytes that open the token for this version.
    x: String,
    /// 256 bytes.
    signature: String,
    /// 1: the answers in plain.
    format: i32,
    /// Four times 1 to 5, or null for no opinion.
    #[schema(value_type = Vec<Option<i64>>)]
    answers: Vec<Option<i64>>,
    /// Four line codes of 16 characters.
    lines: Vec<String>,
}

impl TryFrom<BallotForm> for Ballot {
    type Error = Refusal;

    fn try_from(form: BallotForm) -> Result<Self, Refusal> {
        let ticket = |field: &'static str| move |_| Refusal::about(Code::TicketInvalid, field);
        let points: Option<Vec<Point>> = form.answers.iter().map(|point| Point::from_point(*point)).collect();
        let answers: Option<[Point; 4]> = points.and_then(|points| points.try_into().ok());
        let lines: Option<Vec<LineCode>> = form.lines.iter().map(|line| line.parse().ok()).collect();
        let lines: Option<[LineCode; 4]> = lines.and_then(|lines| lines.try_into().ok());
        if form.format != FORMAT_PLAIN {
            return Err(Refusal::about(Code::AnswersInvalid, "format"));
        }
        Ok(Self {
            area: form.area,
            prefix: form.prefix.parse().map_err(ticket("prefix"))?,
            token: form.token.parse().map_err(ticket("token"))?,
            signature: form.signature.parse().map_err(ticket("signature"))?,
            version: version(form.version)?,
            chain_value: form.x.parse().map_err(|_| Refusal::about(Code::VersionInvalid, "x"))?,
            answers: Answers(answers.ok_or_else(|| Refusal::about(Code::AnswersInvalid, "answers"))?),
            lines: lines.ok_or_else(|| Refusal::about(Code::LinesInvalid, "lines"))?,
        })
    }
}

fn version(number: i64) -> Result<Version, Refusal> {
    if number > i64::from(VERSIONS) {
        return Err(Code::NoChangesLeft.into());
    }
    let number = u8::try_from(number).ok().and_then(|number| Version::try_from(number).ok());
    number.ok_or_else(|| Refusal::about(Code::VersionInvalid, "version"))
}

/// The version that stands.
#[derive(Serialize, ToSchema)]
pub struct Kept {
    version: u8,
}

/// Keeps a ballot. The same ballot again gets the same answer.
#[utoipa::path(
    tag = "ballot box",
    request_body = BallotForm,
    responses((status = 200, body = Kept), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/rounds/{id}/ballots")]
pub async fn cast(ballot_box: Data<BallotBox>, id: Path<Uuid>, form: Json<BallotForm>) -> Answer<Kept> {
    let version = ballot_box.cast(RoundId(*id), form.into_inner().try_into()?).await?;
    Ok(Json(Kept { version: version.number() }))
}

/// A token, 32 bytes as base64url without padding.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatusForm {
    token: String,
}

/// The version that stands (0: none), and how many changes are left. Never answers.
#[derive(Serialize, ToSchema)]
pub struct Status {
    version: u8,
    changes_left: u8,
}

/// Says which version of a ballot stands.
#[utoipa::path(
    tag = "ballot box",
    request_body = StatusForm,
    responses((status = 200, body = Status), (status = 404, body = ProblemBody))
)]
#[post("/rounds/{id}/status")]
pub async fn status(ballot_box: Data<BallotBox>, id: Path<Uuid>, form: Json<StatusForm>) -> Answer<Status> {
    let token = form.token.parse().map_err(|_| Refusal::about(Code::TicketInvalid, "token"))?;
    let standing = ballot_box.status(RoundId(*id), &token).await?;
    let version = standing.map_or(0, Version::number);
    Ok(Json(Status { version, changes_left: VERSIONS - version }))
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
    config.service(cast).service(status).service(figures).service(counted).service(publish);
    config.service(forget_areas).service(halt).service(destroy);
}
