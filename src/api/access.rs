//! Who may work with the platform, for admins: the list, inviting, roles, switching off, ending sessions.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::guard::Admin;
use super::problem::ProblemBody;
use super::{Answer, Empty};
use crate::domain::ids::AccountId;
use crate::domain::member::EmailAddress;
use crate::domain::role::{Grant, Held, Role};
use crate::domain::time::{Day, Timestamp};
use crate::service::{Code, Platform, Refusal, access};

/// A role as it is given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RoleForm {
    /// `viewer`, `board`, `staff` or `admin`.
    role: String,
    /// Code of the afdeling, for `viewer` and `board`.
    branch: Option<String>,
    /// Last day on which it counts, in the Netherlands; null for good.
    last_day: Option<String>,
}

impl RoleForm {
    fn read(self) -> Result<Held, Refusal> {
        let role = Role::from_name(&self.role).ok_or_else(|| Refusal::about(Code::FieldInvalid, "role"))?;
        let day = |text: String| Day::parse(&text).ok_or_else(|| Refusal::about(Code::FieldInvalid, "last_day"));
        Ok(Held { grant: Grant { role, branch: self.branch }, last_day: self.last_day.map(day).transpose()? })
    }

    fn read_all(forms: Vec<Self>) -> Result<Vec<Held>, Refusal> {
        // More than there are afdelingen in any party.
        if forms.len() > 1000 {
            return Err(Refusal::about(Code::FieldInvalid, "roles"));
        }
        forms.into_iter().map(Self::read).collect()
    }
}

/// A role as somebody has it.
#[derive(Serialize, ToSchema)]
pub struct RoleHeld {
    role: &'static str,
    branch: Option<String>,
    last_day: Option<String>,
    /// Whether it counts today.
    counts: bool,
}

/// Somebody who works with the platform.
#[derive(Serialize, ToSchema)]
pub struct ColleagueBody {
    id: Uuid,
    email: String,
    name: String,
    roles: Vec<RoleHeld>,
    second_factor: bool,
    disabled: bool,
    /// Until when an invitation waits to be accepted.
    #[schema(value_type = Option<String>)]
    invited_until: Option<Timestamp>,
}

/// Everybody who works with the platform, by address.
#[derive(Serialize, ToSchema)]
pub struct AccessList {
    people: Vec<ColleagueBody>,
}

async fn listed(platform: &Platform) -> Answer<AccessList> {
    let held = |(held, counts): (Held, bool)| RoleHeld {
        role: held.grant.role.name(),
        branch: held.grant.branch,
        last_day: held.last_day.map(|day| day.to_string()),
        counts,
    };
    let person = |one: access::Colleague| ColleagueBody {
        id: one.id.0,
        email: one.email,
        name: one.name,
        roles: one.held.into_iter().map(held).collect(),
        second_factor: one.second_factor,
        disabled: one.disabled,
        invited_until: one.invited_until,
    };
    Ok(Json(AccessList { people: access::list(platform).await?.into_iter().map(person).collect() }))
}

/// Everybody who works with the platform.
#[utoipa::path(tag = "staff", responses((status = 200, body = AccessList), (status = "4XX", body = ProblemBody)))]
#[get("/staff/access")]
pub async fn list(platform: Data<Platform>, _admin: Admin) -> Answer<AccessList> {
    listed(&platform).await
}

/// Who is invited.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InviteForm {
    email: String,
    name: String,
    roles: Vec<RoleForm>,
}

/// Invites somebody by mail; the link works for seven days.
#[utoipa::path(tag = "staff", request_body = InviteForm, responses(
    (status = 200, body = AccessList), (status = "4XX", body = ProblemBody)))]
#[post("/staff/access")]
pub async fn invite(platform: Data<Platform>, admin: Admin, body: Json<InviteForm>) -> Answer<AccessList> {
    let InviteForm { email, name, roles } = body.into_inner();
    let email = EmailAddress::parse(&email).ok_or_else(|| Refusal::about(Code::FieldInvalid, "email"))?;
    access::invite(&platform, admin.account, &email, &name, &RoleForm::read_all(roles)?).await?;
    listed(&platform).await
}

/// What somebody may do from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RolesForm {
    roles: Vec<RoleForm>,
}

/// Gives somebody exactly these roles; their sessions end.
#[utoipa::path(tag = "staff", request_body = RolesForm, responses(
    (status = 200, body = AccessList), (status = "4XX", body = ProblemBody)))]
#[put("/staff/access/{id}/roles")]
pub async fn set_roles(
    platform: Data<Platform>,
    admin: Admin,
    id: Path<Uuid>,
    body: Json<RolesForm>,
) -> Answer<AccessList> {
    let roles = RoleForm::read_all(body.into_inner().roles)?;
    access::set_roles(&platform, admin.account, AccountId(*id), &roles).await?;
    listed(&platform).await
}

/// On or off.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountSwitch {
    on: bool,
}

/// Switches an account off, or on again; its sessions end.
#[utoipa::path(tag = "staff", request_body = AccountSwitch, responses(
    (status = 200, body = AccessList), (status = "4XX", body = ProblemBody)))]
#[post("/staff/access/{id}/switch")]
pub async fn switch(
    platform: Data<Platform>,
    admin: Admin,
    id: Path<Uuid>,
    body: Json<AccountSwitch>,
) -> Answer<AccessList> {
    access::switch(&platform, admin.account, AccountId(*id), body.on).await?;
    listed(&platform).await
}

/// Ends all sessions of somebody.
#[utoipa::path(tag = "staff", request_body = Empty, responses(
    (status = 200, body = AccessList), (status = "4XX", body = ProblemBody)))]
#[post("/staff/access/{id}/sign-out")]
pub async fn sign_out(
    platform: Data<Platform>,
    admin: Admin,
    id: Path<Uuid>,
    _body: Json<Empty>,
) -> Answer<AccessList> {
    access::sign_out(&platform, admin.account, AccountId(*id)).await?;
    listed(&platform).await
}

/// Sends somebody a new invitation; an old second factor and its recovery codes are worth nothing from now on.
#[utoipa::path(tag = "staff", request_body = Empty, responses(
    (status = 200, body = AccessList), (status = "4XX", body = ProblemBody)))]
#[post("/staff/access/{id}/invitation")]
pub async fn renew(platform: Data<Platform>, admin: Admin, id: Path<Uuid>, _body: Json<Empty>) -> Answer<AccessList> {
    access::renew(&platform, admin.account, AccountId(*id)).await?;
    listed(&platform).await
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list).service(invite).service(set_roles).service(switch).service(sign_out).service(renew);
}
