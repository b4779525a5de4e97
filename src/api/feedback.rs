//! Terugkoppeling: what everybody may read of it, and adding to it, for staff and for boards of branches.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::feedback_view::Feedback;
use super::guard::{Board, Desk};
use super::packing::Packer;
use super::problem::{Problem, ProblemBody};
use crate::domain::feedback::{Author, Link, Said, Step};
use crate::domain::ids::RoundId;
use crate::domain::time::Day;
use crate::service::feedback::{self, Voice};
use crate::service::{Code, Platform, Refusal};

/// What was done with each statement of a published round.
#[utoipa::path(
    tag = "public",
    responses((status = 200, body = Feedback), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[get("/rounds/{id}/feedback")]
pub async fn of_round(
    platform: Data<Platform>,
    packer: Data<Packer>,
    request: HttpRequest,
    id: Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    packer.json(&request, &shown(&platform, RoundId(*id), Voice::Round).await?)
}

/// What one branch says for itself about a published round. Nothing was promised, so nothing is late.
#[utoipa::path(
    tag = "public",
    responses((status = 200, body = Feedback), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[get("/branches/{code}/rounds/{id}/feedback")]
pub async fn of_branch(
    platform: Data<Platform>,
    packer: Data<Packer>,
    request: HttpRequest,
    path: Path<(String, Uuid)>,
) -> Result<HttpResponse, Problem> {
    let (code, id) = path.into_inner();
    packer.json(&request, &shown(&platform, RoundId(id), Voice::Branch(&code)).await?)
}

async fn shown(platform: &Platform, id: RoundId, voice: Voice<'_>) -> Result<Feedback, Refusal> {
    Ok(feedback::tracks(platform, id, voice).await?.as_slice().into())
}

/// Where more can be read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkForm {
    /// At most 120 characters.
    label: Option<String>,
    /// `https://…`, at most 500 characters.
    url: String,
}

/// One step, to be added after those that were read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntryForm {
    /// How many entries of this statement the author read.
    seen: usize,
    /// `discussed`, `adopted`, `partly`, `rejected`, `done` or `postponed`.
    kind: String,
    /// Who talked about it, at most 120 characters; for `discussed`.
    body: Option<String>,
    /// When it was talked about, or the day that is promised now: `2027-01-15`; for `discussed` and `postponed`.
    day: Option<String>,
    /// The reason, or what was done: at most 1000 characters, needed for everything but `discussed`.
    #[serde(default)]
    text: String,
    /// At most five.
    #[serde(default)]
    links: Vec<LinkForm>,
}

impl EntryForm {
    fn said(self) -> Result<Said, Refusal> {
        let invalid = |field: &str| Refusal::about(Code::FieldInvalid, field);
        let day = self.day.map(|text| Day::parse(&text).ok_or_else(|| invalid("day"))).transpose()?;
        let lacking = match (self.kind.as_str(), &self.body, day) {
            ("discussed", None, _) => "body",
            ("discussed" | "postponed", _, None) => "day",
            _ => "kind",
        };
        let step = Step::from_parts(&self.kind, self.body, day).ok_or_else(|| invalid(lacking))?;
        let link = |form: LinkForm| Link { label: form.label, url: form.url };
        Ok(Said { step, text: self.text, links: self.links.into_iter().map(link).collect() })
    }
}

/// Adds to the answer that was promised to everybody; a board only for a round of its own. Who took part gets a letter.
#[utoipa::path(
    tag = "staff",
    request_body = EntryForm,
    responses((status = 200, body = Feedback), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/statements/{number}/feedback")]
pub async fn answer(
    platform: Data<Platform>,
    desk: Desk,
    path: Path<(Uuid, u8)>,
    form: Json<EntryForm>,
) -> Answer<Feedback> {
    let (id, number) = (RoundId(path.0), path.1);
    let form = form.into_inner();
    feedback::answer(&platform, &desk.composer, (id, number), form.seen, form.said()?).await?;
    Ok(Json(shown(&platform, id, Voice::Round).await?))
}

/// Adds to what a branch says for itself.
#[utoipa::path(
    tag = "branch",
    request_body = EntryForm,
    responses((status = 200, body = Feedback), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/branches/{code}/rounds/{id}/statements/{number}/feedback")]
pub async fn answer_of_branch(
    platform: Data<Platform>,
    board: Board,
    path: Path<(String, Uuid, u8)>,
    form: Json<EntryForm>,
) -> Answer<Feedback> {
    let (code, id, number) = path.into_inner();
    let (id, form) = (RoundId(id), form.into_inner());
    let voice = Voice::Branch(board.acts_for(&code)?);
    feedback::append(&platform, (board.account, Author::Board), (id, number), voice, form.seen, form.said()?).await?;
    Ok(Json(shown(&platform, id, voice).await?))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(of_round).service(of_branch).service(answer).service(answer_of_branch);
}
