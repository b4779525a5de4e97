//! Accepting an invitation to work with the platform, and new recovery codes of one's own.

use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;

use super::address::ClientAddress;
use super::guard::Worker;
use super::limit::Limits;
use super::login::digits;
use super::me::{HeldRole, Me, me_of};
use super::problem::{Problem, ProblemBody};
use super::token::Signer;
use super::{Answer, Empty};
use crate::domain::recovery::RecoveryCode;
use crate::domain::time::Timestamp;
use crate::service::{Code, Platform, recovery, session, welcome};

/// An invitation that was opened.
#[derive(Serialize, ToSchema)]
pub struct WelcomeBody {
    name: String,
    email: String,
    roles: Vec<HeldRole>,
    #[schema(value_type = String)]
    expires_at: Timestamp,
    /// The address that an authenticator app reads; null where no second factor is needed.
    otpauth: Option<String>,
}

/// Opens an invitation. Changes nothing.
#[utoipa::path(tag = "public", request_body = Empty, responses(
    (status = 200, body = WelcomeBody), (status = "4XX", body = ProblemBody)))]
#[post("/staff-invitations/{token}/open")]
pub async fn open(
    platform: Data<Platform>,
    limits: Data<Limits>,
    client: ClientAddress,
    token: Path<String>,
    _body: Json<Empty>,
) -> Answer<WelcomeBody> {
    limits.code(client)?;
    let welcome::Welcome { name, email, grants, expires_at, otpauth } = welcome::open(&platform, &token).await?;
    let roles = grants.into_iter().map(HeldRole::from).collect();
    Ok(Json(WelcomeBody { name, email, roles, expires_at, otpauth }))
}

/// The digits that the app shows; null where no second factor is needed.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AcceptForm {
    code: Option<String>,
}

/// Who is signed in now, and the recovery codes, shown this once.
#[derive(Serialize, ToSchema)]
pub struct Accepted {
    recovery_codes: Vec<String>,
    me: Me,
}

/// Accepts an invitation and signs in.
#[utoipa::path(tag = "public", request_body = AcceptForm, responses(
    (status = 200, body = Accepted), (status = "4XX", body = ProblemBody)))]
#[post("/staff-invitations/{token}/accept")]
pub async fn accept(
    platform: Data<Platform>,
    signer: Data<Signer>,
    limits: Data<Limits>,
    client: ClientAddress,
    token: Path<String>,
    body: Json<AcceptForm>,
) -> Result<HttpResponse, Problem> {
    limits.code(client)?;
    let code = body.into_inner().code.map(|code| digits(&code));
    let (signed_in, codes) = welcome::accept(&platform, &token, code.as_deref()).await?;
    let identity = session::identify(&platform, signed_in.issued.pass).await?.ok_or(Code::NotSignedIn)?;
    let me = me_of(&platform, &identity).await?;
    let cookie = signer.cookie(signed_in.issued, platform.clock.now())?;
    Ok(HttpResponse::Ok().cookie(cookie).json(Accepted { recovery_codes: shown(&codes), me }))
}

/// The digits that the app shows now.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DigitsForm {
    code: String,
}

/// Recovery codes, shown this once.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    recovery_codes: Vec<String>,
}

/// Makes new recovery codes in the place of all earlier ones.
#[utoipa::path(tag = "signed in", request_body = DigitsForm, responses(
    (status = 200, body = RecoveryCodes), (status = "4XX", body = ProblemBody)))]
#[post("/me/recovery-codes")]
pub async fn new_codes(
    who: Worker,
    platform: Data<Platform>,
    limits: Data<Limits>,
    body: Json<DigitsForm>,
) -> Answer<RecoveryCodes> {
    limits.second_factor(who.account)?;
    let codes = recovery::renew(&platform, who.account, &digits(&body.code)).await?;
    Ok(Json(RecoveryCodes { recovery_codes: shown(&codes) }))
}

fn shown(codes: &[RecoveryCode]) -> Vec<String> {
    codes.iter().map(RecoveryCode::groups).collect()
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(open).service(accept).service(new_codes);
}
