//! Signing in and out. The answer to an address is the same whether anybody reads it or not.

use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use super::Empty;
use super::address::ClientAddress;
use super::guard::FirstFactor;
use super::limit::Limits;
use super::me::{Me, me_of};
use super::problem::{Problem, ProblemBody};
use super::token::{Signer, no_cookie};
use crate::domain::ids::LoginId;
use crate::domain::member::EmailAddress;
use crate::domain::session::Stage;
use crate::service::login::{self, SignIn};
use crate::service::{Code, Platform, Refusal, session};

/// Who wants to sign in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginAsked {
    email: String,
}

/// The request for a letter, to be named together with the code from it.
#[derive(Serialize, ToSchema)]
pub struct LoginStarted {
    login: Uuid,
}

/// The code from the letter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginCode {
    login: Uuid,
    code: String,
}

/// The token from the link in the letter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginLink {
    token: String,
}

/// The digits from the app.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LoginTotp {
    code: String,
}

/// How far somebody has signed in, and who they are once it is done.
#[derive(Serialize, ToSchema)]
pub struct SignedIn {
    /// `done`, or `totp` if the second factor is still needed.
    next: &'static str,
    me: Option<Me>,
}

/// Asks for a letter with a link and a code. Always 202, for known and unknown addresses.
#[utoipa::path(tag = "public", request_body = LoginAsked, responses(
    (status = 202, body = LoginStarted), (status = "4XX", body = ProblemBody)))]
#[post("/login")]
pub async fn start(
    platform: Data<Platform>,
    limits: Data<Limits>,
    client: ClientAddress,
    body: Json<LoginAsked>,
) -> Result<HttpResponse, Problem> {
    let email = EmailAddress::parse(&body.email).ok_or_else(|| Refusal::about(Code::FieldInvalid, "email"))?;
    limits.letter(client, email.as_str())?;
    let LoginId(login) = login::ask(&platform, &email).await?;
    Ok(HttpResponse::Accepted().json(LoginStarted { login }))
}

/// Signs in with the code from the letter.
#[utoipa::path(tag = "public", request_body = LoginCode, responses(
    (status = 200, body = SignedIn), (status = "4XX", body = ProblemBody)))]
#[post("/login/code")]
pub async fn code(
    platform: Data<Platform>,
    signer: Data<Signer>,
    limits: Data<Limits>,
    client: ClientAddress,
    body: Json<LoginCode>,
) -> Result<HttpResponse, Problem> {
    limits.code(client)?;
    let signed_in = login::with_code(&platform, LoginId(body.login), &digits(&body.code)).await?;
    answer(&platform, &signer, signed_in).await
}

/// Signs in with the link from the letter.
#[utoipa::path(tag = "public", request_body = LoginLink, responses(
    (status = 200, body = SignedIn), (status = "4XX", body = ProblemBody)))]
#[post("/login/link")]
pub async fn link(
    platform: Data<Platform>,
    signer: Data<Signer>,
    limits: Data<Limits>,
    client: ClientAddress,
    body: Json<LoginLink>,
) -> Result<HttpResponse, Problem> {
    limits.code(client)?;
    let signed_in = login::with_link(&platform, &body.token).await.map_err(Problem::unauthorized)?;
    answer(&platform, &signer, signed_in).await
}

/// Completes a sign-in with the second factor.
#[utoipa::path(tag = "first factor", request_body = LoginTotp, responses(
    (status = 200, body = SignedIn), (status = "4XX", body = ProblemBody)))]
#[post("/login/totp")]
pub async fn totp(
    waiting: FirstFactor,
    platform: Data<Platform>,
    signer: Data<Signer>,
    limits: Data<Limits>,
    body: Json<LoginTotp>,
) -> Result<HttpResponse, Problem> {
    limits.second_factor(waiting.account)?;
    let signed_in = login::with_second_factor(&platform, waiting.session, waiting.account, &digits(&body.code)).await?;
    answer(&platform, &signer, signed_in).await
}

/// Ends the session, if there is one.
#[utoipa::path(tag = "public", request_body = Empty, responses((status = 204)))]
#[post("/logout")]
pub async fn logout(
    platform: Data<Platform>,
    signer: Data<Signer>,
    request: HttpRequest,
    _body: Json<Empty>,
) -> Result<HttpResponse, Problem> {
    if let Some(pass) = signer.shown(&request, platform.clock.now()) {
        session::end(&platform, pass).await?;
    }
    Ok(HttpResponse::NoContent().cookie(no_cookie()).finish())
}

/// Letters and apps show digits in groups; people type them so.
pub(super) fn digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Answers a sign-in and puts its pass in the cookie.
pub async fn answer(platform: &Platform, signer: &Signer, signed_in: SignIn) -> Result<HttpResponse, Problem> {
    let cookie = signer.cookie(signed_in.issued, platform.clock.now())?;
    let answer = match signed_in.stage {
        Stage::First => SignedIn { next: "totp", me: None },
        Stage::Full => {
            let identity = session::identify(platform, signed_in.issued.pass).await?.ok_or(Code::NotSignedIn)?;
            SignedIn { next: "done", me: Some(me_of(platform, &identity).await?) }
        }
    };
    Ok(HttpResponse::Ok().cookie(cookie).json(answer))
}

/// Adds these routes to the platform's API.
pub fn routes(config: &mut ServiceConfig) {
    config.service(start).service(code).service(link).service(totp).service(logout);
}
