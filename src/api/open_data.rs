//! Everything that is published, at once, for programs. Nothing here that is not public already.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use utoipa_actix_web::service_config::ServiceConfig;

use super::guard::{Client, OpenData};
use super::problem::{Problem, ProblemBody};
use crate::domain::hex::to_hex;
use crate::service::{Platform, result};

/// The results of all published rounds, one JSON object a line: the round, the SHA-256 of the exact text of its result,
/// and that text.
#[utoipa::path(
    tag = "client",
    responses(
        (status = 200, description = "{round, sha256, result} on each line", content_type = "application/x-ndjson"),
        (status = "4XX", body = ProblemBody)
    )
)]
#[get("/open-data/rounds")]
pub async fn rounds(_client: Client<OpenData>, platform: Data<Platform>) -> Result<HttpResponse, Problem> {
    let mut lines = String::new();
    for (round, kept) in result::all_published(&platform).await? {
        // The text as it was hashed, not read and written anew.
        let (sha256, result) = (to_hex(&kept.sha256), kept.body);
        lines += &format!("{{\"round\":\"{round}\",\"sha256\":\"{sha256}\",\"result\":{result}}}\n");
    }
    Ok(HttpResponse::Ok().content_type("application/x-ndjson").body(lines))
}

/// Adds this route to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(rounds);
}
