//! The ballot box over HTTP: cast and status. No cookie, no session, no log line.

use actix_web::post;
use actix_web::web::{Data, Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::problem::ProblemBody;
use crate::domain::answer::{Answer as Point, Answers};
use crate::domain::ballot::{Ballot, FORMAT_PLAIN};
use crate::domain::ids::RoundId;
use crate::domain::ticket::{LineCode, VERSIONS, Version};
use crate::service::ballot_box::BallotBox;
use crate::service::{Code, Refusal};

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

/// Adds these routes to the box's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(cast).service(status);
}
