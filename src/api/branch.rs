//! What a branch sees: its name and the rounds. National figures only, for now.

use actix_web::get;
use actix_web::web::{Data, Json};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Answer;
use super::guard::BranchViewer;
use super::me::BranchName;
use super::problem::ProblemBody;
use super::round_view::ListedRound;
use crate::service::{Platform, branch, feedback, result};

/// The viewer's branches and all public rounds.
#[derive(Serialize, ToSchema)]
pub struct BranchRounds {
    branches: Vec<BranchName>,
    rounds: Vec<ListedRound>,
}

/// The viewer's branches, and public rounds: of the whole country and of these branches.
#[utoipa::path(tag = "branch", responses((status = 200, body = BranchRounds), (status = 403, body = ProblemBody)))]
#[get("/branch/rounds")]
pub async fn rounds(platform: Data<Platform>, viewer: BranchViewer) -> Answer<BranchRounds> {
    let branches = branch::named(&platform, &viewer.branches).await?;
    let rounds = result::rounds_for(&platform, &viewer.branches).await?;
    let summaries = feedback::summaries(&platform, &rounds).await?;
    Ok(Json(BranchRounds {
        branches: branches.into_iter().map(|branch| BranchName::new(branch.code, branch.name)).collect(),
        rounds: ListedRound::all(&rounds, &summaries),
    }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(rounds);
}
