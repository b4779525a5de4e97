//! The versions of a round's text at the desk.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::guard::Desk;
use super::problem::ProblemBody;
use super::staff_round::shown;
use super::staff_round_view::{PersonBody, StaffRound};
use crate::domain::draft::RoundDraft;
use crate::domain::ids::RoundId;
use crate::service::{Platform, workshop};

/// A version in the list.
#[derive(Serialize, ToSchema)]
pub struct VersionBody {
    version: i32,
    by: PersonBody,
    at: String,
}

/// The versions, the last one first.
#[derive(Serialize, ToSchema)]
pub struct VersionList {
    versions: Vec<VersionBody>,
}

/// What a round said in one version.
#[derive(Serialize, ToSchema)]
pub struct VersionText {
    version: i32,
    #[schema(value_type = Object)]
    draft: RoundDraft,
}

/// The versions of a round's text.
#[utoipa::path(tag = "workshop", responses((status = 200, body = VersionList), (status = 404, body = ProblemBody)))]
#[get("/staff/rounds/{id}/versions")]
pub async fn list(platform: Data<Platform>, desk: Desk, id: Path<Uuid>) -> Answer<VersionList> {
    let versions = workshop::versions(&platform, &desk.composer, RoundId(*id)).await?;
    let body =
        |one: &workshop::Version| VersionBody { version: one.number, by: (&one.by).into(), at: one.at.to_string() };
    Ok(Json(VersionList { versions: versions.iter().map(body).collect() }))
}

/// What a round said in one version.
#[utoipa::path(tag = "workshop", responses((status = 200, body = VersionText), (status = 404, body = ProblemBody)))]
#[get("/staff/rounds/{id}/versions/{version}")]
pub async fn find(platform: Data<Platform>, desk: Desk, path: Path<(Uuid, i32)>) -> Answer<VersionText> {
    let (id, version) = path.into_inner();
    let draft = workshop::version(&platform, &desk.composer, RoundId(id), version).await?;
    Ok(Json(VersionText { version, draft }))
}

/// The version that stands, as somebody read it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestoreForm {
    current: i32,
}

/// Brings the words of an old version back, as a new version; times, purpose and branches stay.
#[utoipa::path(
    tag = "workshop",
    request_body = RestoreForm,
    responses((status = 200, body = StaffRound), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/versions/{version}/restore")]
pub async fn restore(
    platform: Data<Platform>,
    desk: Desk,
    path: Path<(Uuid, i32)>,
    form: Json<RestoreForm>,
) -> Answer<StaffRound> {
    let (id, version) = (RoundId(path.0), path.1);
    workshop::restore(&platform, &desk.composer, id, version, form.current).await?;
    shown(&platform, &desk.composer, id).await
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list).service(find).service(restore);
}
