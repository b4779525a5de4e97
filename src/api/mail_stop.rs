//! Addresses from which letters came back: who gets no more, and letting them.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::guard::Staff;
use super::problem::ProblemBody;
use super::{Answer, Empty};
use crate::domain::ids::MemberId;
use crate::service::bounce::StoppedMember;
use crate::service::{Platform, bounce};

/// A member whose mail has stopped.
#[derive(Serialize, ToSchema)]
pub struct MailStopBody {
    /// Internal id.
    member: Uuid,
    number: String,
    name: String,
    /// `hard`: nobody there. `soft`: came back on three days or more.
    class: &'static str,
    /// The last day on which a letter came back.
    day: String,
}

impl From<StoppedMember> for MailStopBody {
    fn from(stopped: StoppedMember) -> Self {
        let StoppedMember { id, number, name, stop } = stopped;
        Self { member: id.0, number, name, class: stop.class.name(), day: stop.day.to_string() }
    }
}

/// Members whose mail has stopped, by name.
#[derive(Serialize, ToSchema)]
pub struct MailStops {
    members: Vec<MailStopBody>,
}

async fn shown(platform: &Platform) -> Answer<MailStops> {
    let stopped = bounce::stopped(platform).await?;
    Ok(Json(MailStops { members: stopped.into_iter().map(MailStopBody::from).collect() }))
}

/// Members whose mail has stopped at the address that they have now. Login letters still go.
#[utoipa::path(tag = "staff", responses((status = 200, body = MailStops)))]
#[get("/staff/mail-stops")]
pub async fn list(platform: Data<Platform>, _staff: Staff) -> Answer<MailStops> {
    shown(&platform).await
}

/// Lets mail to a member go again.
#[utoipa::path(
    tag = "staff",
    request_body = Empty,
    responses((status = 200, body = MailStops), (status = 404, body = ProblemBody))
)]
#[post("/staff/mail-stops/{id}/lift")]
pub async fn lift(platform: Data<Platform>, staff: Staff, id: Path<Uuid>, _: Json<Empty>) -> Answer<MailStops> {
    bounce::lift(&platform, staff.account, MemberId(*id)).await?;
    shown(&platform).await
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list).service(lift);
}
