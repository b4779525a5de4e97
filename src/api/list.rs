//! The four public lists, from the ballot box and without a cookie: who asks for one does not say who they are.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::web::{Bytes, Data, Json, Path};
use actix_web::{HttpResponse, get};
use futures_util::stream::{StreamExt as _, once};
use serde::Deserialize;
use std::future::ready;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::problem::{Problem, ProblemBody};
use crate::domain::ids::RoundId;
use crate::domain::list::{HEADING, ProvenRun};
use crate::service::Code;
use crate::service::ballot_box::BallotBox;
use crate::store::list::LISTS;

/// Which list of which round.
#[derive(Deserialize)]
pub struct ListPath {
    id: Uuid,
    number: i32,
}

impl ListPath {
    fn checked(&self) -> Result<(RoundId, i32), Code> {
        if LISTS.contains(&self.number) { Ok((RoundId(self.id), self.number)) } else { Err(Code::NotFound) }
    }
}

/// A whole list, sorted by group and line code; the same bytes for everybody and for ever.
#[utoipa::path(
    tag = "ballot box",
    params(("id" = Uuid, Path), ("number" = i32, Path, description = "1 to 4")),
    responses(
        (status = 200, description = "groep;code;antwoord", content_type = "text/csv"),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody)
    )
)]
#[get("/rounds/{id}/lists/{number}")]
pub async fn list(ballot_box: Data<BallotBox>, path: Path<ListPath>) -> Result<HttpResponse, Problem> {
    let (round, statement) = path.checked()?;
    let lines = ballot_box.list_bodies(round, statement).await?;
    let heading = once(ready(Ok(format!("{HEADING}\n"))));
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"stelling-{statement}.csv\"")))
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .streaming(heading.chain(lines).map(|part| part.map(Bytes::from))))
}

/// Which group of which list.
#[derive(Deserialize)]
pub struct GroupPath {
    #[serde(flatten)]
    list: ListPath,
    group: u32,
}

/// The lines of one publication group, with the proof that they stand in the list.
#[utoipa::path(
    tag = "ballot box",
    params(("id" = Uuid, Path), ("number" = i32, Path, description = "1 to 4"), ("group" = u32, Path)),
    responses((status = 200, body = Object), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[get("/rounds/{id}/lists/{number}/groups/{group}")]
pub async fn group(ballot_box: Data<BallotBox>, path: Path<GroupPath>) -> Answer<ProvenRun> {
    let (round, statement) = path.list.checked()?;
    Ok(Json(ballot_box.group_lines(round, statement, path.group).await?))
}

/// Adds these routes to the box's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list).service(group);
}
