//! The pages: which HTML file stands at which address. They hold no data, but for the title of a public round; they ask
//! the API.

use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};

use super::assets::{self, Assets};
use super::guard::DemoOnly;
use super::{preview, problem, unsubscribe};

/// Address and file of every page; a file may serve several addresses.
const PAGES: &[(&str, &str)] = &[
    ("/", "home"),
    ("/r/{token}", "vote"),
    ("/g/{token}", "invitation"),
    ("/gesprek/{id}", "conversation"),
    ("/tafel/{token}", "table"),
    ("/rondes", "rounds"),
    ("/rondes/{id}/stem", "vote"),
    ("/rondes/{id}/nakijken", "check"),
    ("/rondes/{id}/delen", "shared-sides"),
    ("/rondes/{id}/afdeling/{code}", "round-branch"),
    ("/inloggen", "login"),
    ("/inloggen/{token}", "login"),
    ("/afmelden/{token}", "unsubscribe"),
    ("/afdeling", "branch"),
    ("/afdeling/terugkoppeling/{id}", "branch-feedback"),
    ("/staf", "staff"),
    ("/staf/stellingen", "staff-statements"),
    ("/staf/afdelingen", "staff-branches"),
    ("/staf/rondes/nieuw", "staff-round"),
    ("/staf/rondes/{id}", "staff-round"),
    ("/staf/rondes/{id}/groepen", "round-overview"),
    ("/staf/gesprekken", "staff-conversations"),
    ("/staf/gesprekken/nieuw", "staff-conversation"),
    ("/staf/gesprekken/{id}", "staff-conversation"),
    ("/staf/gesprekken/{id}/inchecken", "check-in"),
    ("/staf/logboek", "staff-audit"),
    ("/staf/toegang", "staff-access"),
    ("/staf/koppelingen", "staff-clients"),
    ("/welkom", "welcome"),
    ("/welkom/{token}", "welcome"),
    ("/stemgeheim", "secrecy"),
    ("/privacy", "privacy"),
    ("/toegankelijkheid", "accessibility"),
];

/// Puts the pages and everything they load at their addresses. HEAD is answered too: mail scanners ask it.
pub fn routes(config: &mut web::ServiceConfig) {
    for (address, name) in PAGES {
        let page = move |assets: web::Data<Assets>, request: HttpRequest| async move {
            assets.page(&request, name, StatusCode::OK)
        };
        config.route(address, web::get().to(page)).route(address, web::head().to(page));
    }
    config
        .route("/rondes/{id}", web::get().to(preview::round_page))
        .route("/rondes/{id}", web::head().to(preview::round_page))
        .route("/afmelden/{token}", web::post().to(unsubscribe::one_click))
        .route("/demo/mailbox", web::get().to(mailbox))
        .route("/demo/mailbox", web::head().to(mailbox))
        .route("/s/{hash}/{path:.*}", web::get().to(assets::serve))
        .route("/s/{hash}/{path:.*}", web::head().to(assets::serve));
}

async fn mailbox(demo: Option<DemoOnly>, assets: web::Data<Assets>, request: HttpRequest) -> HttpResponse {
    match demo {
        Some(_) => assets.page(&request, "mailbox", StatusCode::OK),
        None => missing(assets, request).await,
    }
}

/// Answers every address that nothing stands at: a page for people, JSON for programs.
pub async fn missing(assets: web::Data<Assets>, request: HttpRequest) -> HttpResponse {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let program = ["/api/", "/box/", "/s/"].iter().any(|prefix| request.path().starts_with(prefix));
    if program || !reads {
        return problem::not_found(request).await;
    }
    assets.page(&request, "not-found", StatusCode::NOT_FOUND)
}
