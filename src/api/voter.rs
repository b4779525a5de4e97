//! What a member does to take part: opens the link, takes the ballot paper, gets a ticket, or says "not this time".

use std::sync::Arc;

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::feedback_view::FeedbackSummary;
use super::guard::{Member, Voter};
use super::packing::Packer;
use super::problem::{Problem, ProblemBody};
use super::round_view::{ProvenBody, PublicRound};
use super::token::Signer;
use super::{Answer, Empty};
use crate::domain::ids::{MemberId, RoundId};
use crate::service::{Code, Platform, Refusal, current, session, ticket, voter};

/// What a mailed round link is about: nothing personal.
#[derive(Serialize, ToSchema)]
pub struct LinkedRound {
    round: PublicRound,
}

/// What a mailed link is about. Changes nothing: mail scanners open it too.
#[utoipa::path(tag = "voter", responses((status = 200, body = LinkedRound), (status = 404, body = ProblemBody)))]
#[get("/round-links/{token}")]
pub async fn look_at_link(
    platform: Data<Platform>,
    packer: Data<Packer>,
    request: HttpRequest,
    token: Path<String>,
) -> Result<HttpResponse, Problem> {
    let id = session::round_of_link(&platform, &token).await?;
    let current = current::public(&platform, id).await?;
    packer.json(&request, &LinkedRound { round: current.as_ref().into() })
}

/// What is personal on a ballot paper.
#[derive(Serialize, ToSchema)]
pub struct PaperMember {
    /// Names this member's corner of the device's storage.
    key: String,
    first_name: String,
    branch_name: String,
}

/// Everything that the voting page needs.
#[derive(Serialize, ToSchema)]
pub struct BallotPaper {
    round: PublicRound,
    member: PaperMember,
    area: i32,
    proven: ProvenBody,
    ticket_issued: bool,
    declined: bool,
}

async fn paper(platform: &Arc<Platform>, member: MemberId, round: RoundId) -> Result<BallotPaper, Refusal> {
    let paper = voter::ballot_paper(platform, member, round).await?;
    Ok(BallotPaper {
        round: paper.current.as_ref().into(),
        member: PaperMember { key: paper.device_key, first_name: paper.first_name, branch_name: paper.branch_name },
        area: paper.area,
        proven: paper.proven.as_ref().into(),
        ticket_issued: paper.ticket_issued,
        declined: paper.declined,
    })
}

/// Opens a mailed link: a session for this round only. The server keeps nothing of it.
#[utoipa::path(
    tag = "voter",
    request_body = Empty,
    responses((status = 200, body = BallotPaper), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[post("/round-links/{token}/open")]
pub async fn open_link(
    platform: Data<Platform>,
    signer: Data<Signer>,
    present: Option<Member>,
    token: Path<String>,
    _: Json<Empty>,
) -> Result<HttpResponse, Problem> {
    let (issued, member, round) = session::open_round_link(&platform, &token).await?;
    let paper = paper(&platform, member, round).await?;
    let mut answer = HttpResponse::Ok();
    // Who is signed in already would lose the rest of the site for the sake of one round.
    if present.is_none_or(|present| present.member != member) {
        answer.cookie(signer.cookie(issued, platform.clock.now())?);
    }
    Ok(answer.json(paper))
}

/// The ballot paper of the signed-in member.
#[utoipa::path(
    tag = "voter",
    responses((status = 200, body = BallotPaper), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody))
)]
#[get("/rounds/{id}/ballot-paper")]
pub async fn ballot_paper(platform: Data<Platform>, voter: Voter, id: Path<Uuid>) -> Answer<BallotPaper> {
    let round = RoundId(*id);
    Ok(Json(paper(&platform, voter.for_round(round)?, round).await?))
}

/// A blinded message, 256 bytes as base64url without padding.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketRequest {
    blinded: String,
}

/// The signature on it, in the same form.
#[derive(Serialize, ToSchema)]
pub struct TicketAnswer {
    signature: String,
}

/// Signs a blinded ticket. The same request gets the same answer again.
#[utoipa::path(
    tag = "voter",
    request_body = TicketRequest,
    responses((status = 200, body = TicketAnswer), (status = 403, body = ProblemBody), (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody))
)]
#[post("/rounds/{id}/ticket")]
pub async fn issue(
    platform: Data<Platform>,
    voter: Voter,
    id: Path<Uuid>,
    body: Json<TicketRequest>,
) -> Answer<TicketAnswer> {
    let round = RoundId(*id);
    let member = voter.for_round(round)?;
    let blinded = body.blinded.parse().map_err(|_| Refusal::about(Code::MalformedTicketRequest, "blinded"))?;
    let signature = ticket::issue(&platform, (member, voter.known_area()), round, &blinded).await?;
    Ok(Json(TicketAnswer { signature: signature.to_string() }))
}

/// "Not this time", or that taken back.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Decline {
    declined: bool,
}

/// Says "not this time", or takes it back.
#[utoipa::path(
    tag = "voter",
    request_body = Decline,
    responses((status = 200, body = Decline), (status = 403, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[post("/rounds/{id}/decline")]
pub async fn decline(platform: Data<Platform>, voter: Voter, id: Path<Uuid>, body: Json<Decline>) -> Answer<Decline> {
    let round = RoundId(*id);
    let member = voter.for_round(round)?;
    let declined = voter::set_declined(&platform, member, round, body.declined).await?;
    Ok(Json(Decline { declined }))
}

/// A round of the signed-in member.
#[derive(Serialize, ToSchema)]
pub struct OwnRound {
    id: Uuid,
    title: String,
    state: &'static str,
    closes_at: Option<String>,
    ticket_issued: bool,
    declined: bool,
    /// Of a published round.
    feedback: Option<FeedbackSummary>,
}

/// The signed-in member's rounds, the last one first.
#[derive(Serialize, ToSchema)]
pub struct OwnRounds {
    rounds: Vec<OwnRound>,
}

/// Public rounds that the signed-in member is on the roll of.
#[utoipa::path(tag = "voter", responses((status = 200, body = OwnRounds), (status = 401, body = ProblemBody)))]
#[get("/my-rounds")]
pub async fn own_rounds(platform: Data<Platform>, member: Member) -> Answer<OwnRounds> {
    let rounds = voter::own_rounds(&platform, member.member).await?.into_iter().map(|own| OwnRound {
        id: own.round.id.0,
        title: own.round.draft.title,
        state: own.round.state.name(),
        closes_at: own.round.draft.closes_at.map(|moment| moment.to_string()),
        ticket_issued: own.ticket_issued,
        declined: own.declined,
        feedback: own.feedback.map(FeedbackSummary::from),
    });
    Ok(Json(OwnRounds { rounds: rounds.collect() }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config
        .service(look_at_link)
        .service(open_link)
        .service(ballot_paper)
        .service(issue)
        .service(decline)
        .service(own_rounds);
}
