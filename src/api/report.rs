//! After a conversation: the report at the desk, notes of who was there, reactions of members.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::guard::{Desk, Member};
use super::problem::ProblemBody;
use super::{Answer, Empty};
use crate::domain::composer::Composer;
use crate::domain::conversation::{Beside, Contribution};
use crate::domain::ids::{ContributionId, ConversationId};
use crate::service::{Platform, conversation};

/// What a member wrote beside a report; never whose it is.
#[derive(Serialize, ToSchema)]
pub struct ContributionBody {
    id: Uuid,
    text: String,
    /// None while it waits for the desk.
    shown: Option<bool>,
}

impl From<Contribution> for ContributionBody {
    fn from(contribution: Contribution) -> Self {
        Self { id: contribution.id.0, text: contribution.text, shown: contribution.shown }
    }
}

/// A report, as the desk has it.
#[derive(Serialize, ToSchema)]
pub struct DeskReport {
    /// 0 while there is none.
    version: i32,
    text: String,
    changed_at: Option<String>,
    published_at: Option<String>,
    /// Of who had a seat; shown at once.
    notes: Vec<ContributionBody>,
    /// Of members; shown once the desk has read them.
    reactions: Vec<ContributionBody>,
}

async fn shown(platform: &Platform, by: &Composer, id: ConversationId) -> Answer<DeskReport> {
    let (report, beside) = conversation::report(platform, by, id).await?;
    let (notes, reactions): (Vec<_>, Vec<_>) = beside.into_iter().partition(|one| one.beside == Beside::Note);
    Ok(Json(DeskReport {
        version: report.as_ref().map_or(0, |report| report.version),
        changed_at: report.as_ref().map(|report| report.changed_at.to_string()),
        published_at: report.as_ref().and_then(|report| report.published_at).map(|moment| moment.to_string()),
        text: report.map(|report| report.text).unwrap_or_default(),
        notes: notes.into_iter().map(ContributionBody::from).collect(),
        reactions: reactions.into_iter().map(ContributionBody::from).collect(),
    }))
}

/// The report, and what members wrote beside it.
#[utoipa::path(tag = "desk", responses((status = 200, body = DeskReport), (status = 404, body = ProblemBody)))]
#[get("/desk/conversations/{id}/report")]
pub async fn find(platform: Data<Platform>, desk: Desk, id: Path<Uuid>) -> Answer<DeskReport> {
    shown(&platform, &desk.composer, ConversationId(*id)).await
}

/// What takes the place of the version that was read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReportForm {
    /// As the report gave it; 0 when there was none.
    version: i32,
    /// At most 20,000 characters.
    text: String,
}

/// Writes the report, from when the conversation was held.
#[utoipa::path(
    tag = "desk",
    request_body = ReportForm,
    responses((status = 200, body = DeskReport), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[put("/desk/conversations/{id}/report")]
pub async fn write(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, form: Json<ReportForm>) -> Answer<DeskReport> {
    let id = ConversationId(*id);
    conversation::write_report(&platform, &desk.composer, id, form.version, &form.text).await?;
    shown(&platform, &desk.composer, id).await
}

/// Publishes the report. Who had a seat gets a letter.
#[utoipa::path(
    tag = "desk",
    request_body = Empty,
    responses((status = 200, body = DeskReport), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[post("/desk/conversations/{id}/report/publish")]
pub async fn publish(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, _: Json<Empty>) -> Answer<DeskReport> {
    let id = ConversationId(*id);
    conversation::publish_report(&platform, &desk.composer, id).await?;
    shown(&platform, &desk.composer, id).await
}

/// Whether everybody can read a text.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Moderation {
    id: Uuid,
    shown: bool,
}

/// Shows what a member wrote, or hides it.
#[utoipa::path(
    tag = "desk",
    request_body = Moderation,
    responses((status = 200, body = DeskReport), (status = 404, body = ProblemBody))
)]
#[post("/desk/conversations/{id}/contributions")]
pub async fn moderate(
    platform: Data<Platform>,
    desk: Desk,
    id: Path<Uuid>,
    form: Json<Moderation>,
) -> Answer<DeskReport> {
    let id = ConversationId(*id);
    conversation::moderate(&platform, &desk.composer, id, ContributionId(form.id), form.shown).await?;
    shown(&platform, &desk.composer, id).await
}

/// What a member writes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContributionForm {
    /// At most 1000 characters; empty takes it away.
    text: String,
}

/// What a member wrote, and whether it is shown.
#[derive(Serialize, ToSchema)]
pub struct Contributed {
    contribution: Option<ContributionBody>,
}

impl From<Option<Contribution>> for Contributed {
    fn from(written: Option<Contribution>) -> Self {
        Self { contribution: written.map(ContributionBody::from) }
    }
}

/// Adds a note to a report, for 14 days, by the mailed link of who had a seat.
#[utoipa::path(
    tag = "conversations",
    request_body = ContributionForm,
    responses((status = 200, body = Contributed), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/conversation-links/{token}/note")]
pub async fn note_link(
    platform: Data<Platform>,
    token: Path<String>,
    form: Json<ContributionForm>,
) -> Answer<Contributed> {
    let (member, id) = conversation::of_link(&platform, &token).await?;
    Ok(Json(conversation::contribute(&platform, member, id, Beside::Note, &form.text).await?.into()))
}

/// Adds a note to a report, for 14 days, by who had a seat.
#[utoipa::path(
    tag = "conversations",
    request_body = ContributionForm,
    responses((status = 200, body = Contributed), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/conversations/{id}/note")]
pub async fn note(
    platform: Data<Platform>,
    member: Member,
    id: Path<Uuid>,
    form: Json<ContributionForm>,
) -> Answer<Contributed> {
    let id = ConversationId(*id);
    Ok(Json(conversation::contribute(&platform, member.member, id, Beside::Note, &form.text).await?.into()))
}

/// Reacts to a report in writing, where that was switched on, for 30 days. The desk reads it before it is shown.
#[utoipa::path(
    tag = "conversations",
    request_body = ContributionForm,
    responses((status = 200, body = Contributed), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/conversations/{id}/reaction")]
pub async fn reaction(
    platform: Data<Platform>,
    member: Member,
    id: Path<Uuid>,
    form: Json<ContributionForm>,
) -> Answer<Contributed> {
    let id = ConversationId(*id);
    Ok(Json(conversation::contribute(&platform, member.member, id, Beside::Reaction, &form.text).await?.into()))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(find).service(write).service(publish).service(moderate);
    config.service(note_link).service(note).service(reaction);
}
