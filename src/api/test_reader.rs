//! Test readers: the desk's links, and the page behind such a link. No pass is needed there but the link itself.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::address::ClientAddress;
use super::guard::Desk;
use super::limit::Limits;
use super::problem::ProblemBody;
use super::staff_round_view::PersonBody;
use super::{Answer, Empty};
use crate::domain::draft::StatementDraft;
use crate::domain::ids::{RoundId, TestLinkId, TestReadingId};
use crate::domain::test_reading::{TestAnswer, TestReading};
use crate::service::workshop::{ReadLink, Reading};
use crate::service::{Platform, workshop};

/// What was written about one statement.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TestAnswerBody {
    /// What is asked, in the reader's own words; at most 500 characters.
    asked: String,
    /// What is not clear; at most 500 characters.
    unclear: String,
}

/// What one reader wrote.
#[derive(Serialize, ToSchema)]
pub struct TestReadingBody {
    id: Uuid,
    name: Option<String>,
    /// One for each statement.
    answers: Vec<TestAnswerBody>,
}

/// A link at the desk.
#[derive(Serialize, ToSchema)]
pub struct TestLinkBody {
    id: Uuid,
    /// The version that it shows.
    version: i32,
    made_by: PersonBody,
    made_at: String,
    ends_at: String,
    /// Its address; none once it has ended.
    address: Option<String>,
    readings: Vec<TestReadingBody>,
}

/// All links of a round, the last one first.
#[derive(Serialize, ToSchema)]
pub struct TestLinks {
    links: Vec<TestLinkBody>,
}

impl From<Vec<ReadLink>> for TestLinks {
    fn from(links: Vec<ReadLink>) -> Self {
        let answer = |one: TestAnswer| TestAnswerBody { asked: one.asked, unclear: one.unclear };
        let reading = |one: TestReading| TestReadingBody {
            id: one.id.0,
            name: one.name,
            answers: one.answers.into_iter().map(answer).collect(),
        };
        let link = |one: ReadLink| TestLinkBody {
            id: one.link.id.0,
            version: one.link.version,
            made_by: (&one.made_by).into(),
            made_at: one.link.made_at.to_string(),
            ends_at: one.link.ends_at.to_string(),
            address: one.address,
            readings: one.readings.into_iter().map(reading).collect(),
        };
        Self { links: links.into_iter().map(link).collect() }
    }
}

/// The links of a round, and what readers wrote.
#[utoipa::path(tag = "workshop", responses((status = 200, body = TestLinks), (status = 404, body = ProblemBody)))]
#[get("/staff/rounds/{id}/test-links")]
pub async fn list(platform: Data<Platform>, desk: Desk, id: Path<Uuid>) -> Answer<TestLinks> {
    Ok(Json(workshop::readings(&platform, &desk.composer, RoundId(*id)).await?.into()))
}

/// Makes a link to the version that stands now.
#[utoipa::path(
    tag = "workshop",
    request_body = Empty,
    responses((status = 200, body = TestLinks), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/test-links")]
pub async fn make(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, _: Json<Empty>) -> Answer<TestLinks> {
    Ok(Json(workshop::open_link(&platform, &desk.composer, RoundId(*id)).await?.into()))
}

/// Ends a link.
#[utoipa::path(
    tag = "workshop",
    request_body = Empty,
    responses((status = 200, body = TestLinks), (status = 404, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/test-links/{link}/end")]
pub async fn end(platform: Data<Platform>, desk: Desk, path: Path<(Uuid, Uuid)>, _: Json<Empty>) -> Answer<TestLinks> {
    let (id, link) = (RoundId(path.0), TestLinkId(path.1));
    Ok(Json(workshop::end_link(&platform, &desk.composer, id, link).await?.into()))
}

/// Removes what one reader wrote.
#[utoipa::path(
    tag = "workshop",
    request_body = Empty,
    responses((status = 200, body = TestLinks), (status = 404, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/test-readings/{reading}/remove")]
pub async fn remove(
    platform: Data<Platform>,
    desk: Desk,
    path: Path<(Uuid, Uuid)>,
    _: Json<Empty>,
) -> Answer<TestLinks> {
    let (id, reading) = (RoundId(path.0), TestReadingId(path.1));
    Ok(Json(workshop::remove(&platform, &desk.composer, id, reading).await?.into()))
}

/// A statement as members would see it.
#[derive(Serialize, ToSchema)]
pub struct TestStatement {
    number: u8,
    text: String,
    explanation: Option<String>,
    argument_for: Option<String>,
    argument_against: Option<String>,
}

/// A draft as a test reader sees it.
#[derive(Serialize, ToSchema)]
pub struct TestDraft {
    title: String,
    introduction: Option<String>,
    statements: Vec<TestStatement>,
    /// Until when the link works.
    ends_at: String,
}

impl From<Reading> for TestDraft {
    fn from(reading: Reading) -> Self {
        let Reading { draft, ends_at } = reading;
        let statement = |(number, one): (u8, StatementDraft)| TestStatement {
            number,
            text: one.text,
            explanation: one.explanation,
            argument_for: one.argument_for,
            argument_against: one.argument_against,
        };
        Self {
            title: draft.title,
            introduction: draft.introduction,
            statements: (1..).zip(draft.statements).map(statement).collect(),
            ends_at: ends_at.to_string(),
        }
    }
}

/// The draft behind a link. Changes nothing.
#[utoipa::path(tag = "public", responses((status = 200, body = TestDraft), (status = "4XX", body = ProblemBody)))]
#[get("/test-links/{token}")]
pub async fn read(
    platform: Data<Platform>,
    limits: Data<Limits>,
    client: ClientAddress,
    token: Path<String>,
) -> Answer<TestDraft> {
    limits.code(client)?;
    Ok(Json(workshop::read(&platform, &token).await?.into()))
}

/// What a reader sends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TestReadingForm {
    /// Made up by the page; the same one again takes the place of what was sent before.
    id: Uuid,
    /// At most 60 characters.
    name: Option<String>,
    /// One for each statement.
    answers: Vec<TestAnswerBody>,
}

/// Keeps what a reader wrote. For at most ten readers.
#[utoipa::path(
    tag = "public",
    request_body = TestReadingForm,
    responses((status = 200, body = TestDraft), (status = "4XX", body = ProblemBody))
)]
#[post("/test-links/{token}/readings")]
pub async fn send(
    platform: Data<Platform>,
    limits: Data<Limits>,
    client: ClientAddress,
    token: Path<String>,
    form: Json<TestReadingForm>,
) -> Answer<TestDraft> {
    limits.code(client)?;
    let TestReadingForm { id, name, answers } = form.into_inner();
    let answer = |one: TestAnswerBody| TestAnswer { asked: one.asked, unclear: one.unclear };
    let reading = TestReading { id: TestReadingId(id), name, answers: answers.into_iter().map(answer).collect() };
    workshop::send(&platform, &token, reading).await?;
    Ok(Json(workshop::read(&platform, &token).await?.into()))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list).service(make).service(end).service(remove).service(read).service(send);
}
