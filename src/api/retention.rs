//! Which data are kept, for how long, and how many there are now.

use actix_web::get;
use actix_web::web::{Data, Json};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::Answer;
use super::guard::Staff;
use crate::domain::time::Timestamp;
use crate::service::Platform;
use crate::service::retention::{self, Shown};

/// A kind of data.
#[derive(Serialize, ToSchema)]
pub struct RetentionKind {
    /// Its name; pages have words for it.
    kind: &'static str,
    /// Days after what its term counts from; 0 is at once, null is for good.
    days: Option<i64>,
    /// Whether the party decides how long.
    by_setting: bool,
    number: i64,
    /// From when the term of the oldest counts.
    #[schema(value_type = Option<String>)]
    oldest: Option<Timestamp>,
    /// When the job last looked.
    #[schema(value_type = Option<String>)]
    looked_at: Option<Timestamp>,
    /// How many went then.
    removed: Option<i64>,
}

/// All kinds of data.
#[derive(Serialize, ToSchema)]
pub struct RetentionList {
    kinds: Vec<RetentionKind>,
}

/// Every kind of data, with how long it is kept and what there is of it.
#[utoipa::path(tag = "staff", responses((status = 200, body = RetentionList)))]
#[get("/staff/retention")]
pub async fn overview(platform: Data<Platform>, _staff: Staff) -> Answer<RetentionList> {
    let row = |shown: Shown| RetentionKind {
        kind: shown.kind.name(),
        days: shown.term.days(),
        by_setting: shown.kind.setting().is_some(),
        number: shown.held.number,
        oldest: shown.held.oldest,
        looked_at: shown.last.map(|run| run.at),
        removed: shown.last.map(|run| run.removed),
    };
    Ok(Json(RetentionList { kinds: retention::overview(&platform).await?.into_iter().map(row).collect() }))
}

/// Adds this route to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(overview);
}
