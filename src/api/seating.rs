//! Tables at a conversation: planning them, the moderator's phone, and notes.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::guard::Desk;
use super::problem::ProblemBody;
use super::seating_view::{Notes, TableBody, Tables};
use super::{Answer, Empty};
use crate::domain::ids::ConversationId;
use crate::service::{Platform, seating};

/// How many rounds.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlanForm {
    /// 1, or 2: in the second people meet others.
    rounds: u8,
}

/// Splits those who are checked in into tables; in the place of what was planned before.
#[utoipa::path(
    tag = "tables",
    request_body = PlanForm,
    responses((status = 200, body = Tables), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/desk/conversations/{id}/tables")]
pub async fn plan(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, form: Json<PlanForm>) -> Answer<Tables> {
    Ok(Json(seating::plan(&platform, &desk.composer, ConversationId(*id), form.rounds).await?.into()))
}

/// Who sits where.
#[utoipa::path(tag = "tables", responses((status = 200, body = Tables), (status = 404, body = ProblemBody)))]
#[get("/desk/conversations/{id}/tables")]
pub async fn planned(platform: Data<Platform>, desk: Desk, id: Path<Uuid>) -> Answer<Tables> {
    Ok(Json(seating::planned(&platform, &desk.composer, ConversationId(*id)).await?.into()))
}

/// What all moderators wrote down: material for the report.
#[utoipa::path(tag = "tables", responses((status = 200, body = Notes), (status = 404, body = ProblemBody)))]
#[get("/desk/conversations/{id}/notes")]
pub async fn notes(platform: Data<Platform>, desk: Desk, id: Path<Uuid>) -> Answer<Notes> {
    let notes = seating::notes(&platform, &desk.composer, ConversationId(*id)).await?;
    Ok(Json(notes.into()))
}

/// Opens the moderator's page. Changes nothing; that it asks for a POST keeps scanners from seeing names.
#[utoipa::path(
    tag = "tables",
    request_body = Empty,
    responses((status = 200, body = TableBody), (status = 404, body = ProblemBody))
)]
#[post("/table-links/{token}/open")]
pub async fn open(platform: Data<Platform>, token: Path<String>, _: Json<Empty>) -> Answer<TableBody> {
    Ok(Json(seating::at_table(&platform, &token).await?.into()))
}

/// A note to be kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoteForm {
    /// From 1.
    round: i32,
    /// At most 60 characters.
    theme: String,
    /// At most 2000 characters.
    text: String,
}

/// Keeps a note.
#[utoipa::path(
    tag = "tables",
    request_body = NoteForm,
    responses((status = 200, body = TableBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/table-links/{token}/notes")]
pub async fn add_note(platform: Data<Platform>, token: Path<String>, form: Json<NoteForm>) -> Answer<TableBody> {
    let NoteForm { round, theme, text } = form.into_inner();
    Ok(Json(seating::add_note(&platform, &token, round, &theme, &text).await?.into()))
}

/// Removes a note of this table.
#[utoipa::path(
    tag = "tables",
    request_body = Empty,
    responses((status = 200, body = TableBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[post("/table-links/{token}/notes/{note}/remove")]
pub async fn remove_note(platform: Data<Platform>, path: Path<(String, Uuid)>, _: Json<Empty>) -> Answer<TableBody> {
    let (token, note) = path.into_inner();
    Ok(Json(seating::remove_note(&platform, &token, note).await?.into()))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(plan).service(planned).service(notes).service(open).service(add_note).service(remove_note);
}
