//! What every request passes: same origin, JSON, safe headers; and the pages behind the same door.

use actix_web::http::{Method, StatusCode};
use actix_web::test::TestRequest;
use preferendum::domain::letter::Stream;
use preferendum::domain::role::Role;
use preferendum::store::mail_link::Use;
use serde_json::{Value, json};

use crate::app::{Browser, PUBLIC, TestApp};
use crate::ground::on_both;
use crate::roles::described;

fn post(path: &str) -> TestRequest {
    TestRequest::post().uri(path)
}

#[actix_web::test]
async fn what_another_site_sends_is_refused() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let mut browser = app.sign_in_member().await;
        let foreign = [
            ("origin", "https://elders.example"),
            ("origin", "null"),
            ("origin", "http://leden.example.org"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
        ];
        for header in foreign {
            let request = post("/api/v1/logout").set_json(json!({})).insert_header(header);
            let answer = browser.send(request).await;
            assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "cross_site"), "{header:?}");
        }
        for form in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx", ""]
        {
            let request = post("/api/v1/logout").insert_header(("content-type", form)).set_payload("{}");
            let answer = browser.send(request).await;
            assert_eq!((answer.status.as_u16(), answer.code().as_str()), (415, "json_needed"), "{form}");
        }
        assert_eq!(browser.get("/me").await.status, StatusCode::OK);
        let own = post("/api/v1/logout").set_json(json!({})).insert_header(("sec-fetch-site", "same-origin"));
        assert_eq!(browser.send(own.insert_header(("origin", PUBLIC))).await.status, StatusCode::NO_CONTENT);
    })
    .await;
}

#[actix_web::test]
async fn the_box_answers_the_members_origin_and_no_other_page() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let path = "/box/v1/rounds/00000000-0000-4000-8000-000000000000/status";
        let options = || TestRequest::default().method(Method::OPTIONS).uri(path);
        let welcome = app.send(options().insert_header(("origin", PUBLIC))).await;
        assert_eq!(welcome.status, StatusCode::NO_CONTENT);
        assert_eq!(welcome.header("access-control-allow-origin"), PUBLIC);
        assert_eq!(welcome.header("access-control-allow-headers"), "content-type");
        assert_eq!(welcome.header("access-control-allow-credentials"), "");
        let foreign = app.send(options().insert_header(("origin", "https://elders.example"))).await;
        assert_eq!(foreign.header("access-control-allow-origin"), "");
        assert_eq!(foreign.header("access-control-allow-methods"), "");
        let request = post(path).set_json(json!({"token": "x"})).insert_header(("origin", "https://elders.example"));
        assert_eq!(app.send(request).await.code(), "cross_site");
        let request = post(path).set_json(json!({"token": "x"})).insert_header(("origin", PUBLIC));
        let answer = app.send(request).await;
        assert_eq!(answer.header("access-control-allow-origin"), PUBLIC);
        assert_eq!(answer.header("vary"), "Origin");
        assert!(answer.status.is_client_error());
    })
    .await;
}

#[actix_web::test]
async fn every_answer_carries_safe_headers() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        for path in ["/", "/api/v1/instance", "/api/v1/none", "/none", "/box/v1/none", "/health", "/r/abc"] {
            let answer = app.send(TestRequest::get().uri(path)).await;
            let policy = answer.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}");
            assert!(policy.contains("connect-src 'self' https://stem.example.org;"), "{path}");
            assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{path}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
            assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
            assert!(answer.header("strict-transport-security").starts_with("max-age="), "{path}");
            let caching = if path.starts_with("/api") || path.starts_with("/box") { "no-store" } else { "no-" };
            assert!(answer.header("cache-control").starts_with(caching), "{path}");
        }
    })
    .await;
}

#[actix_web::test]
async fn pages_answer_get_and_head_and_change_nothing() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let id = "00000000-0000-4000-8000-000000000000";
        let pages = [
            "/",
            "/r/abc",
            "/g/abc",
            "/gesprek/ID",
            "/tafel/abc",
            "/rondes",
            "/rondes/ID/stem",
            "/rondes/ID/nakijken",
            "/rondes/ID/delen",
            "/rondes/ID/afdeling/A",
            "/staf/rondes/ID/groepen",
            "/inloggen",
            "/inloggen/abc",
            "/afmelden/abc",
            "/afdeling",
            "/staf",
            "/staf/rondes/nieuw",
            "/staf/rondes/ID",
            "/staf/gesprekken",
            "/staf/gesprekken/nieuw",
            "/staf/gesprekken/ID",
            "/staf/gesprekken/ID/inchecken",
            "/staf/logboek",
            "/staf/toegang",
            "/staf/koppelingen",
            "/welkom",
            "/welkom/abc",
            "/stemgeheim",
            "/privacy",
            "/toegankelijkheid",
        ];
        for page in pages {
            let path = page.replace("ID", id);
            let got = app.send(TestRequest::get().uri(&path)).await;
            assert_eq!(
                (got.status, got.header("content-type")),
                (StatusCode::OK, "text/html; charset=utf-8"),
                "{path}"
            );
            let head = app.send(TestRequest::default().method(Method::HEAD).uri(&path)).await;
            assert_eq!(head.status, StatusCode::OK, "{path}");
            assert!(!String::from_utf8_lossy(&got.body).contains("/s/_/"), "{path}");
        }
        let missing = app.send(TestRequest::get().uri("/bestaat/niet")).await;
        assert_eq!(
            (missing.status, missing.header("content-type")),
            (StatusCode::NOT_FOUND, "text/html; charset=utf-8")
        );
        // This is not a demo.
        assert_eq!(app.send(TestRequest::get().uri("/demo/mailbox")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[actix_web::test]
async fn one_click_of_a_mail_program_switches_letters_off_without_a_cookie_and_a_look_does_not() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let token = app.mail_link(app.ans().await, Use::Unsubscribe(Stream::Rounds)).await;
        let path = format!("/afmelden/{token}");
        let off = "SELECT COUNT(*) FROM mail_choice";
        for method in [Method::GET, Method::HEAD] {
            let answer = app.send(TestRequest::default().method(method).uri(&path)).await;
            assert_eq!((answer.status, ground.number(off).await), (StatusCode::OK, 0));
        }
        let plain = ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click");
        let parts = (
            "multipart/form-data; boundary=b",
            "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n",
        );
        for (kind, body) in [plain, parts, plain] {
            let request = post(&path).insert_header(("content-type", kind)).set_payload(body);
            let answer = app.send(request.insert_header(("origin", "https://mail.example"))).await;
            assert_eq!((answer.status, answer.body.len(), ground.number(off).await), (StatusCode::OK, 0, 1), "{kind}");
        }
        assert_eq!(app.send(post(&path).set_payload("x")).await.code(), "malformed");
        assert_eq!(app.send(post("/afmelden/x").set_payload(plain.1)).await.code(), "link_unknown");
        assert_eq!(app.send(post(&path).set_payload("x".repeat(70_000))).await.code(), "too_large");
        let seen = app.send(TestRequest::get().uri(&format!("/api/v1/unsubscribe/{token}"))).await;
        assert_eq!(seen.json(), json!({"stream": "rounds", "off": true}));
    })
    .await;
}

#[actix_web::test]
async fn assets_are_compressed_immutable_and_stand_under_their_own_hash() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let home = app.send(TestRequest::get().uri("/")).await;
        let html = String::from_utf8(home.body).unwrap();
        let style = html.split('"').find(|part| part.ends_with(".css")).unwrap();
        for (accepted, coding) in [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("", "")] {
            let request = TestRequest::get().uri(style).insert_header(("accept-encoding", accepted));
            let answer = app.send(request).await;
            assert_eq!((answer.status, answer.header("content-encoding")), (StatusCode::OK, coding));
            assert_eq!(answer.header("cache-control"), "public, max-age=31536000, immutable");
            assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
            assert_eq!(
                (answer.header("x-content-type-options"), answer.header("vary")),
                ("nosniff", "Accept-Encoding")
            );
            for header in ["content-security-policy", "referrer-policy", "strict-transport-security"] {
                assert_eq!(answer.header(header), "", "{header} is for documents");
            }
        }
        for path in ["/s/0000000000000000/styles/vote.css", "/s/_/styles/vote.css", "/s/x/../Cargo.toml"] {
            assert_eq!(app.send(TestRequest::get().uri(path)).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}

#[actix_web::test]
async fn what_everybody_may_read_of_a_round_is_compressed_for_who_can_take_it() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (round, token) = app.open_round(ground).await;
        for path in [format!("/api/v1/rounds/{round}"), format!("/api/v1/round-links/{token}"), "/api/v1/rounds".into()]
        {
            let get = || TestRequest::get().uri(&path);
            let plain = app.send(get()).await;
            assert_eq!((plain.header("content-encoding"), plain.header("vary")), ("", "Accept-Encoding"), "{path}");
            assert_eq!((plain.header("content-type"), plain.header("cache-control")), ("application/json", "no-store"));
            assert!(plain.json().is_object(), "{path}");
            for (accepted, coding) in [("gzip, br", "br"), ("gzip", "gzip")] {
                let packed = app.send(get().insert_header(("accept-encoding", accepted))).await;
                let small = plain.body.len() < 256;
                assert_eq!(packed.header("content-encoding"), if small { "" } else { coding }, "{path}");
                assert!(small || packed.body.len() < plain.body.len(), "{path}");
            }
        }
    })
    .await;
}

#[actix_web::test]
async fn each_half_alone_serves_its_own_routes_and_no_other() {
    on_both(async |ground| {
        let (has_platform, has_box) = ("/api/v1/instance", "/box/v1/none");
        let platform = TestApp::platform_alone(ground).await;
        let page = platform.send(TestRequest::get().uri("/")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(platform.send(TestRequest::get().uri(has_platform)).await.json()["roles"], json!(["platform"]));
        problem(&platform.send(post(has_box).set_json(json!({}))).await, has_box);
        let ballot_box = TestApp::box_alone(ground).await;
        for path in ["/", has_platform, "/staf", "/box/v1/none"] {
            problem(&ballot_box.send(TestRequest::get().uri(path)).await, path);
        }
        let status = "/box/v1/rounds/00000000-0000-4000-8000-000000000000/status";
        let request = post(status).set_json(json!({"token": "A".repeat(43)}));
        assert_eq!(ballot_box.send(request).await.code(), "round_unknown");
        assert_eq!(ballot_box.send(TestRequest::get().uri("/health")).await.json(), json!({"status": "ok"}));
    })
    .await;
}

/// Bodies that no route takes.
fn bad_bodies() -> Vec<Vec<u8>> {
    let deep = format!("{}{}", "[".repeat(20_000), "]".repeat(20_000));
    let texts = [
        "",
        "null",
        "[]",
        "{",
        "\"text\"",
        "1",
        "1e999",
        "{\"unknown\":1}",
        "{\"email\":1}",
        "{\"email\":\"\\u0000\"}",
        "{\"login\":\"x\",\"code\":[]}",
        "{\"version\":99999999999999999999}",
        "{\"version\":-1}",
        "{\"title\":null}",
        "{\"blinded\":\"\\ud800\"}",
        "{\"blinded\":\"AA\"}",
        "{\"declined\":\"yes\"}",
        "{\"reason\":\"\"}",
        "{\"token\":\"' OR 1=1 --\"}",
        "{\"answers\":[6,0,1]}",
        "{\"title\":\"x\",\"title\":\"y\"}",
        &deep,
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).chain([vec![0xff, 0xfe, 0x00], vec![b'{'; 60_000]]).collect()
}

/// Values that no id, token or number in a path has.
const BAD_PARTS: [&str; 8] = ["x", "0", "-1", "%00", "%FF", "99999999999999999999", "%27%20OR%201=1", "%F0%9F%98%80"];

fn problem(answer: &crate::app::Answer, place: &str) {
    assert!(answer.status.is_client_error(), "{place}: {}", answer.status);
    let Value::Object(body) = answer.json() else { panic!("{place}: no object: {:?}", answer.body) };
    assert_eq!(body.keys().collect::<Vec<_>>(), ["code", "field", "message"], "{place}");
    let code = answer.code();
    assert!(preferendum::service::Code::ALL.iter().any(|known| known.name() == code), "{place}: {code}");
}

async fn try_all_bodies(browser: &mut Browser, method: &str, path: &str, count: &mut u32) {
    for body in bad_bodies() {
        let place = format!("{method} {path} {:?}", String::from_utf8_lossy(&body[..body.len().min(40)]));
        // A limit must not answer in the place of a handler.
        *count += 1;
        browser.address = format!("198.51.{}.{}", *count / 250, *count % 250);
        let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
        let request =
            TestRequest::default().method(method).uri(path).insert_header(("content-type", "application/json"));
        let answer = browser.send(request.set_payload(body)).await;
        if !answer.status.is_success() {
            problem(&answer, &place);
        }
    }
}

#[actix_web::test]
async fn no_body_and_no_path_makes_the_server_fail() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let (round, token) = app.open_round(ground).await;
        let mut count = 0;
        for mut browser in [app.sign_in(Role::Admin).await, app.sign_in_member().await, app.browser()] {
            for (method, route) in described() {
                if method != "get" && !route.ends_with("/logout") {
                    let path = route.replace("{id}", &round.to_string()).replace("{token}", &token);
                    try_all_bodies(&mut browser, &method, &path, &mut count).await;
                }
                for part in BAD_PARTS.iter().filter(|_| route.contains('{')) {
                    let path = route.replace("{id}", part).replace("{token}", part).replace("{number}", part);
                    let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
                    let request = TestRequest::default().method(method).uri(&path).set_json(json!({}));
                    problem(&browser.send(request).await, &path);
                }
            }
        }
    })
    .await;
}

#[actix_web::test]
async fn too_much_is_refused_as_too_much_and_another_method_as_missing() {
    on_both(async |ground| {
        let app = TestApp::on(ground).await;
        let large = json!({"email": "x".repeat(65_536)});
        let answer = app.browser().post("/login", large).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (413, "too_large"));
        for (method, path) in described() {
            let path = path.replace("{id}", "x").replace("{token}", "x").replace("{number}", "1");
            let request = TestRequest::default().method(Method::PATCH).uri(&path).set_json(json!({}));
            let answer = app.send(request).await;
            problem(&answer, &format!("PATCH instead of {method} {path}"));
        }
    })
    .await;
}
