//! What a member chooses to share of their own view, so that conversations can be mixed.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::guard::Voter;
use super::problem::ProblemBody;
use crate::domain::conversation::Side;
use crate::domain::ids::RoundId;
use crate::service::{Code, Platform, Refusal, shared_side};

/// The member's side on one statement.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SharedSide {
    /// 1 to 4.
    statement: u8,
    /// `agree`, `neutral` or `disagree`.
    side: String,
}

/// What a member shares; what is left out is not shared.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SharedSides {
    /// Each statement at most once.
    sides: Vec<SharedSide>,
}

impl From<Vec<(u8, Side)>> for SharedSides {
    fn from(sides: Vec<(u8, Side)>) -> Self {
        let side = |(statement, side): (u8, Side)| SharedSide { statement, side: side.name().to_owned() };
        Self { sides: sides.into_iter().map(side).collect() }
    }
}

/// What the member shares.
#[utoipa::path(
    tag = "voter",
    responses((status = 200, body = SharedSides), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody))
)]
#[get("/rounds/{id}/shared-sides")]
pub async fn shared(platform: Data<Platform>, voter: Voter, id: Path<Uuid>) -> Answer<SharedSides> {
    let round = RoundId(*id);
    Ok(Json(shared_side::shared(&platform, voter.for_round(round)?, round).await?.into()))
}

/// Puts what is shared in the place of what was; from when the round has been counted.
#[utoipa::path(
    tag = "voter",
    request_body = SharedSides,
    responses((status = 200, body = SharedSides), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/rounds/{id}/shared-sides")]
pub async fn share(
    platform: Data<Platform>,
    voter: Voter,
    id: Path<Uuid>,
    body: Json<SharedSides>,
) -> Answer<SharedSides> {
    let round = RoundId(*id);
    let member = voter.for_round(round)?;
    let read = |one: &SharedSide| {
        let side = Side::from_name(&one.side).ok_or_else(|| Refusal::about(Code::FieldInvalid, "sides"))?;
        Ok((one.statement, side))
    };
    let sides = body.sides.iter().map(read).collect::<Result<Vec<_>, Refusal>>()?;
    Ok(Json(shared_side::share(&platform, member, round, &sides).await?.into()))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(shared).service(share);
}
