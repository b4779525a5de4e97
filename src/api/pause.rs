//! "Pause until": no letters about rounds for a while.

use actix_web::web::{Data, Json};
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Answer;
use super::guard::Voter;
use super::problem::ProblemBody;
use crate::domain::time::Day;
use crate::service::{Code, Platform, Refusal, pause};

/// Until when a member wants no invitations, reminders or results.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Pause {
    /// The day on which letters come again, `2027-01-31`; null for no pause. Must be given, even when null.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    until: Option<String>,
}

impl From<Option<Day>> for Pause {
    fn from(until: Option<Day>) -> Self {
        Self { until: until.map(|day| day.to_string()) }
    }
}

/// The member's pause.
#[utoipa::path(tag = "voter", responses((status = 200, body = Pause), (status = "4XX", body = ProblemBody)))]
#[get("/pause")]
pub async fn look(platform: Data<Platform>, voter: Voter) -> Answer<Pause> {
    Ok(Json(pause::until(&platform, voter.member()).await?.into()))
}

/// Begins, changes or ends a pause; at most two years ahead.
#[utoipa::path(
    tag = "voter",
    request_body = Pause,
    responses((status = 200, body = Pause), (status = 422, body = ProblemBody), (status = "4XX", body = ProblemBody))
)]
#[post("/pause")]
pub async fn set(platform: Data<Platform>, voter: Voter, body: Json<Pause>) -> Answer<Pause> {
    let invalid = || Refusal::about(Code::FieldInvalid, "until");
    let until = body.until.as_deref().map(|text| Day::parse(text).ok_or_else(invalid)).transpose()?;
    Ok(Json(pause::set(&platform, voter.member(), until).await?.into()))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(look).service(set);
}
