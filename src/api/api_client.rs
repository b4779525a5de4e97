//! Programs of others: admins make and revoke them, and a program exchanges its secret for a pass.

use actix_web::web::{Data, Json, Path};
use actix_web::{get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::address::ClientAddress;
use super::guard::Admin;
use super::limit::Limits;
use super::problem::ProblemBody;
use super::token::Signer;
use super::{Answer, Empty};
use crate::domain::api_client::{ApiClient, Scope};
use crate::domain::ids::ClientId;
use crate::domain::time::{Day, Timestamp};
use crate::service::{Code, Platform, Refusal, api_client};

/// A client, without its secret.
#[derive(Serialize, ToSchema)]
pub struct ClientBody {
    id: Uuid,
    name: String,
    /// `import`, `open_data`.
    scopes: Vec<&'static str>,
    created_by: String,
    #[schema(value_type = String)]
    expires_at: Timestamp,
    revoked: bool,
    /// Whether it is let in now.
    welcome: bool,
}

/// All clients, by name.
#[derive(Serialize, ToSchema)]
pub struct ClientList {
    clients: Vec<ClientBody>,
}

async fn listed(platform: &Platform) -> Result<ClientList, Refusal> {
    let now = platform.clock.now();
    let body = |(client, created_by): (ApiClient, String)| ClientBody {
        id: client.id.0,
        welcome: client.is_welcome(now),
        scopes: client.scopes.iter().map(|scope| scope.name()).collect(),
        name: client.name,
        created_by,
        expires_at: client.expires_at,
        revoked: client.revoked,
    };
    Ok(ClientList { clients: api_client::list(platform).await?.into_iter().map(body).collect() })
}

/// All clients.
#[utoipa::path(tag = "staff", responses((status = 200, body = ClientList), (status = "4XX", body = ProblemBody)))]
#[get("/staff/api-clients")]
pub async fn list(platform: Data<Platform>, _admin: Admin) -> Answer<ClientList> {
    Ok(Json(listed(&platform).await?))
}

/// A client to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClientForm {
    name: String,
    scopes: Vec<String>,
    /// Last day on which it is let in, in the Netherlands; at most a year from now.
    last_day: String,
}

/// A client that was made, with its secret, shown this once.
#[derive(Serialize, ToSchema)]
pub struct ClientMade {
    client: Uuid,
    secret: String,
    #[serde(flatten)]
    list: ClientList,
}

/// Makes a client.
#[utoipa::path(tag = "staff", request_body = ClientForm, responses(
    (status = 200, body = ClientMade), (status = "4XX", body = ProblemBody)))]
#[post("/staff/api-clients")]
pub async fn create(platform: Data<Platform>, admin: Admin, body: Json<ClientForm>) -> Answer<ClientMade> {
    let ClientForm { name, scopes, last_day } = body.into_inner();
    let scopes: Option<Vec<Scope>> = scopes.iter().map(|name| Scope::from_name(name)).collect();
    let scopes = scopes.ok_or_else(|| Refusal::about(Code::FieldInvalid, "scopes"))?;
    let last_day = Day::parse(&last_day).ok_or_else(|| Refusal::about(Code::FieldInvalid, "last_day"))?;
    let (client, secret) = api_client::create(&platform, admin.account, &name, scopes, last_day).await?;
    Ok(Json(ClientMade { client: client.id.0, secret, list: listed(&platform).await? }))
}

/// Revokes a client at once.
#[utoipa::path(tag = "staff", request_body = Empty, responses(
    (status = 200, body = ClientList), (status = "4XX", body = ProblemBody)))]
#[post("/staff/api-clients/{id}/revoke")]
pub async fn revoke(platform: Data<Platform>, admin: Admin, id: Path<Uuid>, _body: Json<Empty>) -> Answer<ClientList> {
    api_client::revoke(&platform, admin.account, ClientId(*id)).await?;
    Ok(Json(listed(&platform).await?))
}

/// What a client shows.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecretShown {
    client: Uuid,
    secret: String,
}

/// A pass for the Authorization header.
#[derive(Serialize, ToSchema)]
pub struct BearerToken {
    token: String,
    /// Always `Bearer`.
    token_type: &'static str,
    /// Seconds.
    expires_in: i64,
}

/// Exchanges a client's secret for a pass of at most fifteen minutes.
#[utoipa::path(tag = "public", request_body = SecretShown, responses(
    (status = 200, body = BearerToken), (status = "4XX", body = ProblemBody)))]
#[post("/token")]
pub async fn exchange(
    platform: Data<Platform>,
    signer: Data<Signer>,
    limits: Data<Limits>,
    address: ClientAddress,
    body: Json<SecretShown>,
) -> Answer<BearerToken> {
    limits.secret(address)?;
    let issued = api_client::exchange(&platform, ClientId(body.client), &body.secret).await?;
    let expires_in = issued.expires_at.0 - platform.clock.now().0;
    Ok(Json(BearerToken { token: signer.sign(issued)?, token_type: "Bearer", expires_in }))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(list).service(create).service(revoke).service(exchange);
}
