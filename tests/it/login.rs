//! Signing in, out, and what keeps others from it.

use actix_web::http::StatusCode;
use actix_web::test::TestRequest;
use preferendum::domain::role::Role;
use serde_json::{Value, json};

use crate::app::{COUPLE, MEMBER, TestApp};
use crate::ground::on_both;

#[actix_web::test]
async fn a_member_signs_in_with_the_code_once() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut browser = app.browser();
        let login = browser.post("/login", json!({"email": " Ans@Leden.example "})).await;
        assert_eq!(login.status, StatusCode::ACCEPTED);
        let login = login.json()["login"].clone();
        let code = app.letter(&login).await[0].code.clone();
        let answer = browser.post("/login/code", json!({"login": login, "code": code})).await;
        assert_eq!(answer.json()["me"]["first_name"], "Ans");
        assert_eq!(answer.json()["me"]["branch"], json!({"code": "A", "name": "Aalten"}));
        let cookie = answer.header("set-cookie").to_owned();
        for part in ["__Host-session=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"));
        assert_eq!(browser.get("/me").await.json()["name"], "Ans Jansen");
        let again = app.browser().post("/login/code", json!({"login": login, "code": code})).await;
        assert_eq!((again.status, again.code().as_str()), (StatusCode::UNAUTHORIZED, "code_wrong"));
    })
    .await;
}

#[actix_web::test]
async fn the_link_in_the_letter_signs_in_once_and_looking_at_it_changes_nothing() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let login = app.browser().post("/login", json!({"email": MEMBER})).await.json()["login"].clone();
        let link = app.letter(&login).await[0].link.clone();
        let token = link.strip_prefix("https://leden.example.org/inloggen/").unwrap();
        for request in [TestRequest::get(), TestRequest::default().method(actix_web::http::Method::HEAD)] {
            assert_eq!(app.send(request.uri(&format!("/inloggen/{token}"))).await.status, StatusCode::OK);
        }
        let mut browser = app.browser();
        assert_eq!(browser.post("/login/link", json!({"token": token})).await.json()["next"], "done");
        let again = app.browser().post("/login/link", json!({"token": token})).await;
        assert_eq!((again.status, again.code().as_str()), (StatusCode::UNAUTHORIZED, "link_unknown"));
    })
    .await;
}

#[actix_web::test]
async fn a_letter_to_a_shared_address_has_a_link_and_a_code_for_each_member() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let login = app.browser().post("/login", json!({"email": COUPLE})).await.json()["login"].clone();
        let people = app.letter(&login).await;
        assert_eq!(people.iter().map(|one| one.first_name.as_str()).collect::<Vec<_>>(), ["Bas", "Cor"]);
        let mut browser = app.browser();
        let answer = browser.post("/login/code", json!({"login": login, "code": people[1].code})).await;
        assert_eq!(answer.json()["me"]["first_name"], "Cor");
    })
    .await;
}

#[actix_web::test]
async fn known_and_unknown_addresses_get_the_same_answer_and_the_same_work() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut shapes = Vec::new();
        for email in [MEMBER, "niemand@elders.example"] {
            let answer = app.browser().post("/login", json!({"email": email})).await;
            let Value::Object(body) = answer.json() else { panic!("no object") };
            let mut headers: Vec<String> = answer.headers.keys().map(ToString::to_string).collect();
            headers.sort();
            shapes.push((answer.status, body.keys().cloned().collect::<Vec<_>>(), answer.body.len(), headers));
            let rows = ground.number("SELECT COUNT(*) FROM login_request").await;
            assert_eq!(rows, ground.number("SELECT COUNT(*) FROM outbox WHERE kind = 'login'").await);
        }
        assert_eq!(shapes[0], shapes[1]);
        let unknown = app.browser().post("/login", json!({"email": "weer@elders.example"})).await.json();
        assert!(app.letter(&unknown["login"]).await.is_empty());
    })
    .await;
}

#[actix_web::test]
async fn five_wrong_codes_and_the_right_one_is_refused_too() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut browser = app.browser();
        let login = browser.post("/login", json!({"email": MEMBER})).await.json()["login"].clone();
        let code = app.letter(&login).await[0].code.clone();
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..5 {
            let answer = browser.post("/login/code", json!({"login": login, "code": wrong})).await;
            assert_eq!(answer.code(), "code_wrong");
        }
        let answer = browser.post("/login/code", json!({"login": login, "code": code})).await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::UNAUTHORIZED, "code_wrong"));
    })
    .await;
}

#[actix_web::test]
async fn a_newer_request_ends_the_older_one_and_ten_minutes_end_every_one() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut browser = app.browser();
        let first = browser.post("/login", json!({"email": MEMBER})).await.json()["login"].clone();
        let code = app.letter(&first).await[0].code.clone();
        let second = browser.post("/login", json!({"email": MEMBER})).await.json()["login"].clone();
        assert_eq!(browser.post("/login/code", json!({"login": first, "code": code})).await.code(), "code_wrong");
        assert!(app.letter(&first).await.is_empty());
        let code = app.letter(&second).await[0].code.clone();
        app.turn_clock(600);
        assert_eq!(browser.post("/login/code", json!({"login": second, "code": code})).await.code(), "code_wrong");
        assert!(app.letter(&second).await.is_empty());
    })
    .await;
}

#[actix_web::test]
async fn only_hashes_of_links_and_codes_are_kept() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let login = app.browser().post("/login", json!({"email": MEMBER})).await.json()["login"].clone();
        let letter = app.letter(&login).await;
        let token = letter[0].link.rsplit('/').next().unwrap();
        let texts = "SELECT COUNT(*) FROM outbox WHERE error LIKE '%{}%' OR occasion LIKE '%{}%'";
        for secret in [token, letter[0].code.as_str()] {
            assert_eq!(ground.number(&texts.replace("{}", secret)).await, 0);
        }
        assert_eq!(ground.number("SELECT COUNT(*) FROM login_key WHERE LENGTH(code_hash) = 32").await, 1);
    })
    .await;
}

#[actix_web::test]
async fn an_account_that_can_change_something_needs_its_second_factor_and_no_digits_work_twice() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (_, otpauth) = app.hire("staf@werk.example", Role::Staff).await;
        let otpauth = otpauth.unwrap();
        let mut browser = app.browser();
        let answer = browser.log_in("staf@werk.example").await.json();
        assert_eq!(answer, json!({"next": "totp", "me": null}));
        let refused = browser.get("/me").await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::UNAUTHORIZED, "second_factor_needed"));
        let half = browser.cookie.clone();
        let digits = app.digits(&otpauth);
        assert_eq!(browser.post("/login/totp", json!({"code": digits})).await.json()["next"], "done");
        assert_eq!(browser.get("/me").await.json()["roles"], json!([{"role": "staff", "branch": null}]));
        // The pass from before is worth nothing any more.
        let mut earlier = app.browser();
        earlier.cookie = half;
        assert_eq!(earlier.get("/me").await.code(), "not_signed_in");
        // Somebody who looked over a shoulder.
        let mut other = app.browser();
        other.log_in("staf@werk.example").await;
        assert_eq!(other.post("/login/totp", json!({"code": digits})).await.code(), "code_wrong");
        app.turn_clock(30);
        let fresh = app.digits(&otpauth);
        assert_eq!(other.post("/login/totp", json!({"code": fresh})).await.json()["next"], "done");
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'sign_in'").await, 2);
    })
    .await;
}

#[actix_web::test]
async fn five_wrong_digits_end_the_session_that_waits() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (_, otpauth) = app.hire("staf@werk.example", Role::Board).await;
        let otpauth = otpauth.unwrap();
        let mut browser = app.browser();
        browser.log_in("staf@werk.example").await;
        let wrong = if app.digits(&otpauth) == "000000" { "000001" } else { "000000" };
        for _ in 0..5 {
            assert_eq!(browser.post("/login/totp", json!({"code": wrong})).await.code(), "code_wrong");
        }
        let digits = app.digits(&otpauth);
        let answer = browser.post("/login/totp", json!({"code": digits})).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[actix_web::test]
async fn a_viewer_needs_no_second_factor_until_given_a_role_that_does() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut viewer = app.sign_in(Role::Viewer).await;
        assert_eq!(viewer.get("/me").await.json()["roles"], json!([{"role": "viewer", "branch": "A"}]));
        let (_, otpauth) = app.hire("viewer@werk.example", Role::Board).await;
        assert!(otpauth.is_some());
        assert_eq!(viewer.get("/me").await.code(), "not_signed_in");
    })
    .await;
}

#[actix_web::test]
async fn signing_out_revokes_the_session_itself() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut browser = app.sign_in_member().await;
        let mut copy = browser.clone();
        assert_eq!(browser.post("/logout", json!({})).await.status, StatusCode::NO_CONTENT);
        assert!(browser.cookie.is_none());
        assert_eq!(copy.get("/me").await.code(), "not_signed_in");
        assert_eq!(app.browser().post("/logout", json!({})).await.status, StatusCode::NO_CONTENT);
    })
    .await;
}

#[actix_web::test]
async fn a_session_ends_by_the_clock_and_with_the_membership() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut staff = app.sign_in(Role::Staff).await;
        let mut member = app.sign_in_member().await;
        app.turn_clock(12 * 3600);
        assert_eq!(staff.get("/me").await.code(), "not_signed_in");
        assert_eq!(member.get("/me").await.status, StatusCode::OK);
        ground.run("UPDATE member SET left_at = 1").await;
        assert_eq!(member.get("/me").await.code(), "not_signed_in");
    })
    .await;
}

#[actix_web::test]
async fn the_row_of_a_members_session_does_not_say_when_it_began() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        app.sign_in_member().await;
        assert_eq!(ground.number("SELECT expires_at % 86400 FROM session").await, 0);
        assert_eq!(ground.number("SELECT COUNT(*) FROM audit WHERE act = 'sign_in'").await, 0);
    })
    .await;
}

#[actix_web::test]
async fn the_same_pass_works_as_a_bearer() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let pass = app.sign_in_member().await.cookie.unwrap();
        let request = TestRequest::get().uri("/api/v1/me").insert_header(("authorization", format!("Bearer {pass}")));
        assert_eq!(app.send(request).await.status, StatusCode::OK);
    })
    .await;
}

#[actix_web::test]
async fn letters_are_limited_for_each_address_and_for_each_client() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut browser = app.browser();
        for _ in 0..5 {
            assert_eq!(browser.post("/login", json!({"email": MEMBER})).await.status, StatusCode::ACCEPTED);
        }
        browser.address = "192.0.2.2".to_owned();
        let refused = browser.post("/login", json!({"email": MEMBER})).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "too_many"));
        let wait: i64 = refused.header("retry-after").parse().unwrap();
        app.turn_clock(wait);
        assert_eq!(browser.post("/login", json!({"email": MEMBER})).await.status, StatusCode::ACCEPTED);
        browser.address = "192.0.2.3".to_owned();
        for number in 0..30 {
            let email = format!("{number}@elders.example");
            assert_eq!(browser.post("/login", json!({"email": email})).await.status, StatusCode::ACCEPTED);
        }
        // What a client writes in front of what the proxy saw changes nothing.
        browser.address = "203.0.113.9, 192.0.2.3".to_owned();
        let refused = browser.post("/login", json!({"email": "nog@elders.example"})).await;
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    })
    .await;
}

#[actix_web::test]
async fn what_is_over_is_removed() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        app.sign_in_member().await;
        app.turn_clock(40 * 86_400);
        preferendum::service::login::forget_expired(&app.platform).await.unwrap();
        for table in ["session", "login_request", "login_key"] {
            assert_eq!(ground.number(&format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
        }
    })
    .await;
}
