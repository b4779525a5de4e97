//! The only floor that speaks HTTP. Parse, guard, call one act, answer; it never sees the store.

pub mod address;
pub mod assets;
pub mod door;
pub mod guard;
pub mod limit;
pub mod login;
pub mod me;
pub mod meta;
pub mod pages;
pub mod problem;
pub mod token;

use utoipa_actix_web::service_config::ServiceConfig;

/// A handler's answer: JSON, or a refusal.
pub type Answer<T> = Result<actix_web::web::Json<T>, problem::Problem>;

/// A body that says nothing: `{}`.
#[derive(serde::Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Empty {}

/// All routes under `/api/v1`. One line for each noun.
pub fn platform_routes(config: &mut ServiceConfig) {
    meta::routes(config);
    login::routes(config);
    me::routes(config);
}

/// All routes under `/box/v1`. One line for each noun.
pub fn box_routes(_config: &mut ServiceConfig) {}
