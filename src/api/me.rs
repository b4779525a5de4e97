//! What somebody sees of themselves.

use actix_web::get;
use actix_web::web::{Data, Json};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::guard::SignedIn;
use super::problem::{Problem, ProblemBody};
use crate::domain::role::Grant;
use crate::domain::session::Identity;
use crate::service::{Platform, account};

/// A branch by code and name.
#[derive(Serialize, ToSchema)]
pub struct BranchName {
    code: String,
    name: String,
}

impl BranchName {
    /// The branch with this code and name.
    #[must_use]
    pub const fn new(code: String, name: String) -> Self {
        Self { code, name }
    }
}

/// A role, for one branch or (none) for all.
#[derive(Serialize, ToSchema)]
pub struct HeldRole {
    /// `viewer`, `board`, `staff` or `admin`.
    role: &'static str,
    branch: Option<String>,
}

impl From<Grant> for HeldRole {
    fn from(grant: Grant) -> Self {
        Self { role: grant.role.name(), branch: grant.branch }
    }
}

/// Who is signed in.
#[derive(Serialize, ToSchema)]
pub struct Me {
    /// `member` or `account`.
    kind: &'static str,
    first_name: Option<String>,
    name: String,
    branch: Option<BranchName>,
    roles: Vec<HeldRole>,
    /// The only round that this session opens.
    round: Option<Uuid>,
}

/// Who is signed in.
#[utoipa::path(tag = "signed in", responses((status = 200, body = Me), (status = "4XX", body = ProblemBody)))]
#[get("/me")]
pub async fn me(who: SignedIn, platform: Data<Platform>) -> Answer<Me> {
    Ok(Json(me_of(&platform, &who.identity).await?))
}

/// The same, for an answer that carries it along.
pub(super) async fn me_of(platform: &Platform, identity: &Identity) -> Result<Me, Problem> {
    let profile = account::profile(platform, identity).await?;
    let kind = if matches!(identity, Identity::Account { .. }) { "account" } else { "member" };
    let roles = profile.grants.into_iter().map(HeldRole::from);
    Ok(Me {
        kind,
        first_name: profile.first_name,
        name: profile.name,
        branch: profile.branch.map(|(code, name)| BranchName { code, name }),
        roles: roles.collect(),
        round: profile.round.map(|round| round.0),
    })
}

/// Adds this route to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(me);
}
