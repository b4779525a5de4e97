//! The audit trail as JSON and as a file: who did what. Nothing is changed here, and members have no name.

use actix_web::web::{Data, Json, Path, Query};
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::guard::{Desk, Staff};
use super::problem::{Problem, ProblemBody};
use crate::domain::audit::{Chained, Head};
use crate::domain::time::{Day, Timestamp};
use crate::service::audit::{self, Found, Search};
use crate::service::{Code, Platform, Refusal};

/// Who did it, or what it was done to.
#[derive(Serialize, ToSchema)]
pub struct Named {
    /// `account`, `client`, `system`, `round`, `conversation`, `branch` …
    kind: String,
    id: Option<Uuid>,
    /// What to call it; members have none.
    name: Option<String>,
}

/// One act.
#[derive(Serialize, ToSchema)]
pub struct AuditLine {
    number: i64,
    #[schema(value_type = String)]
    at: Timestamp,
    actor: Named,
    act: String,
    object: Named,
    detail: String,
}

/// Lines, the newest first.
#[derive(Serialize, ToSchema)]
pub struct AuditLines {
    lines: Vec<AuditLine>,
    /// Whether there are older ones.
    more: bool,
}

impl From<Found> for AuditLines {
    fn from(found: Found) -> Self {
        let named = |kind: &str, id: Option<Uuid>| Named {
            kind: kind.to_owned(),
            id,
            name: id.and_then(|id| found.names.get(&id).cloned()),
        };
        let line = |Chained { line, .. }: &Chained| AuditLine {
            number: line.number,
            at: line.at,
            actor: named(&line.actor_kind, line.actor),
            act: line.act.clone(),
            object: named(&line.object_kind, line.object),
            detail: line.detail.clone(),
        };
        Self { lines: found.lines.iter().map(line).collect(), more: found.more }
    }
}

/// Somebody who works or worked with the platform.
#[derive(Serialize, ToSchema)]
pub struct Colleague {
    id: Uuid,
    name: String,
}

/// The last line of the trail.
#[derive(Serialize, ToSchema)]
pub struct AuditHead {
    number: i64,
    /// SHA-256, hex.
    hash: String,
    /// Its first 16 characters in groups of 4, for writing down.
    short: String,
}

impl From<Head> for AuditHead {
    fn from(head: Head) -> Self {
        Self { number: head.number, hash: head.hash.to_string(), short: head.hash.short() }
    }
}

/// What can be looked for, and where the trail ends.
#[derive(Serialize, ToSchema)]
pub struct AuditChoices {
    acts: Vec<String>,
    people: Vec<Colleague>,
    head: AuditHead,
}

/// What is looked for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// Name of an act.
    act: Option<String>,
    /// Identifier of who did it.
    person: Option<String>,
    /// Identifier of what it was done to.
    thing: Option<String>,
    /// First day, in the Netherlands.
    from: Option<String>,
    /// Last day, itself included.
    until: Option<String>,
    /// Only lines with a smaller number.
    before: Option<i64>,
}

impl Asked {
    fn search(self) -> Result<Search, Refusal> {
        fn read<T>(field: &str, text: Option<String>, parse: fn(&str) -> Option<T>) -> Result<Option<T>, Refusal> {
            let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
            text.map(|text| parse(&text).ok_or_else(|| Refusal::about(Code::FieldInvalid, field))).transpose()
        }
        let id = |text: &str| Uuid::try_parse(text).ok();
        Ok(Search {
            act: self.act.filter(|act| !act.is_empty()),
            actor: read("person", self.person, id)?,
            object: read("thing", self.thing, id)?,
            from: read("from", self.from, Day::parse)?.map(Day::begins),
            until: read("until", self.until, Day::parse)?.map(|day| day.plus(1).begins()),
            before: self.before,
        })
    }
}

/// A page of the audit trail, the newest line first.
#[utoipa::path(tag = "staff", params(Asked), responses((status = 200, body = AuditLines), (status = "4XX", body = ProblemBody)))]
#[get("/staff/audit")]
pub async fn lines(platform: Data<Platform>, _staff: Staff, asked: Query<Asked>) -> Answer<AuditLines> {
    let search = asked.into_inner().search()?;
    Ok(Json(audit::search(&platform, &search).await?.into()))
}

/// What can be looked for in the audit trail, and its last line.
#[utoipa::path(tag = "staff", responses((status = 200, body = AuditChoices), (status = "4XX", body = ProblemBody)))]
#[get("/staff/audit/choices")]
pub async fn choices(platform: Data<Platform>, _staff: Staff) -> Answer<AuditChoices> {
    let audit::Choices { acts, people, head } = audit::choices(&platform).await?;
    let people = people.into_iter().map(|(id, name)| Colleague { id: id.0, name }).collect();
    Ok(Json(AuditChoices { acts, people, head: head.into() }))
}

/// The whole audit trail as CSV, for `preferendum verify-audit`.
#[utoipa::path(
    tag = "staff",
    responses(
        (status = 200, description = "number,at,actor_kind,actor_id,act,object_kind,object_id,detail,hash", content_type = "text/csv"),
        (status = "4XX", body = ProblemBody)
    )
)]
#[get("/staff/audit.csv")]
pub async fn export(platform: Data<Platform>, _staff: Staff) -> Result<HttpResponse, Problem> {
    let file = audit::export(&platform).await?;
    let name = format!("attachment; filename=\"logboek-{}.csv\"", platform.clock.now().day());
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", name))
        .body(file))
}

/// The last lines about a round or a conversation on this desk.
#[utoipa::path(tag = "staff", responses((status = 200, body = AuditLines), (status = "4XX", body = ProblemBody)))]
#[get("/desk/audit/{kind}/{id}")]
pub async fn about(platform: Data<Platform>, desk: Desk, path: Path<(String, Uuid)>) -> Answer<AuditLines> {
    let (kind, id) = path.into_inner();
    Ok(Json(audit::about(&platform, &desk.composer, &kind, id).await?.into()))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(lines).service(choices).service(export).service(about);
}
