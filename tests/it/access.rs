//! Who may work with the platform: invited by mail, with a second factor and recovery codes, up to a last day.

use actix_web::http::Method;
use preferendum::domain::letter::Content;
use preferendum::domain::role::Role;
use preferendum::service::outbox;
use serde_json::{Value, json};

use crate::app::{Answer, Browser, TestApp};
use crate::ground::{Ground, on_both};

/// The link in the newest invitation that waits in the outbox; letters are settled as sent.
async fn invitation(ground: &Ground) -> Option<String> {
    let batch = outbox::next(&ground.platform, 50).await.unwrap();
    let mut links = Vec::new();
    for (row, letter) in batch.ready {
        outbox::claim(&ground.platform, &[row.id]).await.unwrap();
        outbox::settle(&ground.platform, &[(row, preferendum::domain::outbox::Outcome::Sent)]).await.unwrap();
        if let Content::StaffInvitation { link, .. } = letter.content {
            links.push(link.strip_prefix("https://leden.example.org/welkom/").unwrap().to_owned());
        }
    }
    links.pop()
}

fn board(last_day: Value) -> Value {
    json!([{"role": "board", "branch": "A", "last_day": last_day}])
}

async fn invite(admin: &mut Browser, email: &str, roles: Value) -> Answer {
    admin.post("/staff/access", json!({"email": email, "name": "Bea Bos", "roles": roles})).await
}

fn person(list: &Value, email: &str) -> Value {
    list["people"].as_array().unwrap().iter().find(|one| one["email"] == email).unwrap().clone()
}

/// Accepts the invitation that waits: the browser, the app's address, and the recovery codes.
async fn accept(app: &TestApp, token: &str) -> (Browser, String, Vec<String>) {
    let mut browser = app.browser();
    let opened = browser.post(&format!("/staff-invitations/{token}/open"), json!({})).await.json();
    let otpauth = opened["otpauth"].as_str().unwrap().to_owned();
    let code = app.digits(&otpauth);
    let accepted = browser.post(&format!("/staff-invitations/{token}/accept"), json!({"code": code})).await.json();
    let codes = accepted["recovery_codes"].as_array().unwrap();
    (browser, otpauth, codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect())
}

#[actix_web::test]
async fn an_invited_board_member_sets_up_a_second_factor_and_is_signed_in() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        let list = invite(&mut admin, "Bea@Bestuur.example", board(Value::Null)).await.json();
        let bea = person(&list, "bea@bestuur.example");
        assert_eq!((&bea["second_factor"], &bea["roles"][0]["branch"]), (&json!(false), &json!("A")));
        assert!(bea["invited_until"].is_string());
        // The mail alone does not sign in: the second factor is missing.
        let mut early = app.browser();
        assert_eq!(early.log_in("bea@bestuur.example").await.json()["next"], "totp");
        let token = invitation(ground).await.unwrap();
        let rows = async || {
            let mut sum = String::new();
            for table in ["staff_invitation", "recovery_code", "session", "audit"] {
                sum += &format!("{} ", ground.number(&format!("SELECT COUNT(*) FROM {table}")).await);
            }
            sum
        };
        let before = rows().await;
        let mut browser = app.browser();
        for method in [Method::GET, Method::HEAD] {
            let looked = browser.ask(method, &format!("/staff-invitations/{token}/open"), None).await;
            assert_eq!(looked.status.as_u16(), 404);
        }
        let opened = browser.post(&format!("/staff-invitations/{token}/open"), json!({})).await.json();
        let again = browser.post(&format!("/staff-invitations/{token}/open"), json!({})).await.json();
        assert_eq!((&opened, rows().await), (&again, before.clone()));
        let path = format!("/staff-invitations/{token}/accept");
        assert_eq!(browser.post(&path, json!({"code": "000000"})).await.code(), "code_wrong");
        assert_eq!(browser.post(&path, json!({"code": null})).await.code(), "code_wrong");
        assert_eq!(rows().await, before);
        let code = app.digits(opened["otpauth"].as_str().unwrap());
        let accepted = browser.post(&path, json!({"code": code})).await.json();
        assert_eq!(accepted["me"]["roles"][0]["role"], "board");
        let codes = accepted["recovery_codes"].as_array().unwrap();
        assert_eq!((codes.len(), codes[0].as_str().unwrap().len()), (10, 19));
        assert_eq!(browser.get("/me").await.json()["name"], "Bea Bos");
        assert_eq!(app.browser().post(&path, json!({"code": code})).await.code(), "link_unknown");
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'access.accept'").await, 1);
        assert!(person(&admin.get("/staff/access").await.json(), "bea@bestuur.example")["invited_until"].is_null());
    })
    .await;
}

#[actix_web::test]
async fn an_invitation_works_for_seven_days_and_a_new_one_ends_it() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        let list = invite(&mut admin, "bea@bestuur.example", board(Value::Null)).await.json();
        let id = person(&list, "bea@bestuur.example")["id"].as_str().unwrap().to_owned();
        let first = invitation(ground).await.unwrap();
        admin.post(&format!("/staff/access/{id}/invitation"), json!({})).await;
        let second = invitation(ground).await.unwrap();
        let open = async |token: &str| app.browser().post(&format!("/staff-invitations/{token}/open"), json!({})).await;
        assert_eq!(open(&first).await.code(), "link_unknown");
        assert_eq!(open(&second).await.status.as_u16(), 200);
        app.turn_clock(7 * 86_400);
        assert_eq!(open(&second).await.code(), "link_unknown");
        assert_eq!(open("geen-link").await.code(), "link_unknown");
    })
    .await;
}

#[actix_web::test]
async fn a_letter_that_is_sent_late_or_for_nothing_is_not_sent() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        invite(&mut admin, "bea@bestuur.example", board(Value::Null)).await;
        app.turn_clock(8 * 86_400);
        assert_eq!(invitation(ground).await, None);
    })
    .await;
}

#[actix_web::test]
async fn a_viewer_needs_no_second_factor_and_gets_no_recovery_codes() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        invite(&mut admin, "kijk@bestuur.example", json!([{"role": "viewer", "branch": "B", "last_day": null}])).await;
        let token = invitation(ground).await.unwrap();
        let mut browser = app.browser();
        let opened = browser.post(&format!("/staff-invitations/{token}/open"), json!({})).await.json();
        assert!(opened["otpauth"].is_null());
        let accepted = browser.post(&format!("/staff-invitations/{token}/accept"), json!({"code": null})).await.json();
        assert_eq!(accepted["recovery_codes"], json!([]));
        assert_eq!(browser.get("/branch/rounds").await.status.as_u16(), 200);
    })
    .await;
}

#[actix_web::test]
async fn a_recovery_code_takes_the_place_of_the_app_once_and_new_ones_end_the_old() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        invite(&mut admin, "bea@bestuur.example", board(Value::Null)).await;
        let (mut bea, otpauth, codes) = accept(&app, &invitation(ground).await.unwrap()).await;
        let sign_in = async |code: &str| {
            let mut browser = app.browser();
            browser.log_in("bea@bestuur.example").await;
            browser.post("/login/totp", json!({"code": code})).await
        };
        assert_eq!(sign_in(&codes[0].to_lowercase()).await.json()["next"], "done");
        assert_eq!(sign_in(&codes[0]).await.code(), "code_wrong");
        assert_eq!(sign_in("ABCD-EFGH-JKMN-PQRS").await.code(), "code_wrong");
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE detail = '9 left'").await, 1);
        // Digits are good once: those of the invitation do not make new codes.
        let used = app.digits(&otpauth);
        assert_eq!(bea.post("/me/recovery-codes", json!({"code": used})).await.code(), "code_wrong");
        app.turn_clock(30);
        let fresh = bea.post("/me/recovery-codes", json!({"code": app.digits(&otpauth)})).await.json();
        let fresh = fresh["recovery_codes"][3].as_str().unwrap().to_owned();
        assert_eq!(sign_in(&codes[1]).await.code(), "code_wrong");
        assert_eq!(sign_in(&fresh).await.json()["next"], "done");
        // Another account has no use for it.
        app.hire("ander@werk.example", Role::Staff).await;
        let mut other = app.browser();
        other.log_in("ander@werk.example").await;
        assert_eq!(other.post("/login/totp", json!({"code": codes[2]})).await.code(), "code_wrong");
        // In the database there are hashes only.
        assert_eq!(ground.number("SELECT COUNT(*) FROM recovery_code WHERE LENGTH(hash) <> 32").await, 0);
    })
    .await;
}

#[actix_web::test]
async fn a_role_counts_up_to_and_with_its_last_day_in_the_netherlands() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        for impossible in [json!("2026-11-23"), json!("gisteren")] {
            assert_eq!(invite(&mut admin, "bea@bestuur.example", board(impossible)).await.json()["field"], "last_day");
        }
        invite(&mut admin, "bea@bestuur.example", board(json!("2026-11-25"))).await;
        let (_, otpauth, codes) = accept(&app, &invitation(ground).await.unwrap()).await;
        // 25 November, 23:59:59 in the Netherlands: 22:59:59 UTC. The ground begins on the 24th at 8:00 UTC.
        app.turn_clock(86_400 + 15 * 3600 - 1);
        let mut bea = app.browser();
        bea.log_in("bea@bestuur.example").await;
        let digits = app.digits(&otpauth);
        assert_eq!(bea.post("/login/totp", json!({"code": digits})).await.json()["next"], "done");
        assert_eq!(bea.get("/branch/rounds").await.status.as_u16(), 200);
        app.turn_clock(1);
        assert_eq!(bea.get("/branch/rounds").await.code(), "not_signed_in");
        let mut late = app.browser();
        assert_eq!(late.log_in("bea@bestuur.example").await.code(), "code_wrong");
        assert_eq!(late.post("/login/totp", json!({"code": codes[0]})).await.code(), "not_signed_in");
        let mut admin = app.sign_in_again("admin@werk.example").await;
        let shown = person(&admin.get("/staff/access").await.json(), "bea@bestuur.example");
        assert_eq!(shown["roles"][0]["counts"], false);
        let id = shown["id"].as_str().unwrap();
        let path = format!("/staff/access/{id}/roles");
        admin.ask(Method::PUT, &path, Some(json!({"roles": board(Value::Null)}))).await;
        let mut back = app.browser();
        back.log_in("bea@bestuur.example").await;
        assert_eq!(back.post("/login/totp", json!({"code": codes[0]})).await.json()["next"], "done");
    })
    .await;
}

#[actix_web::test]
async fn changing_access_ends_sessions_at_once() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        let list = invite(&mut admin, "bea@bestuur.example", board(Value::Null)).await.json();
        let id = person(&list, "bea@bestuur.example")["id"].as_str().unwrap().to_owned();
        let (mut bea, _, codes) = accept(&app, &invitation(ground).await.unwrap()).await;
        let mut next = codes.iter();
        let acts = [
            (Method::POST, "sign-out", json!({})),
            (Method::PUT, "roles", json!({"roles": [{"role": "board", "branch": "B", "last_day": null}]})),
            (Method::POST, "switch", json!({"on": false})),
            (Method::POST, "switch", json!({"on": true})),
            (Method::PUT, "roles", json!({"roles": []})),
        ];
        for (method, act, body) in acts {
            let on = bea.get("/branch/rounds").await.status.as_u16() == 200;
            let answer = admin.ask(method, &format!("/staff/access/{id}/{act}"), Some(body.clone())).await;
            assert_eq!(answer.status.as_u16(), 200, "{act} {body}");
            assert_eq!(bea.get("/branch/rounds").await.code(), "not_signed_in", "{act} {body}");
            bea = app.browser();
            if body["on"] != false {
                let first = bea.log_in("bea@bestuur.example").await;
                if first.json()["next"] == "totp" {
                    bea.post("/login/totp", json!({"code": next.next().unwrap()})).await;
                }
            }
            assert!(on || body["on"] == true, "{act}");
        }
        for (act, times) in [("sign_out", 1), ("roles", 2), ("switch_off", 1), ("switch_on", 1)] {
            let lines = format!("SELECT COUNT(*) FROM audit WHERE act = 'access.{act}'");
            assert_eq!(ground.number(&lines).await, times, "{act}");
        }
        // Switched off or without a role nobody signs in.
        assert_eq!(bea.get("/me").await.code(), "not_signed_in");
    })
    .await;
}

#[actix_web::test]
async fn a_lost_second_factor_is_replaced_by_a_fresh_invitation() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        let list = invite(&mut admin, "bea@bestuur.example", board(Value::Null)).await.json();
        let id = person(&list, "bea@bestuur.example")["id"].as_str().unwrap().to_owned();
        let first = invitation(ground).await.unwrap();
        let (mut bea, old, codes) = accept(&app, &first).await;
        admin.post(&format!("/staff/access/{id}/invitation"), json!({})).await;
        assert_eq!(bea.get("/me").await.code(), "not_signed_in");
        app.turn_clock(30);
        for dead in [app.digits(&old), codes[0].clone()] {
            let mut browser = app.browser();
            browser.log_in("bea@bestuur.example").await;
            assert_eq!(browser.post("/login/totp", json!({"code": dead})).await.code(), "code_wrong");
        }
        let second = invitation(ground).await.unwrap();
        assert_ne!(first, second);
        let (mut bea, new, _) = accept(&app, &second).await;
        assert_ne!(old, new);
        assert_eq!(bea.get("/me").await.json()["name"], "Bea Bos");
    })
    .await;
}

#[actix_web::test]
async fn the_last_admin_cannot_be_taken_away_in_any_way() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        let list = admin.get("/staff/access").await.json();
        let id = person(&list, "admin@werk.example")["id"].as_str().unwrap().to_owned();
        // Somebody who is invited and cannot sign in yet does not count.
        invite(&mut admin, "nieuw@werk.example", json!([{"role": "admin", "branch": null, "last_day": null}])).await;
        let staff = json!({"roles": [{"role": "staff", "branch": null, "last_day": null}]});
        let ways = [
            (Method::PUT, "roles", staff.clone()),
            (Method::PUT, "roles", json!({"roles": []})),
            (Method::POST, "switch", json!({"on": false})),
            (Method::POST, "invitation", json!({})),
        ];
        for (method, act, body) in ways {
            let answer = admin.ask(method, &format!("/staff/access/{id}/{act}"), Some(body)).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (409, "last_admin"), "{act}");
        }
        let until = json!([{"role": "admin", "branch": null, "last_day": "2027-01-01"}]);
        assert_eq!(invite(&mut admin, "tijdelijk@werk.example", until).await.json()["field"], "last_day");
        accept(&app, &invitation(ground).await.unwrap()).await;
        assert_eq!(
            admin.ask(Method::PUT, &format!("/staff/access/{id}/roles"), Some(staff)).await.status.as_u16(),
            200
        );
    })
    .await;
}

#[actix_web::test]
async fn what_makes_no_sense_invites_nobody() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        let role = |role: &str, branch: Value| json!([{"role": role, "branch": branch, "last_day": null}]);
        let wrong = [
            ("x@werk.example", role("viewer", Value::Null), "branch"),
            ("x@werk.example", role("staff", json!("A")), "branch"),
            ("x@werk.example", role("board", json!("Z")), "branch"),
            ("x@werk.example", role("keizer", Value::Null), "role"),
            ("x@werk.example", json!([]), "roles"),
            ("geen adres", role("staff", Value::Null), "email"),
            ("admin@werk.example", role("staff", Value::Null), "email"),
        ];
        let before = ground.number("SELECT COUNT(*) FROM account").await;
        for (email, roles, field) in wrong {
            let answer = invite(&mut admin, email, roles).await;
            assert_eq!((answer.status.as_u16(), &answer.json()["field"]), (422, &json!(field)), "{email}");
        }
        assert_eq!(ground.number("SELECT COUNT(*) FROM account").await, before);
        assert_eq!(invitation(ground).await, None);
    })
    .await;
}
