//! The calendar of the desk: the rhythm of rounds, and what is to be done by when.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post, put};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::calendar_form::{RhythmBody, day};
use super::calendar_view::{CalendarBody, RoundTasks};
use super::guard::{Desk, Staff};
use super::problem::ProblemBody;
use super::{Answer, Empty};
use crate::domain::composer::Composer;
use crate::domain::ids::{CadenceId, RoundId};
use crate::service::{Platform, calendar};

async fn shown(platform: &Platform, by: &Composer) -> Answer<CalendarBody> {
    let seen = calendar::calendar(platform, by).await?;
    Ok(Json(CalendarBody::new(&seen, platform.clock.now())))
}

async fn shown_to(platform: &Platform, staff: Staff) -> Answer<CalendarBody> {
    shown(platform, &Composer::staff(staff.account, staff.admin)).await
}

/// The rounds of the year with what is to be done for each: all for staff, those of its branches for a board.
#[utoipa::path(tag = "staff", responses((status = 200, body = CalendarBody)))]
#[get("/staff/calendar")]
pub async fn year(platform: Data<Platform>, desk: Desk) -> Answer<CalendarBody> {
    shown(&platform, &desk.composer).await
}

/// What is to be done for one round, and where members would be asked too much with it.
#[utoipa::path(tag = "staff", responses((status = 200, body = RoundTasks), (status = 404, body = ProblemBody)))]
#[get("/staff/rounds/{id}/tasks")]
pub async fn of_round(platform: Data<Platform>, desk: Desk, id: Path<Uuid>) -> Answer<RoundTasks> {
    let (slot, crowded) = calendar::of_round(&platform, &desk.composer, RoundId(*id)).await?;
    Ok(Json(RoundTasks::new(&slot, &crowded, platform.terms.limits, platform.clock.now())))
}

/// Sets the rhythm from the day of its first round on, in the place of any other.
#[utoipa::path(
    tag = "staff",
    request_body = RhythmBody,
    responses((status = 200, body = CalendarBody), (status = 422, body = ProblemBody))
)]
#[put("/staff/calendar/rhythm")]
pub async fn set(platform: Data<Platform>, staff: Staff, form: Json<RhythmBody>) -> Answer<CalendarBody> {
    calendar::set(&platform, staff.account, &form.into_inner().try_into()?).await?;
    shown_to(&platform, staff).await
}

/// From when the rhythm stops.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StopForm {
    /// No round of the rhythm opens on this day or later. `2027-07-01`
    from: String,
}

/// Stops the rhythm. Rounds that were made stay, when somebody wrote in them.
#[utoipa::path(
    tag = "staff",
    request_body = StopForm,
    responses((status = 200, body = CalendarBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/calendar/rhythm/stop")]
pub async fn stop(platform: Data<Platform>, staff: Staff, form: Json<StopForm>) -> Answer<CalendarBody> {
    calendar::stop(&platform, staff.account, day(&form.from, "from")?).await?;
    shown_to(&platform, staff).await
}

/// Why a round is skipped; colleagues read it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SkipForm {
    /// At most 300 characters.
    reason: String,
}

/// Skips a round of the rhythm; the others stay where they are.
#[utoipa::path(
    tag = "staff",
    request_body = SkipForm,
    responses((status = 200, body = CalendarBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/calendar/rhythms/{id}/{number}/skip")]
pub async fn skip(
    platform: Data<Platform>,
    staff: Staff,
    place: Path<(Uuid, i32)>,
    form: Json<SkipForm>,
) -> Answer<CalendarBody> {
    calendar::skip(&platform, staff.account, (CadenceId(place.0), place.1), &form.reason).await?;
    shown_to(&platform, staff).await
}

/// Takes a round up again that was skipped.
#[utoipa::path(
    tag = "staff",
    request_body = Empty,
    responses((status = 200, body = CalendarBody), (status = 409, body = ProblemBody))
)]
#[post("/staff/calendar/rhythms/{id}/{number}/restore")]
pub async fn restore(
    platform: Data<Platform>,
    staff: Staff,
    place: Path<(Uuid, i32)>,
    _: Json<Empty>,
) -> Answer<CalendarBody> {
    calendar::restore(&platform, staff.account, (CadenceId(place.0), place.1)).await?;
    shown_to(&platform, staff).await
}

/// Where a round is moved to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveForm {
    /// `2027-01-05`
    day: String,
}

/// Moves a round of the rhythm to another day; the others stay where they are.
#[utoipa::path(
    tag = "staff",
    request_body = MoveForm,
    responses((status = 200, body = CalendarBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/calendar/rhythms/{id}/{number}/move")]
pub async fn move_to(
    platform: Data<Platform>,
    staff: Staff,
    place: Path<(Uuid, i32)>,
    form: Json<MoveForm>,
) -> Answer<CalendarBody> {
    calendar::move_to(&platform, staff.account, (CadenceId(place.0), place.1), day(&form.day, "day")?).await?;
    shown_to(&platform, staff).await
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(year).service(of_round).service(set).service(stop).service(skip).service(restore).service(move_to);
}
