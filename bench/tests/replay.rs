//! The replay client against a stand-in that keeps the contract, and that fails on purpose now and then.

use std::collections::HashMap;
use std::fs;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Mutex;

use actix_web::{App, HttpResponse, HttpServer, web};
use bench::replay::{self, Options};
use preferendum::domain::merkle::{inclusion_proof, root};
use preferendum::domain::ticket::{BlindedMessage, ChainValue, IssuingKey, TicketVerifier, Token, Version};
use serde_json::{Value, json};

const ROUND: &str = "00000000-0000-4000-8000-000000000001";

type Outcome = Result<(), Box<dyn std::error::Error>>;

struct StandIn {
    key: IssuingKey,
    box_origin: String,
    calls: Mutex<u64>,
    tickets: Mutex<HashMap<String, BlindedMessage>>,
    ballots: Mutex<HashMap<String, (u8, Value)>>,
}

type Shared = web::Data<StandIn>;

impl StandIn {
    /// Every seventh call is answered with 503.
    fn falls_over(&self) -> bool {
        let mut calls = self.calls.lock().unwrap_or_else(|held| held.into_inner());
        *calls += 1;
        calls.is_multiple_of(7)
    }
}

fn refusal(status: u16, code: &str) -> HttpResponse {
    let status = actix_web::http::StatusCode::from_u16(status).unwrap_or_default();
    HttpResponse::build(status).json(json!({"code": code, "message": "", "field": null}))
}

async fn instance(shared: Shared) -> HttpResponse {
    HttpResponse::Ok().json(json!({"box_origin": shared.box_origin}))
}

async fn look() -> HttpResponse {
    HttpResponse::Ok().json(json!({"round": {"id": ROUND, "root": null}}))
}

async fn open(shared: Shared, token: web::Path<String>) -> HttpResponse {
    if shared.falls_over() {
        return refusal(503, "internal");
    }
    let leaf0 = json!({"format": 1, "round": ROUND, "areas": 1}).to_string();
    let area = json!({"area": 1, "key": shared.key.public_jwk()}).to_string();
    let leaves = [leaf0.clone(), area.clone()];
    let proven = json!({
        "root": root(&leaves), "size": 2, "leaf0": leaf0, "area_leaf": area, "index": 1,
        "area_proof": inclusion_proof(&leaves, 1), "leaf0_proof": inclusion_proof(&leaves, 0),
    });
    let paper = json!({"round": {"id": ROUND, "root": root(&leaves)}, "area": 1, "proven": proven});
    HttpResponse::Ok().insert_header(("Set-Cookie", format!("__Host-session={token}; Path=/; Secure"))).json(paper)
}

async fn ticket(shared: Shared, request: actix_web::HttpRequest, body: web::Json<Value>) -> HttpResponse {
    let member = request.headers().get("Cookie").and_then(|cookie| cookie.to_str().ok()).unwrap_or_default().to_owned();
    let Ok(blinded) = serde_json::from_value::<BlindedMessage>(body["blinded"].clone()) else {
        return refusal(422, "malformed_ticket_request");
    };
    let mut tickets = shared.tickets.lock().unwrap_or_else(|held| held.into_inner());
    if *tickets.entry(member).or_insert(blinded) != blinded {
        return refusal(409, "ticket_already_issued");
    }
    // The ticket is handed out, but the answer gets lost.
    if shared.falls_over() {
        return refusal(503, "internal");
    }
    match shared.key.sign_blinded(&blinded) {
        Ok(signature) => HttpResponse::Ok().json(json!({"signature": signature})),
        Err(_) => refusal(422, "malformed_ticket_request"),
    }
}

fn fits(shared: &StandIn, ballot: &Value) -> Option<(Token, Version)> {
    let part = |name: &str| ballot[name].clone();
    let token: Token = serde_json::from_value(part("token")).ok()?;
    let version: Version = serde_json::from_value(part("version")).ok()?;
    let revealed: ChainValue = serde_json::from_value(part("x")).ok()?;
    let prefix = serde_json::from_value(part("prefix")).ok()?;
    let signature = serde_json::from_value(part("signature")).ok()?;
    let verifier = TicketVerifier::from_jwk(shared.key.public_jwk()).ok()?;
    (verifier.accepts(&prefix, &token, &signature) && revealed.opens(&token, version)).then_some((token, version))
}

async fn cast(shared: Shared, body: web::Json<Value>) -> HttpResponse {
    let Some((token, version)) = fits(&shared, &body) else { return refusal(403, "ticket_invalid") };
    let mut ballots = shared.ballots.lock().unwrap_or_else(|held| held.into_inner());
    let kept = ballots.entry(token.to_string()).or_insert((0, Value::Null));
    if kept.0 > version.number() || (kept.0 == version.number() && kept.1 != *body) {
        return refusal(409, "version_outdated");
    }
    *kept = (version.number(), body.into_inner());
    if shared.falls_over() {
        return refusal(503, "internal");
    }
    HttpResponse::Ok().json(json!({"version": version}))
}

fn stand_in() -> Result<(String, Shared), Box<dyn std::error::Error>> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    let shared = web::Data::new(StandIn {
        key: IssuingKey::generate()?,
        box_origin: url.clone(),
        calls: Mutex::default(),
        tickets: Mutex::default(),
        ballots: Mutex::default(),
    });
    let data = shared.clone();
    let server = HttpServer::new(move || {
        App::new()
            .app_data(data.clone())
            .route("/api/v1/instance", web::get().to(instance))
            .route("/api/v1/round-links/{token}", web::get().to(look))
            .route("/api/v1/round-links/{token}/open", web::post().to(open))
            .route("/api/v1/rounds/{id}/ticket", web::post().to(ticket))
            .route("/box/v1/rounds/{id}/ballots", web::post().to(cast))
    });
    tokio::spawn(server.workers(1).disable_signals().listen(listener)?.run());
    Ok((url, shared))
}

fn files(folder: &std::path::Path, members: usize) -> std::io::Result<(PathBuf, PathBuf)> {
    let mut rows = "lidnummer,naam,email,afdeling,geboortejaar,geslacht\n".to_owned();
    let mut answers = "lidnummer,stelling1,stelling2,stelling3,stelling4\n".to_owned();
    for number in 0..members {
        rows += &format!("{number},Sem {number},lid{number}@leden.example,GM0001,1980,m\n");
        answers += &format!("{number},{},,{},3\n", 1 + number % 5, 1 + number % 2);
        let letter = format!(
            "To: lid{number}@leden.example\r\nSubject: Ronde\r\n\r\nDag Sem,\r\nhttp://127.0.0.1/r/token{number}\r\n"
        );
        fs::write(folder.join(format!("{number}.eml")), letter)?;
    }
    let (members, given) = (folder.join("members.csv"), folder.join("answers.csv"));
    fs::write(&members, rows)?;
    fs::write(&given, answers)?;
    Ok((members, given))
}

fn options(url: &str, mail_folder: &std::path::Path, members: PathBuf, answers: PathBuf) -> anyhow::Result<Options> {
    Ok(Options {
        interested: 0,
        base_url: url.to_owned(),
        box_url: None,
        mail_folder: mail_folder.to_owned(),
        members,
        answers,
        round: ROUND.parse()?,
        concurrency: 8,
        change_share: 0.3,
        repeat_share: 0.2,
        limit: None,
        per_second: None,
        seed: 7,
        server_pid: None,
        report: None,
        truth: Some(mail_folder.join("truth.csv")),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_ends_with_the_answers_of_the_file_though_requests_fail_and_come_twice() -> Outcome {
    let (url, shared) = stand_in()?;
    let folder = tempfile::tempdir()?;
    let (members, answers) = files(folder.path(), 60)?;
    let options = options(&url, folder.path(), members, answers)?;
    let figures = replay::play(&options, &replay::bar(0, "stemmen")).await?;

    assert_eq!(figures.votes, 60);
    assert!(figures.changes > 5 && figures.repeats > 20, "{figures:?}");
    assert!(figures.retries.contains_key("503 internal"), "{figures:?}");
    let ballots = shared.ballots.lock().map_err(|_| "poisoned")?;
    assert_eq!(ballots.len(), 60);
    let tokens: HashMap<String, String> = replay::read_truth(&folder.path().join("truth.csv"))?
        .into_iter()
        .map(|known| (known.number, known.token))
        .collect();
    for number in 0..60_usize {
        let (_, ballot) = &ballots[&tokens[&number.to_string()]];
        assert_eq!(ballot["answers"], json!([1 + number % 5, null, 1 + number % 2, 3]), "member {number}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_without_a_letter_stops_the_replay_before_it_begins() -> Outcome {
    let (url, shared) = stand_in()?;
    let folder = tempfile::tempdir()?;
    let (members, answers) = files(folder.path(), 3)?;
    fs::remove_file(folder.path().join("2.eml"))?;
    let options = options(&url, folder.path(), members, answers)?;
    let refused = replay::play(&options, &replay::bar(0, "stemmen")).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("1 of 3")));
    assert!(shared.ballots.lock().map_err(|_| "poisoned")?.is_empty());
    Ok(())
}
