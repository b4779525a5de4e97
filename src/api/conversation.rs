//! Conversations for members: answering an invitation by its mailed link or signed in, and what everybody may see.

use actix_web::http::header::CONTENT_DISPOSITION;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::conversation_view::{InvitationBody, NeedsForm, PublicConversation};
use super::guard::Member;
use super::problem::{Problem, ProblemBody};
use super::{Answer, Empty};
use crate::domain::ids::{ConversationId, MemberId, RoundId};
use crate::service::{Code, Platform, Refusal, conversation};

async fn shown(platform: &Platform, member: MemberId, id: ConversationId) -> Answer<InvitationBody> {
    let invitation = conversation::invitation(platform, member, id).await?;
    Ok(Json(InvitationBody::new(invitation, &platform.terms.public_url)))
}

/// Yes or no, and with a yes what somebody needs to be able to come.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerForm {
    /// `yes` or `no`.
    answer: String,
    needs: Option<NeedsForm>,
}

async fn answered(
    platform: &Platform,
    member: MemberId,
    id: ConversationId,
    form: AnswerForm,
) -> Answer<InvitationBody> {
    let yes = match form.answer.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Refusal::about(Code::FieldInvalid, "answer").into()),
    };
    conversation::answer(platform, member, id, yes, form.needs.map(Into::into)).await?;
    shown(platform, member, id).await
}

/// Shows the invitation that a mailed link is for. Changes nothing; that it asks for a POST keeps mail scanners from
/// seeing a name.
#[utoipa::path(
    tag = "conversations",
    request_body = Empty,
    responses((status = 200, body = InvitationBody), (status = 404, body = ProblemBody))
)]
#[post("/conversation-links/{token}/open")]
pub async fn open_link(platform: Data<Platform>, token: Path<String>, _: Json<Empty>) -> Answer<InvitationBody> {
    let (member, id) = conversation::of_link(&platform, &token).await?;
    shown(&platform, member, id).await
}

/// Answers the invitation that a mailed link is for.
#[utoipa::path(
    tag = "conversations",
    request_body = AnswerForm,
    responses((status = 200, body = InvitationBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/conversation-links/{token}/answer")]
pub async fn answer_link(
    platform: Data<Platform>,
    token: Path<String>,
    form: Json<AnswerForm>,
) -> Answer<InvitationBody> {
    let (member, id) = conversation::of_link(&platform, &token).await?;
    answered(&platform, member, id, form.into_inner()).await
}

/// The calendar file of who has a seat.
#[utoipa::path(
    tag = "conversations",
    responses((status = 200, description = "RFC 5545", content_type = "text/calendar"), (status = 404, body = ProblemBody))
)]
#[get("/conversation-links/{token}/calendar.ics")]
pub async fn calendar_by_link(platform: Data<Platform>, token: Path<String>) -> Result<HttpResponse, Problem> {
    let (member, id) = conversation::of_link(&platform, &token).await?;
    in_calendar(&platform, member, id).await
}

/// The calendar file of the signed-in member's seat.
#[utoipa::path(
    tag = "conversations",
    responses((status = 200, description = "RFC 5545", content_type = "text/calendar"), (status = 404, body = ProblemBody))
)]
#[get("/conversations/{id}/calendar.ics")]
pub async fn calendar(platform: Data<Platform>, member: Member, id: Path<Uuid>) -> Result<HttpResponse, Problem> {
    in_calendar(&platform, member.member, ConversationId(*id)).await
}

async fn in_calendar(platform: &Platform, member: MemberId, id: ConversationId) -> Result<HttpResponse, Problem> {
    let file = conversation::calendar(platform, member, id).await?;
    Ok(HttpResponse::Ok()
        .content_type("text/calendar; charset=utf-8; method=PUBLISH")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"gesprek.ics\""))
        .body(file))
}

/// A conversation that the member was invited to.
#[derive(Serialize, ToSchema)]
pub struct OwnConversation {
    id: Uuid,
    title: String,
    state: &'static str,
    starts_at: Option<String>,
    /// As in the invitation.
    status: &'static str,
}

/// The conversations that the member was invited to.
#[derive(Serialize, ToSchema)]
pub struct OwnConversations {
    conversations: Vec<OwnConversation>,
}

/// The conversations that the signed-in member was invited to, the one that begins last first.
#[utoipa::path(tag = "conversations", responses((status = 200, body = OwnConversations)))]
#[get("/my-conversations")]
pub async fn own(platform: Data<Platform>, member: Member) -> Answer<OwnConversations> {
    let own = conversation::own(&platform, member.member).await?.into_iter().map(|(known, status)| OwnConversation {
        id: known.id.0,
        title: known.draft.title,
        state: known.state.name(),
        starts_at: known.draft.starts_at.map(|moment| moment.to_string()),
        status: status.name(),
    });
    Ok(Json(OwnConversations { conversations: own.collect() }))
}

/// Shows the signed-in member's invitation.
#[utoipa::path(
    tag = "conversations",
    request_body = Empty,
    responses((status = 200, body = InvitationBody), (status = 404, body = ProblemBody))
)]
#[post("/conversations/{id}/open")]
pub async fn open(platform: Data<Platform>, member: Member, id: Path<Uuid>, _: Json<Empty>) -> Answer<InvitationBody> {
    shown(&platform, member.member, ConversationId(*id)).await
}

/// Answers the signed-in member's invitation.
#[utoipa::path(
    tag = "conversations",
    request_body = AnswerForm,
    responses((status = 200, body = InvitationBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/conversations/{id}/answer")]
pub async fn answer(
    platform: Data<Platform>,
    member: Member,
    id: Path<Uuid>,
    form: Json<AnswerForm>,
) -> Answer<InvitationBody> {
    answered(&platform, member.member, ConversationId(*id), form.into_inner()).await
}

/// A conversation that people were invited to.
#[utoipa::path(tag = "public", responses((status = 200, body = PublicConversation), (status = 404, body = ProblemBody)))]
#[get("/conversations/{id}")]
pub async fn public(platform: Data<Platform>, id: Path<Uuid>) -> Answer<PublicConversation> {
    Ok(Json(conversation::public(&platform, ConversationId(*id)).await?.into()))
}

/// Conversations about a round.
#[derive(Serialize, ToSchema)]
pub struct PublicConversations {
    conversations: Vec<PublicConversation>,
}

/// The conversations about a round that people were invited to, the one that begins first first.
#[utoipa::path(tag = "public", responses((status = 200, body = PublicConversations), (status = 404, body = ProblemBody)))]
#[get("/rounds/{id}/conversations")]
pub async fn of_round(platform: Data<Platform>, id: Path<Uuid>) -> Answer<PublicConversations> {
    let all = conversation::of_round(&platform, RoundId(*id)).await?;
    Ok(Json(PublicConversations { conversations: all.into_iter().map(PublicConversation::from).collect() }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(open_link)
        .service(answer_link)
        .service(calendar_by_link)
        .service(calendar)
        .service(own)
        .service(open)
        .service(answer);
    config.service(public).service(of_round);
}
