//! What a mailed round link opens, how long, and what is left of it: nothing.

use actix_web::http::StatusCode;
use preferendum::service::{Code, session};
use preferendum::store::mail_link::Use;
use serde_json::json;

use crate::app::{Browser, TestApp};
use crate::ground::{Ground, on_both};

async fn with_link(app: &TestApp, token: &str) -> Browser {
    let mut browser = app.browser();
    browser.cookie = Some(app.round_pass(token).await);
    browser
}

async fn rows(ground: &Ground) -> Vec<i64> {
    let mut counted = Vec::new();
    for table in ["session", "audit", "mail_link", "login_request", "login_key", "outbox", "roll_entry"] {
        counted.push(ground.number(&format!("SELECT COUNT(*) FROM {table}")).await);
    }
    counted
}

#[actix_web::test]
async fn a_round_link_opens_one_round_and_shows_a_first_name_only() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (round, token) = app.open_round(ground).await;
        let (other, _) = app.open_round(ground).await;
        let mut browser = with_link(&app, &token).await;
        let me = browser.get("/me").await.json();
        assert_eq!((&me["name"], &me["round"]), (&json!("Ans"), &json!(round.to_string())));
        assert_eq!(browser.get("/my-rounds").await.code(), "forbidden");
        assert_eq!(browser.get(&format!("/rounds/{other}/ballot-paper")).await.code(), "not_found");
        // Ans is on no roll here; the guard let her through.
        assert_eq!(browser.get(&format!("/rounds/{round}/ballot-paper")).await.code(), "not_on_roll");
    })
    .await;
}

#[actix_web::test]
async fn looking_at_a_link_and_opening_it_write_nothing() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (_, token) = app.open_round(ground).await;
        let before = rows(ground).await;
        app.browser().get(&format!("/round-links/{token}")).await;
        app.browser().post(&format!("/round-links/{token}/open"), json!({})).await;
        let mut browser = with_link(&app, &token).await;
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
        assert_eq!(browser.post("/logout", json!({})).await.status, StatusCode::NO_CONTENT);
        assert_eq!(rows(ground).await, before);
    })
    .await;
}

#[actix_web::test]
async fn a_round_link_works_until_the_end_of_the_grace_and_not_when_revoked() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (_, token) = app.open_round(ground).await;
        let mut browser = with_link(&app, &token).await;
        app.turn_clock(4499);
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
        app.turn_clock(1);
        assert_eq!(browser.get("/me").await.code(), "not_signed_in");
        let refused = session::open_round_link(&app.platform, &token).await.unwrap_err();
        assert_eq!(refused.code, Code::RoundClosed);
        app.turn_clock(-600);
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
        ground.run("UPDATE mail_link SET revoked = TRUE").await;
        assert_eq!(browser.get("/me").await.code(), "not_signed_in");
        let answer = app.browser().post(&format!("/round-links/{token}/open"), json!({})).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::NOT_FOUND, "link_unknown"));
    })
    .await;
}

#[actix_web::test]
async fn a_withdrawn_round_opens_for_nobody() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (_, token) = app.open_round(ground).await;
        let mut browser = with_link(&app, &token).await;
        ground.run("UPDATE round SET state = 'withdrawn'").await;
        // Done past the service, so it is seen a second later.
        app.turn_clock(1);
        assert_eq!(browser.get("/me").await.code(), "not_signed_in");
        assert_eq!(app.browser().post(&format!("/round-links/{token}/open"), json!({})).await.code(), "round_closed");
    })
    .await;
}

#[actix_web::test]
async fn opening_a_link_gives_a_round_session_to_who_has_none_and_takes_nothing_from_who_has() {
    on_both(async |ground| {
        let people = ground.people().await;
        let round = ground.opened().await;
        let app = TestApp::on_bare(ground).await;
        let token = app.mail_link(people[0], Use::Round(round.id)).await;
        let path = format!("/round-links/{token}/open");
        let mut stranger = app.browser();
        let paper = stranger.post(&path, json!({})).await;
        assert_eq!((paper.status, &paper.json()["ticket_issued"]), (StatusCode::OK, &json!(false)));
        assert_eq!(stranger.get("/me").await.json()["round"], json!(round.id.to_string()));
        let mut member = app.browser();
        member.log_in("lid0@leden.example").await;
        assert_eq!(member.post(&path, json!({})).await.status, StatusCode::OK);
        assert_eq!(member.get("/me").await.json()["round"], json!(null));
        let mut other = app.browser();
        other.log_in("lid2@leden.example").await;
        other.post(&path, json!({})).await;
        assert_eq!(other.get("/me").await.json()["round"], json!(round.id.to_string()));
    })
    .await;
}
