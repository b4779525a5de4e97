//! Draws: trying one, fixing it, entering the public value, and what everybody, the drawn and the witnesses can check.

use actix_web::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::desk_draw_view::{DryRunTold, FixedTold};
use super::draw_view::{OwnLots, PublicDraws};
use super::guard::{Desk, Member};
use super::problem::{Problem, ProblemBody};
use super::{Answer, Empty};
use crate::domain::draw::{Stage, Trait};
use crate::domain::ids::ConversationId;
use crate::domain::sortition::DrawFile;
use crate::service::draw::{self, Wishes};
use crate::service::{Code, Platform, Refusal, conversation};

/// How a draw is to be.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WishesForm {
    /// `invite` or `seats`.
    stage: String,
    /// `region`, `age`, `gender`, `side`; the most important first, none for an ordinary evening.
    traits: Vec<String>,
    /// Which public random value will be used, at most 200 characters.
    public_value: String,
    /// Whether who won a seat in the last year stands behind who did not.
    #[serde(default)]
    winners_behind: bool,
    /// Whether quotas that cannot be met move by as little as possible.
    #[serde(default)]
    relax: bool,
}

impl TryFrom<WishesForm> for Wishes {
    type Error = Refusal;

    fn try_from(form: WishesForm) -> Result<Self, Refusal> {
        let known = |name: &String| Trait::from_name(name).ok_or_else(|| Refusal::about(Code::FieldInvalid, "traits"));
        Ok(Self {
            stage: stage(&form.stage)?,
            traits: form.traits.iter().map(known).collect::<Result<_, _>>()?,
            public_value: form.public_value,
            winners_behind: form.winners_behind,
            relax: form.relax,
        })
    }
}

fn stage(name: &str) -> Result<Stage, Refusal> {
    Stage::from_name(name).ok_or_else(|| Refusal::about(Code::FieldInvalid, "stage"))
}

/// Tries a draw with a seed that nobody will use. Nothing is kept.
#[utoipa::path(
    tag = "draws",
    request_body = WishesForm,
    responses((status = 200, body = DryRunTold), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/desk/conversations/{id}/draw/dry-run")]
pub async fn dry_run(
    platform: Data<Platform>,
    desk: Desk,
    id: Path<Uuid>,
    form: Json<WishesForm>,
) -> Answer<DryRunTold> {
    let wishes = form.into_inner().try_into()?;
    let run = draw::dry_run(&platform, &desk.composer, ConversationId(*id), &wishes).await?;
    Ok(Json((&run).into()))
}

/// A draw to be fixed, with who can check all of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CommitForm {
    draw: WishesForm,
    /// Two names.
    witnesses: Vec<String>,
}

/// Fixes a draw and publishes what fixes it. The witnesses' links are in this answer only.
#[utoipa::path(
    tag = "draws",
    request_body = CommitForm,
    responses((status = 200, body = FixedTold), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/desk/conversations/{id}/draw")]
pub async fn commit(platform: Data<Platform>, desk: Desk, id: Path<Uuid>, form: Json<CommitForm>) -> Answer<FixedTold> {
    let CommitForm { draw: wishes, witnesses } = form.into_inner();
    let wishes = wishes.try_into()?;
    let fixed = draw::commit(&platform, &desk.composer, ConversationId(*id), &wishes, &witnesses).await?;
    Ok(Json((&fixed).into()))
}

/// The public value of a draw.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueForm {
    /// `invite` or `seats`.
    stage: String,
    /// As its source gives it, at most 500 characters.
    value: String,
}

/// Enters the public value. A second person must enter the same; then the draw is made.
#[utoipa::path(
    tag = "draws",
    request_body = ValueForm,
    responses((status = 200, body = PublicDraws), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/desk/conversations/{id}/draw/value")]
pub async fn enter_value(
    platform: Data<Platform>,
    desk: Desk,
    id: Path<Uuid>,
    form: Json<ValueForm>,
) -> Answer<PublicDraws> {
    let (id, stage) = (ConversationId(*id), stage(&form.stage)?);
    draw::enter_value(&platform, &desk.composer, id, stage, &form.value).await?;
    Ok(Json(draw::of_conversation(&platform, id).await?.as_slice().into()))
}

/// The whole file of a draw that was made, for the organiser. `preferendum verify-draw` reads it.
#[utoipa::path(
    tag = "draws",
    responses((status = 200, description = "JSON", content_type = "application/json"), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody))
)]
#[get("/desk/conversations/{id}/draws/{stage}/file")]
pub async fn file(platform: Data<Platform>, desk: Desk, path: Path<(Uuid, String)>) -> Result<HttpResponse, Problem> {
    let (id, name) = path.into_inner();
    let stage = Stage::from_name(&name).ok_or(Code::NotFound)?;
    downloaded(&draw::file(&platform, &desk.composer, ConversationId(id), stage).await?)
}

/// The same for a witness, by the link that the organiser handed over.
#[utoipa::path(
    tag = "draws",
    responses((status = 200, description = "JSON", content_type = "application/json"), (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody))
)]
#[get("/draw-files/{token}")]
pub async fn file_of_witness(platform: Data<Platform>, token: Path<String>) -> Result<HttpResponse, Problem> {
    downloaded(&draw::file_of_witness(&platform, &token).await?)
}

fn downloaded(whole: &DrawFile) -> Result<HttpResponse, Problem> {
    let body = serde_json::to_string_pretty(whole).map_err(|_| Code::Internal)?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "application/json"))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"loting.json\""))
        .body(body))
}

/// What everybody may see of the draws of a conversation.
#[utoipa::path(tag = "public", responses((status = 200, body = PublicDraws), (status = 404, body = ProblemBody)))]
#[get("/conversations/{id}/draws")]
pub async fn of_conversation(platform: Data<Platform>, id: Path<Uuid>) -> Answer<PublicDraws> {
    Ok(Json(draw::of_conversation(&platform, ConversationId(*id)).await?.as_slice().into()))
}

/// The signed-in member's own lots, with their proofs.
#[utoipa::path(tag = "draws", responses((status = 200, body = OwnLots), (status = 401, body = ProblemBody)))]
#[get("/conversations/{id}/lots")]
pub async fn own_lots(platform: Data<Platform>, member: Member, id: Path<Uuid>) -> Answer<OwnLots> {
    Ok(Json(draw::own_lot(&platform, ConversationId(*id), member.member).await?.into()))
}

/// The same, by the mailed link of an invitation. Changes nothing.
#[utoipa::path(
    tag = "draws",
    request_body = Empty,
    responses((status = 200, body = OwnLots), (status = 404, body = ProblemBody))
)]
#[post("/conversation-links/{token}/lots")]
pub async fn lots_by_link(platform: Data<Platform>, token: Path<String>, _: Json<Empty>) -> Answer<OwnLots> {
    let (member, id) = conversation::of_link(&platform, &token).await?;
    Ok(Json(draw::own_lot(&platform, id, member).await?.into()))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(dry_run)
        .service(commit)
        .service(enter_value)
        .service(file)
        .service(file_of_witness)
        .service(of_conversation)
        .service(own_lots)
        .service(lots_by_link);
}
