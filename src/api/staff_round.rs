//! What is done at the desk with rounds: compose, approve, schedule, follow. Staff see all, a board those of its branches.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::feedback_view::FeedbackSummary;
use super::guard::{Desk, Staff};
use super::problem::{Problem, ProblemBody};
use super::round_form::RoundForm;
use super::round_view::RoundSummary;
use super::staff_round_view::{PersonBody, StaffRound};
use super::{Answer, Empty};
use crate::domain::composer::Composer;
use crate::domain::ids::RoundId;
use crate::domain::letter::LetterStatus;
use crate::service::outbox::ListedLetter;
use crate::service::round::Listed;
use crate::service::{Code, Platform, Refusal, outbox, round};

/// A round in the staff's list.
#[derive(Serialize, ToSchema)]
pub struct StaffSummary {
    #[serde(flatten)]
    summary: RoundSummary,
    author: PersonBody,
    /// Of a published round.
    feedback: Option<FeedbackSummary>,
}

/// All rounds, the one that opens last first.
#[derive(Serialize, ToSchema)]
pub struct StaffList {
    rounds: Vec<StaffSummary>,
}

pub(super) async fn shown(platform: &Arc<Platform>, viewer: &Composer, id: RoundId) -> Answer<StaffRound> {
    Ok(Json(StaffRound::new(&round::on_desk(platform, viewer, id).await?, viewer)))
}

/// The rounds on this desk: all for staff, those of its branches for a board.
#[utoipa::path(tag = "staff", responses((status = 200, body = StaffList)))]
#[get("/staff/rounds")]
pub async fn list(platform: Data<Platform>, desk: Desk) -> Answer<StaffList> {
    let rounds = round::all(&platform, &desk.composer).await?;
    let summary = |listed: &Listed| StaffSummary {
        summary: (&listed.round).into(),
        author: (&listed.author).into(),
        feedback: listed.feedback.map(FeedbackSummary::from),
    };
    Ok(Json(StaffList { rounds: rounds.iter().map(summary).collect() }))
}

/// Begins a round.
#[utoipa::path(
    tag = "staff",
    request_body = RoundForm,
    responses((status = 201, body = StaffRound), (status = 422, body = ProblemBody))
)]
#[post("/staff/rounds")]
pub async fn create(platform: Data<Platform>, desk: Desk, form: Json<RoundForm>) -> Result<HttpResponse, Problem> {
    let made = round::create(&platform, desk.composer.clone(), form.into_inner().try_into()?).await?;
    let body = shown(&platform, &desk.composer, made.id).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(body))
}

/// One round.
#[utoipa::path(tag = "staff", responses((status = 200, body = StaffRound), (status = 404, body = ProblemBody)))]
#[get("/staff/rounds/{id}")]
pub async fn find(platform: Data<Platform>, desk: Desk, id: Path<Uuid>) -> Answer<StaffRound> {
    shown(&platform, &desk.composer, RoundId(*id)).await
}

/// The version that somebody read.
#[derive(Deserialize, ToSchema, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// As the round gave it.
    version: i32,
}

/// Replaces the draft that has this version; an approved round is a draft again.
#[utoipa::path(
    tag = "staff",
    params(Version),
    request_body = RoundForm,
    responses((status = 200, body = StaffRound), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[put("/staff/rounds/{id}")]
pub async fn edit(
    platform: Data<Platform>,
    desk: Desk,
    id: Path<Uuid>,
    read: Query<Version>,
    form: Json<RoundForm>,
) -> Answer<StaffRound> {
    let id = RoundId(*id);
    round::edit(&platform, desk.composer.clone(), id, read.version, form.into_inner().try_into()?).await?;
    shown(&platform, &desk.composer, id).await
}

/// Approves exactly this version. Not for who wrote it.
#[utoipa::path(
    tag = "staff",
    request_body = Version,
    responses((status = 200, body = StaffRound), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/approve")]
pub async fn approve(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, read: Json<Version>) -> Answer<StaffRound> {
    let id = RoundId(*id);
    round::approve(&platform, desk.composer.clone(), id, read.version).await?;
    shown(&platform, &desk.composer, id).await
}

/// Hands an approved round to the clock.
#[utoipa::path(
    tag = "staff",
    request_body = Empty,
    responses((status = 200, body = StaffRound), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/schedule")]
pub async fn schedule(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, _: Json<Empty>) -> Answer<StaffRound> {
    let id = RoundId(*id);
    round::schedule(&platform, desk.composer.clone(), id).await?;
    shown(&platform, &desk.composer, id).await
}

/// Takes a scheduled round back to draft.
#[utoipa::path(
    tag = "staff",
    request_body = Empty,
    responses((status = 200, body = StaffRound), (status = 409, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/unschedule")]
pub async fn unschedule(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, _: Json<Empty>) -> Answer<StaffRound> {
    let id = RoundId(*id);
    round::unschedule(&platform, desk.composer.clone(), id).await?;
    shown(&platform, &desk.composer, id).await
}

/// Which letters to list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct LetterQuery {
    /// `queued`, `sending`, `sent`, `failed`, `unknown` or `skipped`.
    status: String,
    /// From 0; 50 letters each.
    #[serde(default)]
    page: u32,
}

/// A letter; its receiver by internal id only.
#[derive(Serialize, ToSchema)]
pub struct LetterRow {
    kind: String,
    recipient: Uuid,
    status: String,
    error: Option<String>,
}

/// Letters of a round.
#[derive(Serialize, ToSchema)]
pub struct LetterRows {
    rows: Vec<LetterRow>,
    /// All with this status, on every page.
    total: u64,
}

/// Letters of a round with one status.
#[utoipa::path(tag = "staff", params(LetterQuery), responses((status = 200, body = LetterRows), (status = 422, body = ProblemBody)))]
#[get("/staff/rounds/{id}/mail")]
pub async fn mail(
    platform: Data<Platform>,
    _staff: Staff,
    id: Path<Uuid>,
    query: Query<LetterQuery>,
) -> Answer<LetterRows> {
    let status = LetterStatus::from_name(&query.status).ok_or_else(|| Refusal::about(Code::FieldInvalid, "status"))?;
    let (rows, total) = outbox::list(&platform, RoundId(*id), status, query.page.into()).await?;
    let row = |row: ListedLetter| LetterRow {
        kind: row.kind,
        recipient: row.recipient_id,
        status: row.status,
        error: row.error,
    };
    Ok(Json(LetterRows { rows: rows.into_iter().map(row).collect(), total }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(list)
        .service(create)
        .service(find)
        .service(edit)
        .service(approve)
        .service(schedule)
        .service(unschedule)
        .service(mail);
}
