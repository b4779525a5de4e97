//! Programs of others: a secret for a pass, a pass for what the program may do, and an end to both.

use preferendum::domain::api_client::Scope;
use preferendum::domain::role::Role;
use serde_json::{Value, json};

use crate::app::{Browser, TestApp};
use crate::ground::{Ground, on_both};
use crate::members::upload;

async fn made(admin: &mut Browser, scopes: Value, last_day: &str) -> (String, String) {
    let answer = admin.post("/staff/api-clients", json!({"name": "CRM", "scopes": scopes, "last_day": last_day})).await;
    let body = answer.json();
    let text = |field: &str| body[field].as_str().unwrap_or_else(|| panic!("{body}")).to_owned();
    (text("client"), text("secret"))
}

async fn exchange(app: &TestApp, client: &str, secret: &str) -> Value {
    app.browser().post("/token", json!({"client": client, "secret": secret})).await.json()
}

fn program(app: &TestApp, pass: &Value) -> Browser {
    let mut program = app.browser();
    program.bearer = Some(pass["token"].as_str().unwrap().to_owned());
    program
}

#[actix_web::test]
async fn a_secret_is_shown_once_and_gives_a_pass_for_fifteen_minutes() {
    on_both(async |ground: &Ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        let (client, secret) = made(&mut admin, json!(["open_data"]), "2026-12-24").await;
        let list = admin.get("/staff/api-clients").await;
        assert!(!String::from_utf8(list.body.clone()).unwrap().contains(&secret));
        assert_eq!(list.json()["clients"][0]["created_by"], "admin");
        assert_eq!(ground.number("SELECT COUNT(*) FROM api_client WHERE LENGTH(secret_hash) = 32").await, 1);
        let pass = exchange(&app, &client, &secret).await;
        assert_eq!((&pass["token_type"], &pass["expires_in"]), (&json!("Bearer"), &json!(900)));
        let mut program = program(&app, &pass);
        let answer = program.get("/open-data/rounds").await;
        assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "application/x-ndjson"));
        assert_eq!(program.get("/staff/audit").await.code(), "forbidden");
        assert_eq!(program.get("/me").await.code(), "forbidden");
        app.turn_clock(899);
        assert_eq!(program.get("/open-data/rounds").await.status.as_u16(), 200);
        app.turn_clock(1);
        assert_eq!(program.get("/open-data/rounds").await.code(), "not_signed_in");
    })
    .await;
}

#[actix_web::test]
async fn a_program_is_refused_once_it_is_revoked_or_over_even_with_a_running_pass() {
    on_both(async |ground: &Ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        let (client, secret) = made(&mut admin, json!(["open_data"]), "2026-11-24").await;
        let mut running = program(&app, &exchange(&app, &client, &secret).await);
        assert_eq!(running.get("/open-data/rounds").await.status.as_u16(), 200);
        let revoked = admin.post(&format!("/staff/api-clients/{client}/revoke"), json!({})).await.json();
        assert_eq!(revoked["clients"][0]["welcome"], false);
        assert_eq!(running.get("/open-data/rounds").await.code(), "not_signed_in");
        assert_eq!(exchange(&app, &client, &secret).await["code"], "code_wrong");
        assert_eq!(admin.post(&format!("/staff/api-clients/{client}/revoke"), json!({})).await.code(), "not_found");
        // The last day ends at midnight in the Netherlands, 23:00 UTC; a pass ends with it.
        let (client, secret) = made(&mut admin, json!(["open_data"]), "2026-11-24").await;
        app.turn_clock(15 * 3600 - 60);
        let pass = exchange(&app, &client, &secret).await;
        assert_eq!(pass["expires_in"], 60);
        app.turn_clock(60);
        assert_eq!(program(&app, &pass).get("/open-data/rounds").await.code(), "not_signed_in");
        assert_eq!(exchange(&app, &client, &secret).await["code"], "code_wrong");
    })
    .await;
}

#[actix_web::test]
async fn a_program_can_do_what_its_scope_says_and_nothing_else() {
    on_both(async |ground: &Ground| {
        let app = TestApp::on(ground).await;
        let mut import = app.client(Scope::Import).await;
        assert_eq!(import.get("/open-data/rounds").await.code(), "forbidden");
        let mut data = app.client(Scope::OpenData).await;
        assert_eq!(data.get("/open-data/rounds").await.status.as_u16(), 200);
        for browser in [&mut import, &mut data] {
            assert_eq!(browser.get("/staff/api-clients").await.code(), "forbidden");
            assert_eq!(browser.get("/my-rounds").await.code(), "forbidden");
        }
        // It imports as the desk does: what was looked at, and nothing else.
        let file = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n77,Zoë Prins,zoe@leden.example,A,1990,v\n";
        assert_eq!(upload(&mut data, "members?dry_run=true", file).await.code(), "forbidden");
        let seen = upload(&mut import, "members?dry_run=true", file).await.json();
        assert_eq!(upload(&mut import, "members", file).await.code(), "incomplete");
        let digest = seen["digest"].as_str().unwrap();
        let done = upload(&mut import, &format!("members?digest={digest}"), file).await;
        assert_eq!(done.status.as_u16(), 200, "{}", done.json());
        let lines = "SELECT COUNT(*) FROM audit WHERE act = 'import members' AND actor_kind = 'client'";
        assert_eq!(ground.number(lines).await, 1);
        let mut staff = app.sign_in(Role::Staff).await;
        let imports = staff.get("/staff/imports").await.json();
        let by: Vec<_> = imports["imports"].as_array().unwrap().iter().map(|one| &one["by"]).collect();
        assert_eq!(
            by.iter().filter(|by| by.is_string()).count(),
            1,
            "the others came from the command line: {imports}"
        );
        // A session is no program.
        assert_eq!(staff.get("/open-data/rounds").await.code(), "forbidden");
    })
    .await;
}

#[actix_web::test]
async fn open_data_is_the_exact_text_of_published_results_and_nothing_before_its_time() {
    on_both(async |ground: &Ground| {
        let app = TestApp::on(ground).await;
        let (round, _) = app.open_round(ground).await;
        let mut data = app.client(Scope::OpenData).await;
        ground
            .run(&format!(
                "INSERT INTO snapshot (round_id, body, sha256) VALUES ({}, '{{\"a\":1}}', {})",
                literal(ground, round.0.as_bytes()),
                literal(ground, &[0xab; 32])
            ))
            .await;
        assert!(data.get("/open-data/rounds").await.body.is_empty(), "the round is open");
        ground.run("UPDATE round SET state = 'published'").await;
        let answer = data.get("/open-data/rounds").await;
        let line = format!("{{\"round\":\"{round}\",\"sha256\":\"{}\",\"result\":{{\"a\":1}}}}\n", "ab".repeat(32));
        assert_eq!(String::from_utf8(answer.body).unwrap(), line);
    })
    .await;
}

/// Bytes as each database writes them; an identifier on PostgreSQL has a type of its own.
fn literal(ground: &Ground, bytes: &[u8]) -> String {
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    match (ground.schema.is_some(), bytes.len()) {
        (false, _) => format!("X'{hex}'"),
        (true, 16) => format!("'{hex}'"),
        (true, _) => format!("'\\x{hex}'"),
    }
}

#[actix_web::test]
async fn wrong_secrets_are_refused_alike_and_not_for_ever() {
    on_both(async |ground: &Ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        let (client, secret) = made(&mut admin, json!(["import"]), "2027-11-24").await;
        let (other, _) = made(&mut admin, json!(["import"]), "2027-11-24").await;
        let nobody = ground.platform.chance.uuid().to_string();
        let tries = [
            (client.as_str(), "A".repeat(43)),
            (client.as_str(), String::new()),
            (&other, secret.clone()),
            (&nobody, secret),
        ];
        for (id, secret) in &tries {
            assert_eq!(exchange(&app, id, secret).await["code"], "code_wrong");
        }
        for _ in tries.len()..30 {
            exchange(&app, &client, "x").await;
        }
        let answer = app.browser().post("/token", json!({"client": client, "secret": "x"})).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (429, "too_many"));
    })
    .await;
}

#[actix_web::test]
async fn a_program_needs_a_name_a_scope_and_an_end_within_a_year() {
    on_both(async |ground: &Ground| {
        let app = TestApp::on(ground).await;
        let mut admin = app.sign_in(Role::Admin).await;
        let wrong = [
            (json!({"name": " ", "scopes": ["import"], "last_day": "2027-01-01"}), "name"),
            (json!({"name": "CRM", "scopes": [], "last_day": "2027-01-01"}), "scopes"),
            (json!({"name": "CRM", "scopes": ["alles"], "last_day": "2027-01-01"}), "scopes"),
            (json!({"name": "CRM", "scopes": ["import"], "last_day": "2026-11-23"}), "last_day"),
            (json!({"name": "CRM", "scopes": ["import"], "last_day": "2027-11-25"}), "last_day"),
            (json!({"name": "CRM", "scopes": ["import"], "last_day": "morgen"}), "last_day"),
        ];
        for (body, field) in wrong {
            assert_eq!(admin.post("/staff/api-clients", body).await.json()["field"], field);
        }
        assert_eq!(ground.number("SELECT COUNT(*) FROM api_client").await, 0);
    })
    .await;
}
