//! Taking a round back: an admin asks, somebody else confirms.

use actix_web::web::{Data, Json, Path};
use actix_web::{delete, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::guard::{Admin, Staff};
use super::problem::ProblemBody;
use super::staff_round::shown;
use super::staff_round_view::StaffRound;
use super::{Answer, Empty};
use crate::domain::composer::Composer;
use crate::domain::ids::RoundId;
use crate::service::ballot_box::BoxLink;
use crate::service::{Platform, round};

/// Why a round is taken back; members read it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WithdrawalForm {
    /// At most 1000 characters.
    reason: String,
}

/// Asks to take a round back.
#[utoipa::path(
    tag = "admin",
    request_body = WithdrawalForm,
    responses((status = 200, body = StaffRound), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/withdrawal")]
pub async fn propose_withdrawal(
    platform: Data<Platform>,
    admin: Admin,
    id: Path<Uuid>,
    form: Json<WithdrawalForm>,
) -> Answer<StaffRound> {
    let id = RoundId(*id);
    round::propose_withdrawal(&platform, admin.account, id, &form.reason).await?;
    shown(&platform, &Composer::staff(admin.account, true), id).await
}

/// Confirms what an admin asked. Not for who asked.
#[utoipa::path(
    tag = "staff",
    request_body = Empty,
    responses((status = 200, body = StaffRound), (status = 409, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/withdrawal/confirm")]
pub async fn confirm_withdrawal(
    platform: Data<Platform>,
    ballot_box: Data<dyn BoxLink>,
    staff: Staff,
    id: Path<Uuid>,
    _: Json<Empty>,
) -> Answer<StaffRound> {
    let id = RoundId(*id);
    round::confirm_withdrawal(&platform, ballot_box.as_ref(), staff.account, id).await?;
    shown(&platform, &Composer::staff(staff.account, staff.admin), id).await
}

/// Takes the request back.
#[utoipa::path(tag = "admin", responses((status = 200, body = StaffRound), (status = 409, body = ProblemBody)))]
#[delete("/staff/rounds/{id}/withdrawal")]
pub async fn drop_withdrawal(platform: Data<Platform>, admin: Admin, id: Path<Uuid>) -> Answer<StaffRound> {
    let id = RoundId(*id);
    round::drop_withdrawal(&platform, admin.account, id).await?;
    shown(&platform, &Composer::staff(admin.account, true), id).await
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(propose_withdrawal).service(confirm_withdrawal).service(drop_withdrawal);
}
