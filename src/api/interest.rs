//! "I would talk about this further": what a member chose, statement by statement.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::guard::Voter;
use super::problem::ProblemBody;
use crate::domain::ids::RoundId;
use crate::service::{Platform, interest};

/// Statements that the member would talk about further.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Interests {
    /// Numbers from 1 to 4, each at most once; empty for none.
    statements: Vec<u8>,
}

/// What the member chose.
#[utoipa::path(
    tag = "voter",
    responses((status = 200, body = Interests), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody))
)]
#[get("/rounds/{id}/interests")]
pub async fn chosen(platform: Data<Platform>, voter: Voter, id: Path<Uuid>) -> Answer<Interests> {
    let round = RoundId(*id);
    let member = voter.for_round(round)?;
    Ok(Json(Interests { statements: interest::chosen(&platform, member, round).await? }))
}

/// Puts a choice in the place of the one before; until 30 days after publication.
#[utoipa::path(
    tag = "voter",
    request_body = Interests,
    responses((status = 200, body = Interests), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/rounds/{id}/interests")]
pub async fn choose(
    platform: Data<Platform>,
    voter: Voter,
    id: Path<Uuid>,
    body: Json<Interests>,
) -> Answer<Interests> {
    let round = RoundId(*id);
    let member = voter.for_round(round)?;
    Ok(Json(Interests { statements: interest::choose(&platform, member, round, &body.statements).await? }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(chosen).service(choose);
}
