//! What other sites show of a link to a round: title and Open Graph tags. No numbers: a result is to be read on the page.

use actix_web::error::ResponseError as _;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use uuid::Uuid;

use super::assets::Assets;
use super::packing::Packer;
use super::problem::Problem;
use super::theme::escape;
use crate::domain::ids::RoundId;
use crate::domain::round::{Round, State};
use crate::service::{Code, Platform, current};

/// `/rondes/{id}`: the page of a public round under its own title; the page for what is missing if there is none.
pub async fn round_page(
    platform: web::Data<Platform>,
    assets: web::Data<Assets>,
    packer: web::Data<Packer>,
    request: HttpRequest,
    id: Result<web::Path<Uuid>, actix_web::Error>,
) -> HttpResponse {
    let missing = || assets.page(&request, "not-found", StatusCode::NOT_FOUND);
    let Ok(id) = id else { return missing() };
    match current::public(&platform, RoundId(*id)).await {
        Ok(current) => match assets.html("round") {
            Some(html) => {
                let html = introduced(html, &platform.terms.name, &platform.terms.public_url, &current.round);
                packer.answer(&request, "text/html; charset=utf-8", html.into_bytes(), "no-cache")
            }
            None => missing(),
        },
        Err(refusal) if refusal.code == Code::NotFound => missing(),
        Err(refusal) => Problem::from(refusal).error_response(),
    }
}

/// The page with the title and the tags of a round.
fn introduced(html: &str, name: &str, public_url: &str, round: &Round) -> String {
    let title = &round.draft.title;
    let address = format!("{public_url}/rondes/{}", round.id);
    let tags = [
        ("title", title.as_str()),
        ("description", &description(round)),
        ("site_name", name),
        ("url", &address),
        ("type", "website"),
        ("locale", "nl_NL"),
    ];
    let tags = tags.map(|(property, value)| format!("<meta property=\"og:{property}\" content=\"{}\">", escape(value)));
    let tags = format!("{}\n</head>", tags.join("\n"));
    let page = html.replacen("</head>", &tags, 1);
    let (Some(start), Some(end)) = (page.find("<title>"), page.find("</title>")) else { return page };
    format!("{}<title>{} – {}{}", &page[..start], escape(title), escape(name), &page[end..])
}

/// What the round is for, and when.
fn description(round: &Round) -> String {
    let draft = &round.draft;
    let purpose = draft.purpose.map_or("", crate::domain::round::Purpose::meaning);
    let day = |moment: Option<crate::domain::time::Timestamp>| {
        moment.map(crate::domain::time::Timestamp::in_amsterdam).unwrap_or_default()
    };
    let when = match round.state {
        State::Withdrawn => "Deze ronde is ingetrokken.".to_owned(),
        State::Published => format!("De uitslag staat vast sinds {}.", day(draft.publishes_at)),
        State::Open => format!("Meedoen kan tot {}.", day(draft.closes_at)),
        _ => format!("De ronde is gesloten. De uitslag komt {}.", day(draft.publishes_at)),
    };
    format!("{purpose} {when}").trim().to_owned()
}
