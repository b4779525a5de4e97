//! Every route × every role: who is let through, and what is said to who is not.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::http::Method;
use actix_web::test::TestRequest;
use preferendum::domain::api_client::Scope;
use preferendum::domain::role::Role;
use serde_json::{Value, json};

use crate::app::{Answer, BOX_SECRET, Browser, PUBLIC, TestApp};
use crate::ground::{Ground, on_both};

/// Who comes to the door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Anonymous,
    RoundLink,
    OtherRoundLink,
    Member,
    Viewer,
    Board,
    Staff,
    Admin,
    FirstFactor,
    OtherHalf,
    ImportClient,
    DataClient,
}
use Who::*;

const EVERYBODY: &[Who] = &[
    Anonymous,
    RoundLink,
    OtherRoundLink,
    Member,
    Viewer,
    Board,
    Staff,
    Admin,
    FirstFactor,
    OtherHalf,
    ImportClient,
    DataClient,
];
const SIGNED_IN: &[Who] = &[RoundLink, OtherRoundLink, Member, Viewer, Board, Staff, Admin];
/// A link to another round is let through by the guard, and then finds nothing.
const VOTER: &[Who] = &[RoundLink, OtherRoundLink, Member];
const MEMBER: &[Who] = &[Member];
const BRANCH: &[Who] = &[Viewer, Board];
const BOARD: &[Who] = &[Board];
/// A board is let through, and then finds the rounds of its own branches only.
const DESK: &[Who] = &[Board, Staff, Admin];
const STAFF: &[Who] = &[Staff, Admin];
const IMPORTERS: &[Who] = &[Staff, Admin, ImportClient];
const ADMIN: &[Who] = &[Admin];
const WORKER: &[Who] = &[Viewer, Board, Staff, Admin];
const DATA_CLIENT: &[Who] = &[DataClient];
const FIRST_FACTOR: &[Who] = &[FirstFactor];
const OTHER_HALF: &[Who] = &[OtherHalf];
/// Nobody: this is not a demo.
const DEMO_ONLY: &[Who] = &[];

/// Every route of openapi.json, and who may pass its guard. A route that is missing here fails the test.
pub const ROUTES: &[(&str, &str, &[Who])] = &[
    ("get", "/health", EVERYBODY),
    ("get", "/api/v1/openapi.json", EVERYBODY),
    ("get", "/api/v1/instance", EVERYBODY),
    ("get", "/api/v1/rounds", EVERYBODY),
    ("get", "/api/v1/rounds/{id}", EVERYBODY),
    ("get", "/api/v1/rounds/{id}/manifest", EVERYBODY),
    ("get", "/api/v1/rounds/{id}/manifest/areas/{number}", EVERYBODY),
    ("get", "/api/v1/rounds/{id}/results", EVERYBODY),
    ("get", "/api/v1/rounds/{id}/results.csv", EVERYBODY),
    ("get", "/api/v1/rounds/{id}/statements/{number}.svg", EVERYBODY),
    ("get", "/api/v1/rounds/{id}/feedback", EVERYBODY),
    ("get", "/api/v1/branches/{code}/rounds/{id}/feedback", EVERYBODY),
    ("get", "/api/v1/round-links/{token}", EVERYBODY),
    ("post", "/api/v1/round-links/{token}/open", EVERYBODY),
    ("get", "/api/v1/unsubscribe/{token}", EVERYBODY),
    ("post", "/api/v1/unsubscribe/{token}", EVERYBODY),
    ("post", "/api/v1/login", EVERYBODY),
    ("post", "/api/v1/login/code", EVERYBODY),
    ("post", "/api/v1/login/link", EVERYBODY),
    ("post", "/api/v1/login/totp", FIRST_FACTOR),
    ("get", "/api/v1/me", SIGNED_IN),
    ("get", "/api/v1/me/export", MEMBER),
    ("get", "/api/v1/rounds/{id}/ballot-paper", VOTER),
    ("post", "/api/v1/rounds/{id}/ticket", VOTER),
    ("post", "/api/v1/rounds/{id}/decline", VOTER),
    ("get", "/api/v1/rounds/{id}/interests", VOTER),
    ("post", "/api/v1/rounds/{id}/interests", VOTER),
    ("get", "/api/v1/rounds/{id}/shared-sides", VOTER),
    ("post", "/api/v1/rounds/{id}/shared-sides", VOTER),
    ("get", "/api/v1/rounds/{id}/conversations", EVERYBODY),
    ("get", "/api/v1/conversations/{id}", EVERYBODY),
    ("post", "/api/v1/conversation-links/{token}/open", EVERYBODY),
    ("post", "/api/v1/conversation-links/{token}/answer", EVERYBODY),
    ("get", "/api/v1/conversation-links/{token}/calendar.ics", EVERYBODY),
    ("get", "/api/v1/my-conversations", MEMBER),
    ("post", "/api/v1/conversations/{id}/open", MEMBER),
    ("post", "/api/v1/conversations/{id}/answer", MEMBER),
    ("get", "/api/v1/desk/conversations", DESK),
    ("post", "/api/v1/desk/conversations", DESK),
    ("get", "/api/v1/desk/conversations/{id}", DESK),
    ("put", "/api/v1/desk/conversations/{id}", DESK),
    ("post", "/api/v1/desk/conversations/{id}/audience", DESK),
    ("post", "/api/v1/desk/conversations/{id}/invite", DESK),
    ("post", "/api/v1/desk/conversations/{id}/cancel", DESK),
    ("get", "/api/v1/desk/conversations/{id}/people", DESK),
    ("post", "/api/v1/desk/conversations/{id}/check-ins", DESK),
    ("post", "/api/v1/desk/conversations/{id}/draw/dry-run", DESK),
    ("post", "/api/v1/desk/conversations/{id}/draw", DESK),
    ("post", "/api/v1/desk/conversations/{id}/draw/value", DESK),
    ("get", "/api/v1/desk/conversations/{id}/draws/{stage}/file", DESK),
    ("post", "/api/v1/desk/conversations/{id}/tables", DESK),
    ("get", "/api/v1/desk/conversations/{id}/tables", DESK),
    ("get", "/api/v1/desk/conversations/{id}/notes", DESK),
    ("post", "/api/v1/table-links/{token}/open", EVERYBODY),
    ("post", "/api/v1/table-links/{token}/notes", EVERYBODY),
    ("post", "/api/v1/table-links/{token}/notes/{note}/remove", EVERYBODY),
    ("get", "/api/v1/draw-files/{token}", EVERYBODY),
    ("get", "/api/v1/conversations/{id}/draws", EVERYBODY),
    ("get", "/api/v1/conversations/{id}/lots", MEMBER),
    ("get", "/api/v1/conversations/{id}/calendar.ics", MEMBER),
    ("post", "/api/v1/conversation-links/{token}/lots", EVERYBODY),
    ("get", "/api/v1/desk/conversations/{id}/report", DESK),
    ("put", "/api/v1/desk/conversations/{id}/report", DESK),
    ("post", "/api/v1/desk/conversations/{id}/report/publish", DESK),
    ("post", "/api/v1/desk/conversations/{id}/contributions", DESK),
    ("post", "/api/v1/conversation-links/{token}/note", EVERYBODY),
    ("post", "/api/v1/conversations/{id}/note", MEMBER),
    ("post", "/api/v1/conversations/{id}/reaction", MEMBER),
    ("get", "/api/v1/pause", VOTER),
    ("post", "/api/v1/pause", VOTER),
    ("get", "/api/v1/my-rounds", MEMBER),
    ("get", "/api/v1/branch/rounds", BRANCH),
    ("get", "/api/v1/branch/rounds/{id}/interest", BRANCH),
    ("post", "/api/v1/branches/{code}/rounds/{id}/statements/{number}/feedback", BOARD),
    ("post", "/api/v1/staff/rounds/{id}/statements/{number}/feedback", DESK),
    ("get", "/api/v1/staff/statements", DESK),
    ("put", "/api/v1/staff/rounds/{id}/statements/{number}/tags", STAFF),
    ("get", "/api/v1/staff/branches", DESK),
    ("post", "/api/v1/staff/branches/{code}/composing", STAFF),
    ("post", "/api/v1/import/members", IMPORTERS),
    ("post", "/api/v1/import/branches", IMPORTERS),
    ("get", "/api/v1/staff/imports", STAFF),
    ("post", "/api/v1/staff/members/search", STAFF),
    ("post", "/api/v1/staff/members/{id}/look", STAFF),
    ("post", "/api/v1/staff/members/{id}/pause", STAFF),
    ("post", "/api/v1/staff/members/{id}/mail", STAFF),
    ("post", "/api/v1/staff/members/{id}/export", STAFF),
    ("post", "/api/v1/staff/members/{id}/erase", ADMIN),
    ("get", "/api/v1/staff/retention", STAFF),
    ("get", "/api/v1/staff/rounds", DESK),
    ("post", "/api/v1/staff/rounds", DESK),
    ("get", "/api/v1/staff/rounds/{id}", DESK),
    ("put", "/api/v1/staff/rounds/{id}", DESK),
    ("post", "/api/v1/staff/rounds/{id}/approve", DESK),
    ("post", "/api/v1/staff/rounds/{id}/schedule", DESK),
    ("post", "/api/v1/staff/rounds/{id}/unschedule", DESK),
    ("post", "/api/v1/staff/lint", DESK),
    ("post", "/api/v1/staff/rounds/{id}/lint/overrule", DESK),
    ("get", "/api/v1/staff/rounds/{id}/versions", DESK),
    ("get", "/api/v1/staff/rounds/{id}/versions/{version}", DESK),
    ("post", "/api/v1/staff/rounds/{id}/versions/{version}/restore", DESK),
    ("get", "/api/v1/staff/rounds/{id}/test-links", DESK),
    ("post", "/api/v1/staff/rounds/{id}/test-links", DESK),
    ("post", "/api/v1/staff/rounds/{id}/test-links/{link}/end", DESK),
    ("post", "/api/v1/staff/rounds/{id}/test-readings/{reading}/remove", DESK),
    ("get", "/api/v1/test-links/{token}", EVERYBODY),
    ("post", "/api/v1/test-links/{token}/readings", EVERYBODY),
    ("get", "/api/v1/staff/rounds/{id}/mail", STAFF),
    ("get", "/api/v1/staff/rounds/{id}/tasks", DESK),
    ("get", "/api/v1/staff/calendar", DESK),
    ("put", "/api/v1/staff/calendar/rhythm", STAFF),
    ("post", "/api/v1/staff/calendar/rhythm/stop", STAFF),
    ("post", "/api/v1/staff/calendar/rhythms/{id}/{number}/skip", STAFF),
    ("post", "/api/v1/staff/calendar/rhythms/{id}/{number}/restore", STAFF),
    ("post", "/api/v1/staff/calendar/rhythms/{id}/{number}/move", STAFF),
    ("post", "/api/v1/staff/rounds/{id}/withdrawal", ADMIN),
    ("delete", "/api/v1/staff/rounds/{id}/withdrawal", ADMIN),
    ("post", "/api/v1/staff/rounds/{id}/withdrawal/confirm", STAFF),
    ("get", "/api/v1/staff/rounds/{id}/post", DESK),
    ("post", "/api/v1/staff/rounds/{id}/post/check", DESK),
    ("post", "/api/v1/staff/rounds/{id}/post/pause", STAFF),
    ("post", "/api/v1/staff/rounds/{id}/post/trial", STAFF),
    ("post", "/api/v1/staff/rounds/{id}/post/overruling", ADMIN),
    ("get", "/api/v1/staff/rounds/{id}/letters/{kind}", DESK),
    ("get", "/api/v1/staff/rounds/{id}/letters/{kind}/html", DESK),
    ("post", "/api/v1/staff/rounds/{id}/paper-letters", ADMIN),
    ("get", "/api/v1/staff/mail-stops", STAFF),
    ("post", "/api/v1/staff/mail-stops/{id}/lift", STAFF),
    ("get", "/api/v1/staff/access", ADMIN),
    ("post", "/api/v1/staff/access", ADMIN),
    ("put", "/api/v1/staff/access/{id}/roles", ADMIN),
    ("post", "/api/v1/staff/access/{id}/switch", ADMIN),
    ("post", "/api/v1/staff/access/{id}/sign-out", ADMIN),
    ("post", "/api/v1/staff/access/{id}/invitation", ADMIN),
    ("post", "/api/v1/staff-invitations/{token}/open", EVERYBODY),
    ("post", "/api/v1/staff-invitations/{token}/accept", EVERYBODY),
    ("post", "/api/v1/me/recovery-codes", WORKER),
    ("get", "/api/v1/staff/api-clients", ADMIN),
    ("post", "/api/v1/staff/api-clients", ADMIN),
    ("post", "/api/v1/staff/api-clients/{id}/revoke", ADMIN),
    ("post", "/api/v1/token", EVERYBODY),
    ("get", "/api/v1/open-data/rounds", DATA_CLIENT),
    ("get", "/api/v1/staff/audit", STAFF),
    ("get", "/api/v1/staff/audit/choices", STAFF),
    ("get", "/api/v1/staff/audit.csv", STAFF),
    ("get", "/api/v1/desk/audit/{kind}/{id}", DESK),
    ("post", "/box/v1/rounds/{id}/ballots", EVERYBODY),
    ("post", "/box/v1/rounds/{id}/status", EVERYBODY),
    ("get", "/box/v1/internal/rounds/{id}/figures", OTHER_HALF),
    ("get", "/box/v1/internal/rounds/{id}/counted", OTHER_HALF),
    ("post", "/box/v1/internal/rounds/{id}/halt", OTHER_HALF),
    ("post", "/box/v1/internal/rounds/{id}/destroy", OTHER_HALF),
    ("post", "/box/v1/internal/rounds/{id}/publish", OTHER_HALF),
    ("post", "/box/v1/internal/rounds/{id}/forget-areas", OTHER_HALF),
    ("get", "/box/v1/rounds/{id}/lists/{number}", EVERYBODY),
    ("get", "/box/v1/rounds/{id}/lists/{number}/groups/{group}", EVERYBODY),
    ("get", "/api/v1/demo/letters", DEMO_ONLY),
    ("get", "/api/v1/demo/letters/{id}", DEMO_ONLY),
    ("post", "/api/v1/demo/sign-in", DEMO_ONLY),
    // Last: it ends the sessions of those who walk here.
    ("post", "/api/v1/logout", EVERYBODY),
];

/// What a guard says to who may not pass; none to who may.
fn refusal(route: &str, allowed: &[Who], who: Who) -> Option<&'static str> {
    if allowed.contains(&who) {
        return None;
    }
    Some(match who {
        _ if allowed.is_empty() => "not_found",
        Anonymous | OtherHalf => "not_signed_in",
        // The box knows no sessions.
        _ if route.starts_with("/box/") => "not_signed_in",
        FirstFactor => "second_factor_needed",
        _ => "forbidden",
    })
}

/// The routes of the description, as method and path.
pub fn described() -> BTreeSet<(String, String)> {
    let description: Value = serde_json::from_str(&preferendum::server::openapi().to_json().unwrap()).unwrap();
    let paths = description["paths"].as_object().unwrap();
    let each = paths.iter().flat_map(|(path, item)| {
        let methods = ["get", "post", "put", "delete", "patch"];
        methods.into_iter().filter(|method| item.get(method).is_some()).map(|method| (method.to_owned(), path.clone()))
    });
    each.collect()
}

#[test]
fn every_route_says_who_may_use_it_and_no_other_does() {
    let listed: BTreeSet<_> =
        ROUTES.iter().map(|(method, path, _)| ((*method).to_owned(), (*path).to_owned())).collect();
    assert_eq!(described(), listed, "tests/it/roles.rs must name each route of the API and its guard");
}

pub async fn everybody(app: &TestApp, ground: &Ground) -> (BTreeMap<Who, Browser>, String, String) {
    let (round, token) = app.open_round(ground).await;
    let (_, other) = app.open_round(ground).await;
    let mut people = BTreeMap::new();
    for who in [Anonymous, OtherHalf] {
        people.insert(who, app.browser());
    }
    for (who, token) in [(RoundLink, &token), (OtherRoundLink, &other)] {
        let mut browser = app.browser();
        browser.cookie = Some(app.round_pass(token).await);
        people.insert(who, browser);
    }
    people.insert(Member, app.sign_in_member().await);
    for (who, role) in [(Viewer, Role::Viewer), (Board, Role::Board), (Staff, Role::Staff), (Admin, Role::Admin)] {
        people.insert(who, app.sign_in(role).await);
    }
    for (who, scope) in [(ImportClient, Scope::Import), (DataClient, Scope::OpenData)] {
        people.insert(who, app.client(scope).await);
    }
    app.hire("half@werk.example", Role::Admin).await;
    let mut half = app.browser();
    half.log_in("half@werk.example").await;
    people.insert(FirstFactor, half);
    (people, round.to_string(), token)
}

pub fn request(method: &str, path: &str, who: Who) -> TestRequest {
    let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
    let mut request = TestRequest::default().method(method.clone()).uri(path);
    if method != Method::GET {
        let body = match path.rsplit('/').next().unwrap() {
            "ticket" => json!({"blinded": "A".repeat(342)}),
            "decline" => json!({"declined": true}),
            "interests" => json!({"statements": [1]}),
            "pause" => json!({"until": null}),
            "shared-sides" => json!({"sides": []}),
            _ => json!({}),
        };
        request = request.set_json(body).insert_header(("origin", PUBLIC));
    }
    if who == OtherHalf {
        request = request.insert_header(("authorization", format!("Bearer {BOX_SECRET}")));
    }
    request
}

fn judge(method: &str, route: &str, allowed: &[Who], who: Who, answer: &Answer) {
    let said = answer.code();
    let place = format!("{who:?} {method} {route}: {} {said}", answer.status);
    assert!(!answer.status.is_server_error(), "{place}");
    let guards = ["not_signed_in", "second_factor_needed", "forbidden"];
    match refusal(route, allowed, who) {
        Some(code) => {
            assert_eq!(said, code, "{place}");
            let status = match code {
                "not_found" => 404,
                "forbidden" => 403,
                _ => 401,
            };
            assert_eq!(answer.status.as_u16(), status, "{place}");
        }
        None if who == OtherRoundLink && allowed == VOTER && route.contains("{id}") => {
            assert_eq!(answer.status.as_u16(), 404, "{place}")
        }
        None => assert!(!guards.contains(&said.as_str()), "{place}"),
    }
}

#[actix_web::test]
async fn every_route_lets_through_exactly_who_may_use_it() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (people, round, token) = everybody(&app, ground).await;
        for (count, (method, route, allowed)) in ROUTES.iter().enumerate() {
            let path = route
                .replace("{id}", &round)
                .replace("{token}", &token)
                .replace("{number}", "1")
                .replace("{code}", "A");
            for (who, browser) in &people {
                let mut browser = browser.clone();
                // A limit must not answer in the place of a guard.
                browser.address = format!("198.51.100.{count}");
                let answer = browser.send(request(method, &path, *who)).await;
                judge(method, route, allowed, *who, &answer);
            }
        }
    })
    .await;
}
