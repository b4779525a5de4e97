//! The post of one round at the desk: look at mail, let letters wait, see one's own trial letter, overrule.

use std::sync::Arc;

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::guard::{Admin, Desk, Staff};
use super::limit::Limits;
use super::post_view::PostBody;
use super::problem::ProblemBody;
use super::{Answer, Empty};
use crate::domain::composer::Composer;
use crate::domain::ids::RoundId;
use crate::service::{Platform, post, preflight, preview};

async fn shown(platform: &Arc<Platform>, viewer: &Composer, id: RoundId) -> Answer<PostBody> {
    let seen = post::of(platform, viewer, id).await?;
    let kinds = preview::kinds(platform, viewer, id).await?;
    Ok(Json(PostBody::new(&seen, &kinds, viewer)))
}

/// Whether mail is in order, who would be reached, and how letters fare. Numbers only; mail domains are for staff.
#[utoipa::path(tag = "staff", responses((status = 200, body = PostBody), (status = 404, body = ProblemBody)))]
#[get("/staff/rounds/{id}/post")]
pub async fn find(platform: Data<Platform>, desk: Desk, id: Path<Uuid>) -> Answer<PostBody> {
    shown(&platform, &desk.composer, RoundId(*id)).await
}

/// Looks at mail now.
#[utoipa::path(
    tag = "staff",
    request_body = Empty,
    responses((status = 200, body = PostBody), (status = 404, body = ProblemBody), (status = 429, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/post/check")]
pub async fn check(
    platform: Data<Platform>,
    desk: Desk,
    limits: Data<Limits>,
    id: Path<Uuid>,
    _: Json<Empty>,
) -> Answer<PostBody> {
    limits.preflight(desk.composer.account)?;
    preflight::check(&platform, &desk.composer, RoundId(*id)).await?;
    shown(&platform, &desk.composer, RoundId(*id)).await
}

/// Whether letters wait.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PauseForm {
    paused: bool,
}

/// Lets the letters of a round wait, or go again. Login letters never wait.
#[utoipa::path(
    tag = "staff",
    request_body = PauseForm,
    responses((status = 200, body = PostBody), (status = 404, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/post/pause")]
pub async fn pause(platform: Data<Platform>, staff: Staff, id: Path<Uuid>, form: Json<PauseForm>) -> Answer<PostBody> {
    post::set_paused(&platform, staff.account, RoundId(*id), form.paused).await?;
    shown(&platform, &Composer::staff(staff.account, staff.admin), RoundId(*id)).await
}

/// Sends the invitation as it will look to one's own address.
#[utoipa::path(
    tag = "staff",
    request_body = Empty,
    responses((status = 200, body = PostBody), (status = 409, body = ProblemBody), (status = 429, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/post/trial")]
pub async fn trial(
    platform: Data<Platform>,
    staff: Staff,
    limits: Data<Limits>,
    id: Path<Uuid>,
    _: Json<Empty>,
) -> Answer<PostBody> {
    limits.trial_letter(staff.account)?;
    post::send_trial(&platform, staff.account, RoundId(*id)).await?;
    shown(&platform, &Composer::staff(staff.account, staff.admin), RoundId(*id)).await
}

/// Why a round may open while mail is not in order.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OverruleForm {
    /// At most 500 characters; kept with the round.
    reason: String,
}

/// Lets a round open while mail is not in order.
#[utoipa::path(
    tag = "admin",
    request_body = OverruleForm,
    responses((status = 200, body = PostBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/post/overruling")]
pub async fn overrule(
    platform: Data<Platform>,
    admin: Admin,
    id: Path<Uuid>,
    form: Json<OverruleForm>,
) -> Answer<PostBody> {
    preflight::overrule(&platform, admin.account, RoundId(*id), &form.reason).await?;
    shown(&platform, &Composer::staff(admin.account, true), RoundId(*id)).await
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(find).service(check).service(pause).service(trial).service(overrule);
}
