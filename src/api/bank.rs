//! The statement bank, and the branches that a round can be for: what the desk looks things up in.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::guard::{Desk, Staff};
use super::problem::ProblemBody;
use crate::domain::ids::RoundId;
use crate::service::bank::{self, Banked, Earlier, Outcome};
use crate::service::branch::{self, AtDesk};
use crate::service::{Code, Platform, Refusal};

/// A published result in short.
#[derive(Serialize, ToSchema)]
pub struct OutcomeBody {
    /// Ballots.
    n: i64,
    /// Whole percentage (helemaal) mee eens; null when nobody had an opinion.
    agree: Option<i64>,
    /// Whole percentage (helemaal) mee oneens; null when nobody had an opinion.
    disagree: Option<i64>,
}

impl From<Outcome> for OutcomeBody {
    fn from(Outcome { n, agree_disagree }: Outcome) -> Self {
        Self {
            n,
            agree: agree_disagree.map(|(agree, _)| agree),
            disagree: agree_disagree.map(|(_, disagree)| disagree),
        }
    }
}

/// Where a statement was put before.
#[derive(Serialize, ToSchema)]
pub struct EarlierBody {
    /// Number of the statement in this round.
    statement: u8,
    /// The earlier round.
    round: Uuid,
    title: String,
    /// Number of the statement in that round.
    number: u8,
    published_at: String,
    outcome: OutcomeBody,
}

impl From<&Earlier> for EarlierBody {
    fn from(earlier: &Earlier) -> Self {
        Self {
            statement: earlier.statement,
            round: earlier.round.0,
            title: earlier.title.clone(),
            number: earlier.number,
            published_at: earlier.published_at.to_string(),
            outcome: earlier.outcome.into(),
        }
    }
}

/// A statement of an earlier round.
#[derive(Serialize, ToSchema)]
pub struct BankedBody {
    round: Uuid,
    title: String,
    published_at: Option<String>,
    number: u8,
    text: String,
    explanation: Option<String>,
    argument_for: Option<String>,
    argument_against: Option<String>,
    tags: Vec<String>,
    outcome: Option<OutcomeBody>,
}

impl From<Banked> for BankedBody {
    fn from(banked: Banked) -> Self {
        let statement = banked.statement;
        Self {
            round: banked.round.0,
            title: banked.title,
            published_at: banked.published_at.map(|moment| moment.to_string()),
            number: banked.number,
            text: statement.text,
            explanation: statement.explanation,
            argument_for: statement.argument_for,
            argument_against: statement.argument_against,
            tags: banked.tags,
            outcome: banked.outcome.map(OutcomeBody::from),
        }
    }
}

/// Statements of earlier rounds, the latest round first, at most 40.
#[derive(Serialize, ToSchema)]
pub struct Bank {
    statements: Vec<BankedBody>,
}

/// What to look for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct BankQuery {
    /// All of these words must stand in text, explanation, title of the round or tags; at most 200 characters.
    #[serde(default)]
    words: String,
}

/// Statements of public rounds, to be used again.
#[utoipa::path(tag = "staff", params(BankQuery), responses((status = 200, body = Bank), (status = 422, body = ProblemBody)))]
#[get("/staff/statements")]
pub async fn statements(platform: Data<Platform>, _desk: Desk, query: Query<BankQuery>) -> Answer<Bank> {
    if query.words.chars().count() > 200 {
        return Err(Refusal::about(Code::FieldInvalid, "words").into());
    }
    let found = bank::search(&platform, &query.words).await?;
    Ok(Json(Bank { statements: found.into_iter().map(BankedBody::from).collect() }))
}

/// Words under which a statement is found.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tags {
    /// At most ten, of at most 40 characters each.
    tags: Vec<String>,
}

/// Puts tags in the place of those that the statement had.
#[utoipa::path(
    tag = "staff",
    request_body = Tags,
    responses((status = 200, body = Tags), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[put("/staff/rounds/{id}/statements/{number}/tags")]
pub async fn tag(platform: Data<Platform>, staff: Staff, path: Path<(Uuid, u8)>, form: Json<Tags>) -> Answer<Tags> {
    let place = (RoundId(path.0), path.1);
    Ok(Json(Tags { tags: bank::set_tags(&platform, staff.account, place, &form.tags).await? }))
}

/// A branch that a round can be for.
#[derive(Serialize, ToSchema)]
pub struct DeskBranch {
    code: String,
    name: String,
    region: String,
    /// Members now.
    members: i64,
    /// Whether its board may compose rounds.
    composing: bool,
}

/// Branches, by name.
#[derive(Serialize, ToSchema)]
pub struct DeskBranches {
    branches: Vec<DeskBranch>,
    /// Fewest members that a round for some branches must have.
    minimum: i64,
}

/// The branches that this person can compose a round for: all for staff, its own for a board.
#[utoipa::path(tag = "staff", responses((status = 200, body = DeskBranches)))]
#[get("/staff/branches")]
pub async fn branches(platform: Data<Platform>, desk: Desk) -> Answer<DeskBranches> {
    let listed = |AtDesk { branch, members, composing }: AtDesk| DeskBranch {
        code: branch.code,
        name: branch.name,
        region: branch.region,
        members,
        composing,
    };
    let all = branch::at_desk(&platform, &desk.composer).await?;
    Ok(Json(DeskBranches { branches: all.into_iter().map(listed).collect(), minimum: platform.terms.area_minimum }))
}

/// On or off.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Composing {
    on: bool,
}

/// Lets the board of a branch compose rounds for its own members, or stops that.
#[utoipa::path(
    tag = "staff",
    request_body = Composing,
    responses((status = 200, body = Composing), (status = 404, body = ProblemBody))
)]
#[post("/staff/branches/{code}/composing")]
pub async fn set_composing(
    platform: Data<Platform>,
    staff: Staff,
    code: Path<String>,
    form: Json<Composing>,
) -> Answer<Composing> {
    branch::set_composing(&platform, staff.account, &code, form.on).await?;
    Ok(Json(Composing { on: form.on }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(statements).service(tag).service(branches).service(set_composing);
}
