//! Letters on paper, for members of an open round who have no address. For admins only: each holds a link that votes.

use actix_web::post;
use actix_web::web::{Data, Json, Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Answer;
use super::guard::Admin;
use super::problem::ProblemBody;
use crate::domain::ids::{MemberId, RoundId};
use crate::domain::round::Purpose;
use crate::service::Platform;
use crate::service::paper::{self, PaperLetter};

/// Whose letters.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PaperForm {
    /// One member, by internal id; none for everybody without an address.
    member: Option<Uuid>,
}

/// What stands on one sheet.
#[derive(Serialize, ToSchema)]
pub struct PaperBody {
    /// Internal id.
    member: Uuid,
    name: String,
    branch: String,
    /// The member's own link to the round.
    link: String,
}

impl From<PaperLetter> for PaperBody {
    fn from(letter: PaperLetter) -> Self {
        let PaperLetter { member, name, branch, link } = letter;
        Self { member: member.0, name, branch, link }
    }
}

/// Letters to be printed.
#[derive(Serialize, ToSchema)]
pub struct PileBody {
    title: String,
    /// `besluiten`, `adviseren` or `ophalen`.
    purpose: Option<&'static str>,
    closes_at: Option<String>,
    letters: Vec<PaperBody>,
}

/// Makes the letters of an open round for members without an address, or for one of them; how many is noted.
#[utoipa::path(
    tag = "admin",
    request_body = PaperForm,
    responses((status = 200, body = PileBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
#[post("/staff/rounds/{id}/paper-letters")]
pub async fn print(platform: Data<Platform>, admin: Admin, id: Path<Uuid>, form: Json<PaperForm>) -> Answer<PileBody> {
    let pile = paper::print(&platform, admin.account, RoundId(*id), form.member.map(MemberId)).await?;
    Ok(Json(PileBody {
        title: pile.title,
        purpose: pile.purpose.map(Purpose::name),
        closes_at: pile.closes_at.map(|at| at.to_string()),
        letters: pile.letters.into_iter().map(PaperBody::from).collect(),
    }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(print);
}
