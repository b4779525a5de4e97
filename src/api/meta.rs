//! What the API says about itself: what it is, that it lives, what it can do.

use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::service::Platform;

/// The description of the API, as text.
pub struct Description(pub String);

/// What this installation is.
#[derive(Serialize, ToSchema)]
pub struct Instance {
    name: String,
    box_origin: String,
    public_url: String,
    demo: bool,
    roles: Vec<&'static str>,
    locale: &'static str,
}

/// Which parts this process plays, by name.
#[derive(Clone, Debug)]
pub struct Roles(pub Vec<&'static str>);

/// Name, origins and parts of this installation.
#[utoipa::path(tag = "public", responses((status = 200, body = Instance)))]
#[get("/instance")]
pub async fn instance(platform: Data<Platform>, roles: Data<Roles>) -> Json<Instance> {
    let terms = &platform.terms;
    Json(Instance {
        name: terms.name.clone(),
        box_origin: terms.box_origin.clone(),
        public_url: terms.public_url.clone(),
        demo: terms.demo,
        roles: roles.0.clone(),
        locale: "nl",
    })
}

/// Whether the process answers.
#[derive(Serialize, ToSchema)]
pub struct Health {
    status: &'static str,
}

/// Says that the process answers.
#[utoipa::path(tag = "public", responses((status = 200, body = Health)))]
#[get("/health")]
pub async fn health() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// This description.
#[utoipa::path(tag = "public", responses((status = 200, description = "OpenAPI 3.1", content_type = "application/json")))]
#[get("/openapi.json")]
pub async fn openapi(description: Data<Description>) -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(description.0.clone())
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(instance).service(openapi);
}
