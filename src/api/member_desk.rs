//! The members desk: find somebody, say whether they can take part, mend their post, hand over or erase their data. What is
//! looked for goes in bodies, never in addresses.

use actix_web::post;
use actix_web::web::{Data, Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::guard::{Admin, Staff};
use super::problem::ProblemBody;
use super::{Answer, Empty};
use crate::domain::ids::MemberId;
use crate::domain::letter::Stream;
use crate::domain::time::{Day, Timestamp};
use crate::service::export::{self, DeskExport};
use crate::service::member::{self, AtDesk, Looked};
use crate::service::{Code, Platform, Refusal, erasure};

/// Whom to look for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberSearch {
    /// A number, an address, or at least three characters of a name.
    text: String,
}

/// A member, from the member file.
#[derive(Serialize, ToSchema)]
pub struct DeskMember {
    id: Uuid,
    number: String,
    name: String,
    branch: String,
    /// Whether letters go anywhere; the address itself is not shown.
    has_email: bool,
    /// When the import came that first had them; null if that was not noted yet.
    #[schema(value_type = Option<String>)]
    known_since: Option<Timestamp>,
    /// When they left.
    #[schema(value_type = Option<String>)]
    left_at: Option<Timestamp>,
}

impl From<AtDesk> for DeskMember {
    fn from(member: AtDesk) -> Self {
        Self {
            id: member.id,
            number: member.number,
            name: member.name,
            branch: member.branch_name,
            has_email: member.email.is_some(),
            known_since: member.known_since.map(Timestamp),
            left_at: member.left_at.map(Timestamp),
        }
    }
}

/// At most twenty members.
#[derive(Serialize, ToSchema)]
pub struct MembersFound {
    members: Vec<DeskMember>,
    /// There are more: ask more precisely.
    more: bool,
}

/// Whether somebody can take part in a round.
#[derive(Serialize, ToSchema)]
pub struct RoundStanding {
    id: Uuid,
    title: String,
    state: &'static str,
    /// `now`, `later`, `closed`, `outside_scope`, `not_in_time` or `has_left`.
    standing: &'static str,
}

/// A member as the desk sees one; never whether they took part.
#[derive(Serialize, ToSchema)]
pub struct MemberView {
    member: DeskMember,
    /// Streams that are off: `rounds`, `results` or `conversations`. A choice about `feedback` is not shown: only who took
    /// part gets it.
    off: Vec<&'static str>,
    /// Letters came back from the address, so none go there but login letters.
    stopped: bool,
    /// The day on which letters come again.
    paused_until: Option<String>,
    /// Rounds that are planned or under way.
    rounds: Vec<RoundStanding>,
}

impl From<Looked> for MemberView {
    fn from(looked: Looked) -> Self {
        let rounds = looked.rounds.into_iter().map(|round| RoundStanding {
            id: round.id.0,
            title: round.title,
            state: round.state.name(),
            standing: round.eligibility.name(),
        });
        Self {
            member: looked.member.into(),
            off: looked.off.into_iter().map(Stream::name).collect(),
            stopped: looked.stopped,
            paused_until: looked.paused_until.map(|day| day.to_string()),
            rounds: rounds.collect(),
        }
    }
}

/// Looks for members by number, address or part of a name.
#[utoipa::path(
    tag = "staff",
    request_body = MemberSearch,
    responses((status = 200, body = MembersFound), (status = 422, body = ProblemBody))
)]
#[post("/staff/members/search")]
pub async fn search(platform: Data<Platform>, staff: Staff, body: Json<MemberSearch>) -> Answer<MembersFound> {
    let found = member::search(&platform, staff.account, &body.text).await?;
    Ok(Json(MembersFound { members: found.members.into_iter().map(DeskMember::from).collect(), more: found.more }))
}

/// Looks at one member. A POST, because the look is noted.
#[utoipa::path(
    tag = "staff",
    request_body = Empty,
    responses((status = 200, body = MemberView), (status = 404, body = ProblemBody))
)]
#[post("/staff/members/{id}/look")]
pub async fn look(platform: Data<Platform>, staff: Staff, id: Path<Uuid>, _: Json<Empty>) -> Answer<MemberView> {
    Ok(Json(member::look(&platform, staff.account, MemberId(*id)).await?.into()))
}

/// Until when a member wants no letters.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberPause {
    /// The day on which letters come again, `2027-01-31`; null for no pause. Must be given, even when null.
    #[serde(deserialize_with = "Option::deserialize")]
    #[schema(required)]
    until: Option<String>,
}

/// Begins, changes or ends somebody's pause because they asked for it.
#[utoipa::path(
    tag = "staff",
    request_body = MemberPause,
    responses((status = 200, body = MemberPause), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/members/{id}/pause")]
pub async fn pause(
    platform: Data<Platform>,
    staff: Staff,
    id: Path<Uuid>,
    body: Json<MemberPause>,
) -> Answer<MemberPause> {
    let invalid = || Refusal::about(Code::FieldInvalid, "until");
    let until = body.until.as_deref().map(|text| Day::parse(text).ok_or_else(invalid)).transpose()?;
    member::set_pause(&platform, staff.account, MemberId(*id), until).await?;
    Ok(Json(MemberPause { until: until.map(|day| day.to_string()) }))
}

/// A stream of letters, off or on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MemberMail {
    /// `rounds`, `results`, `feedback` or `conversations`.
    stream: String,
    off: bool,
}

/// Streams that are off, as far as the desk sees them.
#[derive(Serialize, ToSchema)]
pub struct MailOff {
    off: Vec<&'static str>,
}

/// Switches letters off or on because the member asked for it.
#[utoipa::path(
    tag = "staff",
    request_body = MemberMail,
    responses((status = 200, body = MailOff), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/members/{id}/mail")]
pub async fn mail(platform: Data<Platform>, staff: Staff, id: Path<Uuid>, body: Json<MemberMail>) -> Answer<MailOff> {
    let stream = Stream::from_name(&body.stream).ok_or_else(|| Refusal::about(Code::FieldInvalid, "stream"))?;
    let off = member::set_stream(&platform, staff.account, MemberId(*id), (stream, body.off)).await?;
    Ok(Json(MailOff { off: off.into_iter().map(Stream::name).collect() }))
}

/// What the desk may hand over of a member's data. A POST, because it is noted.
#[utoipa::path(
    tag = "staff",
    request_body = Empty,
    responses((status = 200, body = serde_json::Value), (status = 404, body = ProblemBody))
)]
#[post("/staff/members/{id}/export")]
pub async fn export_for(platform: Data<Platform>, staff: Staff, id: Path<Uuid>, _: Json<Empty>) -> Answer<DeskExport> {
    Ok(Json(export::for_desk(&platform, staff.account, MemberId(*id)).await?))
}

/// Whom to erase.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Erase {
    /// The member's number, typed once more.
    number: String,
}

/// What is left to do by hand.
#[derive(Serialize, ToSchema)]
pub struct ErasedBody {
    /// Somebody works with the platform under the same address; that account stays.
    account_stays: bool,
}

/// Erases a member, for ever: names go, counts stay.
#[utoipa::path(
    tag = "staff",
    request_body = Erase,
    responses((status = 200, body = ErasedBody), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
#[post("/staff/members/{id}/erase")]
pub async fn erase(platform: Data<Platform>, admin: Admin, id: Path<Uuid>, body: Json<Erase>) -> Answer<ErasedBody> {
    let done = erasure::erase(&platform, admin.account, MemberId(*id), &body.number).await?;
    Ok(Json(ErasedBody { account_stays: done.account_stays }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(search).service(look).service(pause).service(mail).service(export_for).service(erase);
}
