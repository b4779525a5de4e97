//! Conversations at the desk: plan, count, invite, change, call off, and the door. Staff for anybody, a board within its
//! own branches; what lies outside does not exist.

use actix_web::http::StatusCode;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::conversation_form::ConversationForm;
use super::desk_conversation_view::{AudienceCount, DeskConversation, DeskSummary, PersonAtDoor};
use super::guard::Desk;
use super::problem::{Problem, ProblemBody};
use super::{Answer, Empty};
use crate::domain::composer::Composer;
use crate::domain::ids::{ConversationId, SeatId};
use crate::domain::time::Timestamp;
use crate::service::conversation::{self, CheckIn, Key};
use crate::service::{Code, Platform, Refusal};

/// The conversations on this desk.
#[derive(Serialize, ToSchema)]
pub struct DeskList {
    conversations: Vec<DeskSummary>,
}

async fn shown(platform: &Platform, by: &Composer, id: ConversationId) -> Answer<DeskConversation> {
    Ok(Json(conversation::on_desk(platform, by, id).await?.into()))
}

/// The conversations on this desk, the one that begins last first.
#[utoipa::path(tag = "desk", responses((status = 200, body = DeskList)))]
#[get("/desk/conversations")]
pub async fn list(platform: Data<Platform>, desk: Desk) -> Answer<DeskList> {
    let all = conversation::all(&platform, &desk.composer).await?;
    Ok(Json(DeskList { conversations: all.into_iter().map(DeskSummary::from).collect() }))
}

/// A conversation to begin with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewConversation {
    draft: ConversationForm,
}

/// Begins a conversation.
#[utoipa::path(
    tag = "desk",
    request_body = NewConversation,
    responses((status = 201, body = DeskConversation), (status = 403, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/desk/conversations")]
pub async fn create(
    platform: Data<Platform>,
    desk: Desk,
    form: Json<NewConversation>,
) -> Result<HttpResponse, Problem> {
    let draft = form.into_inner().draft.try_into()?;
    let id = conversation::create(&platform, &desk.composer, draft).await?;
    let body = shown(&platform, &desk.composer, id).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(body))
}

/// One conversation.
#[utoipa::path(tag = "desk", responses((status = 200, body = DeskConversation), (status = 404, body = ProblemBody)))]
#[get("/desk/conversations/{id}")]
pub async fn find(platform: Data<Platform>, desk: Desk, id: Path<Uuid>) -> Answer<DeskConversation> {
    shown(&platform, &desk.composer, ConversationId(*id)).await
}

/// What takes the place of the version that was read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConversationChange {
    /// As the conversation gave it.
    version: i32,
    draft: ConversationForm,
}

/// Replaces what was written. After inviting: title, purpose, place, link, times, seats and moderators only; who comes or
/// waits hears of another time or place.
#[utoipa::path(
    tag = "desk",
    request_body = ConversationChange,
    responses((status = 200, body = DeskConversation), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[put("/desk/conversations/{id}")]
pub async fn edit(
    platform: Data<Platform>,
    desk: Desk,
    id: Path<Uuid>,
    form: Json<ConversationChange>,
) -> Answer<DeskConversation> {
    let (id, form) = (ConversationId(*id), form.into_inner());
    conversation::edit(&platform, &desk.composer, id, form.version, form.draft.try_into()?).await?;
    shown(&platform, &desk.composer, id).await
}

/// Counts who would be invited now; exactly so many are, if nothing changes.
#[utoipa::path(
    tag = "desk",
    request_body = Empty,
    responses((status = 200, body = AudienceCount), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[post("/desk/conversations/{id}/audience")]
pub async fn audience(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, _: Json<Empty>) -> Answer<AudienceCount> {
    Ok(Json(conversation::count(&platform, &desk.composer, ConversationId(*id)).await?.into()))
}

/// Invites. The letters leave from the outbox.
#[utoipa::path(
    tag = "desk",
    request_body = Empty,
    responses((status = 200, body = DeskConversation), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/desk/conversations/{id}/invite")]
pub async fn invite(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, _: Json<Empty>) -> Answer<DeskConversation> {
    let id = ConversationId(*id);
    conversation::invite(&platform, &desk.composer, id).await?;
    shown(&platform, &desk.composer, id).await
}

/// Why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    /// For everybody who said yes; at most 500 characters.
    reason: String,
}

/// Calls it off.
#[utoipa::path(
    tag = "desk",
    request_body = Cancellation,
    responses((status = 200, body = DeskConversation), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/desk/conversations/{id}/cancel")]
pub async fn cancel(
    platform: Data<Platform>,
    desk: Desk,
    id: Path<Uuid>,
    form: Json<Cancellation>,
) -> Answer<DeskConversation> {
    let id = ConversationId(*id);
    conversation::cancel(&platform, &desk.composer, id, &form.reason).await?;
    shown(&platform, &desk.composer, id).await
}

/// Who said yes at least once.
#[derive(Serialize, ToSchema)]
pub struct People {
    people: Vec<PersonAtDoor>,
}

/// Who said yes at least once, by name; never anybody else.
#[utoipa::path(tag = "desk", responses((status = 200, body = People), (status = 404, body = ProblemBody)))]
#[get("/desk/conversations/{id}/people")]
pub async fn people(platform: Data<Platform>, desk: Desk, id: Path<Uuid>) -> Answer<People> {
    let people = conversation::people(&platform, &desk.composer, ConversationId(*id)).await?;
    Ok(Json(People { people: people.into_iter().map(PersonAtDoor::from).collect() }))
}

/// Somebody is there, or is not after all: by seat or by code.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckInForm {
    seat_id: Option<Uuid>,
    code: Option<String>,
    present: bool,
    /// When it was noted, RFC 3339.
    at: String,
}

/// What a phone noted, perhaps a while ago.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckIns {
    /// At most 1000.
    check_ins: Vec<CheckInForm>,
}

/// What became of the notes.
#[derive(Serialize, ToSchema)]
pub struct CheckedIn {
    /// Seats.
    done: Vec<Uuid>,
    /// Seats and codes of nobody who said yes.
    unknown: Vec<String>,
}

impl TryFrom<CheckInForm> for CheckIn {
    type Error = Refusal;

    fn try_from(form: CheckInForm) -> Result<Self, Refusal> {
        let invalid = |field: &str| Refusal::about(Code::FieldInvalid, field);
        let key = match (form.seat_id, form.code) {
            (Some(seat), None) => Key::Seat(SeatId(seat)),
            (None, Some(code)) => Key::Code(code),
            _ => return Err(invalid("seat_id")),
        };
        Ok(Self { key, present: form.present, at: Timestamp::parse(&form.at).ok_or_else(|| invalid("at"))? })
    }
}

/// Notes who is there. The same again changes nothing, so a phone may send it until it hears back.
#[utoipa::path(
    tag = "desk",
    request_body = CheckIns,
    responses((status = 200, body = CheckedIn), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[post("/desk/conversations/{id}/check-ins")]
pub async fn check_in(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, form: Json<CheckIns>) -> Answer<CheckedIn> {
    let notes = form.into_inner().check_ins.into_iter().map(CheckIn::try_from).collect::<Result<_, _>>()?;
    let (done, unknown) = conversation::check_in(&platform, &desk.composer, ConversationId(*id), notes).await?;
    let named = |key: Key| match key {
        Key::Seat(seat) => seat.to_string(),
        Key::Code(code) => code,
    };
    let done = done.into_iter().map(|seat| seat.0).collect();
    Ok(Json(CheckedIn { done, unknown: unknown.into_iter().map(named).collect() }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list).service(create).service(find).service(edit).service(audience).service(invite);
    config.service(cancel).service(people).service(check_in);
}
