//! What a branch sees: its name, the rounds, and how many of its members would talk further.

use actix_web::get;
use actix_web::web::{Data, Json, Path};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::guard::BranchViewer;
use super::me::BranchName;
use super::problem::ProblemBody;
use super::round_view::ListedRound;
use crate::domain::ids::RoundId;
use crate::service::{Platform, branch, feedback, interest, result};

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

/// How many members would talk further about a statement.
#[derive(Serialize, ToSchema)]
pub struct StatementInterest {
    number: u8,
    members: Option<i64>,
}

/// The same for each statement, of afdelingen that are counted together.
#[derive(Serialize, ToSchema)]
pub struct GroupInterest {
    group: u32,
    name: String,
    statements: Vec<StatementInterest>,
}

/// The publication groups of the viewer's branches.
#[derive(Serialize, ToSchema)]
pub struct BranchInterest {
    groups: Vec<GroupInterest>,
}

/// How many members would talk further, in the publication groups of the viewer's branches; null below ten.
#[utoipa::path(
    tag = "branch",
    responses(
        (status = 200, body = BranchInterest),
        (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody)
    )
)]
#[get("/branch/rounds/{id}/interest")]
pub async fn round_interest(platform: Data<Platform>, viewer: BranchViewer, id: Path<Uuid>) -> Answer<BranchInterest> {
    let groups = interest::of_branches(&platform, RoundId(*id), &viewer.branches).await?;
    let statement = |(number, members)| StatementInterest { number, members };
    let group = |one: interest::GroupInterest| GroupInterest {
        group: one.group.id,
        name: one.group.name,
        statements: one.statements.into_iter().map(statement).collect(),
    };
    Ok(Json(BranchInterest { groups: groups.into_iter().map(group).collect() }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(rounds).service(round_interest);
}
