//! What every request passes before its handler, and every answer after it: same origin, JSON, who is there, safe headers.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::error::ResponseError;
use actix_web::http::Method;
use actix_web::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE,
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, ORIGIN, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpResponse, web};

use super::guard::Known;
use super::problem::Problem;
use super::token::Signer;
use crate::service::{Code, Platform, session};

/// The origins that the door knows, and the headers that follow from them.
#[derive(Clone, Debug)]
pub struct Origins {
    public: String,
    policy: String,
}

impl Origins {
    /// `public_url` is the members' origin, `box_origin` the ballot box's; both without a slash at the end.
    #[must_use]
    pub fn new(public_url: &str, box_origin: &str) -> Self {
        let apart = if public_url == box_origin { String::new() } else { format!(" {box_origin}") };
        let policy = format!(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'{apart}; \
             form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; font-src 'self'"
        );
        Self { public: public_url.to_owned(), policy }
    }
}

/// Around everything: safe headers, and a log line for what broke here. It names the route, never the path: a path
/// may hold a token.
pub async fn harden(
    origins: web::Data<Origins>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let mut answer = next.call(request).await?.map_into_boxed_body();
    if answer.status().is_server_error() {
        let route = answer.request().match_pattern().unwrap_or_default();
        tracing::error!(status = answer.status().as_u16(), route, "a request failed");
    }
    let part_of_a_page = answer.request().path().starts_with("/s/");
    let headers = answer.headers_mut();
    put(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    // These govern documents; files that a document loads go without, as every byte counts before the first statement.
    if !part_of_a_page {
        if !headers.contains_key(CONTENT_SECURITY_POLICY) {
            put(headers, CONTENT_SECURITY_POLICY, &origins.policy);
        }
        put(headers, REFERRER_POLICY, "no-referrer");
        if origins.public.starts_with("https:") {
            put(headers, STRICT_TRANSPORT_SECURITY, "max-age=31536000");
        }
    }
    if !headers.contains_key(CACHE_CONTROL) {
        put(headers, CACHE_CONTROL, "no-store");
    }
    Ok(answer)
}

/// Around the platform's API: refuses what another site's page sent, and finds out who is there.
pub async fn platform(
    origins: web::Data<Origins>,
    platform: web::Data<Platform>,
    signer: web::Data<Signer>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Err(code) = same_site(&request, &origins) {
        return Ok(refuse(request, code));
    }
    let identity = match signer.shown(request.request(), platform.clock.now()) {
        Some(pass) => session::identify(&platform, pass).await,
        None => Ok(None),
    };
    request.extensions_mut().insert(Known(identity));
    Ok(next.call(request).await?.map_into_boxed_body())
}

/// Around the ballot box: the members' origin may ask from a browser, without credentials; nobody else's page may.
pub async fn ballot_box(
    origins: web::Data<Origins>,
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let asked = request.headers().get(ORIGIN).map(|origin| origin.as_bytes() == origins.public.as_bytes());
    let mut answer = if request.method() == Method::OPTIONS {
        request.into_response(preflight(asked == Some(true)))
    } else if asked == Some(false) {
        refuse(request, Code::CrossSite)
    } else if changes(&request) && !is_json(&request) {
        refuse(request, Code::JsonNeeded)
    } else {
        next.call(request).await?.map_into_boxed_body()
    };
    let headers = answer.headers_mut();
    put(headers, VARY, "Origin");
    if asked == Some(true) {
        put(headers, ACCESS_CONTROL_ALLOW_ORIGIN, &origins.public);
    }
    Ok(answer)
}

fn preflight(welcome: bool) -> HttpResponse {
    let mut answer = HttpResponse::NoContent();
    if welcome {
        answer.insert_header((ACCESS_CONTROL_ALLOW_METHODS, "POST"));
        answer.insert_header((ACCESS_CONTROL_ALLOW_HEADERS, "content-type"));
        answer.insert_header((ACCESS_CONTROL_MAX_AGE, "7200"));
    }
    answer.finish()
}

fn same_site(request: &ServiceRequest, origins: &Origins) -> Result<(), Code> {
    if !changes(request) {
        return Ok(());
    }
    let header = |name: &str| request.headers().get(name).map(HeaderValue::as_bytes);
    let foreign_origin = header("origin").is_some_and(|origin| origin != origins.public.as_bytes());
    let foreign_site = header("sec-fetch-site").is_some_and(|site| site != b"same-origin" && site != b"none");
    if foreign_origin || foreign_site {
        return Err(Code::CrossSite);
    }
    // A form on another site cannot send these types without asking first.
    if is_json(request) || is(request, "text/csv") { Ok(()) } else { Err(Code::JsonNeeded) }
}

fn changes(request: &ServiceRequest) -> bool {
    !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS)
}

fn is_json(request: &ServiceRequest) -> bool {
    is(request, "application/json")
}

fn is(request: &ServiceRequest, wanted: &str) -> bool {
    let Some(Ok(kind)) = request.headers().get(CONTENT_TYPE).map(HeaderValue::to_str) else { return false };
    kind.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case(wanted))
}

fn refuse(request: ServiceRequest, code: Code) -> ServiceResponse<BoxBody> {
    request.into_response(Problem::from(code).error_response())
}

fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}
