//! Many people who want few seats at once, people who give up, and a server that is killed (-9) in the middle of it: over
//! HTTP, against the real binary on a fresh database.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::sleep;

use crate::http::{Call, Connection, Origin};
use crate::mailbox;
use crate::story::mailing::queued;
use crate::story::server::{Server, Settings};
use crate::story::staff::{self, Staff};
use crate::story::stage::{Leftovers, databases};
use crate::wall_clock::rfc3339_in;

/// How many people, how many seats, how many deaths.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// The server's binary.
    #[arg(long, default_value = "target/release/preferendum")]
    pub binary: PathBuf,
    /// Members who are invited and all say yes at once.
    #[arg(long, default_value_t = 200)]
    pub people: usize,
    /// Seats.
    #[arg(long, default_value_t = 60)]
    pub seats: usize,
    /// Members with a seat who give up at once.
    #[arg(long, default_value_t = 30)]
    pub leave: usize,
    /// Kill the server (-9) so many times in each of the three waves: yes, no, and yes to what fell free.
    #[arg(long, default_value_t = 5)]
    pub kill: usize,
    /// On two fresh databases of the PostgreSQL servers in `TEST_DATABASE_URL` and `TEST_BOX_DATABASE_URL`.
    #[arg(long)]
    pub postgres: bool,
}

const STAFF: &str = "staf@partij.example";
const PATIENCE: Duration = Duration::from_secs(120);
const DAY: u64 = 86_400;

/// Plays it; anybody lost, any seat too many, and any letter about a place twice or missing is an error.
pub async fn run(options: &Options) -> Result<()> {
    ensure!(options.leave <= options.seats && options.seats + options.leave <= options.people, "too few people");
    let folder = tempfile::Builder::new().prefix("preferendum-seats.").tempdir()?;
    let (platform, ballot_box) = databases(folder.path(), options.postgres).await?;
    let leftovers = Leftovers::of(&platform, &ballot_box);
    let played = play(options, folder.path(), platform, ballot_box).await;
    leftovers.clear().await?;
    played
}

async fn play(options: &Options, folder: &Path, platform: String, ballot_box: String) -> Result<()> {
    let mail = folder.join("mail");
    std::fs::create_dir(&mail)?;
    let to = format!("folder:{}", mail.display());
    let settings = Settings::new(&options.binary, platform.clone(), ballot_box, to, folder.join("server.log"))?;
    let secret = prepare(options, folder, &settings)?;
    let mut server = settings.serve().await?;
    let mut desk = Staff::sign_in(&settings, &mail, STAFF, &secret).await?;
    let id = invite(&mut desk, options.seats).await?;
    let tokens = links(&mail, options.people).await?;

    let all: Vec<&String> = tokens.iter().collect();
    let first = wave(&mut server, &settings, &all, "yes", options.kill).await?;
    let seated = all.iter().zip(&first).filter(|(_, status)| *status == "seated").map(|(token, _)| *token);
    let leaving: Vec<&String> = seated.take(options.leave).collect();
    expect(&mut desk, &id, [options.seats, options.people - options.seats, 0, 0]).await?;
    wave(&mut server, &settings, &leaving, "no", options.kill).await?;
    let waiting = options.people - options.seats - options.leave;
    expect(&mut desk, &id, [options.seats - options.leave, waiting, options.leave, options.leave]).await?;
    let mut offered = Vec::new();
    for token in &all {
        if status(&settings, token).await? == "offered" {
            offered.push(*token);
        }
    }
    wave(&mut server, &settings, &offered, "yes", options.kill).await?;
    expect(&mut desk, &id, [options.seats, waiting, 0, options.leave]).await?;
    server.stop().await?;
    letters(options, &platform).await
}

fn prepare(options: &Options, folder: &Path, settings: &Settings) -> Result<String> {
    let (branches, members) = (folder.join("branches.csv"), folder.join("members.csv"));
    std::fs::write(&branches, "code,naam,regio\nA,Aalten,Gelderland\n")?;
    let rows = (1..=options.people).map(|n| format!("{n},Lid{n} Jansen,lid{n}@leden.example,A,1980,v\n"));
    std::fs::write(
        &members,
        format!("lidnummer,naam,email,afdeling,geboortejaar,geslacht\n{}", rows.collect::<String>()),
    )?;
    settings.run(["migrate", "up"])?;
    settings.run(["import", "branches", &branches.display().to_string()])?;
    settings.run(["import", "members", &members.display().to_string()])?;
    staff::add(settings, STAFF)
}

async fn invite(desk: &mut Staff, seats: usize) -> Result<String> {
    let ahead = |days: u64| rfc3339_in(Duration::from_secs(days * DAY));
    let draft = json!({
        "title": "Wonen", "purpose": "Verder praten.", "place": "Dorpshuis", "seats": seats,
        "starts_at": ahead(14), "ends_at": ahead(15), "reply_by": ahead(7), "allotment": "arrival", "held_back_days": 30,
        "audience": {"kind": "members"},
    });
    let made: Value = desk.post("/api/v1/desk/conversations", &json!({"draft": draft})).await?;
    let id = made["id"].as_str().context("a conversation without id")?.to_owned();
    let _: Value = desk.post(&format!("/api/v1/desk/conversations/{id}/invite"), &json!({})).await?;
    Ok(id)
}

/// The link of everybody, from the letters in the folder.
async fn links(mail: &Path, people: usize) -> Result<Vec<String>> {
    let begun = Instant::now();
    loop {
        let mut links = BTreeMap::new();
        for path in mailbox::paths(mail)? {
            let letter = mailbox::read(&path)?;
            if let Some(token) = letter.link("g") {
                links.insert(letter.to.clone(), token.to_owned());
            }
        }
        if links.len() == people {
            return Ok(links.into_values().collect());
        }
        ensure!(begun.elapsed() < PATIENCE, "{} of {people} invitations arrived", links.len());
        sleep(Duration::from_millis(200)).await;
    }
}

/// Everybody answers at once, again and again until the server has confirmed it, while it dies so many times. Returns
/// where each of them stands.
async fn wave(
    server: &mut Server,
    settings: &Settings,
    tokens: &[&String],
    answer: &'static str,
    kills: usize,
) -> Result<Vec<String>> {
    let (begun, done) = (Instant::now(), Arc::new(AtomicUsize::new(0)));
    let mut answers = JoinSet::new();
    for (at, token) in tokens.iter().enumerate() {
        let call = Call::post(format!("/api/v1/conversation-links/{token}/answer"), &json!({"answer": answer}))?;
        let (origin, done) = (Origin::parse(&settings.url())?, done.clone());
        answers.spawn(async move {
            let status = confirmed(origin, &call).await;
            done.fetch_add(1, Ordering::Relaxed);
            status.map(|status| (at, status))
        });
    }
    for death in 1..=kills {
        while done.load(Ordering::Relaxed) < tokens.len() * death / (kills + 1) {
            sleep(Duration::from_millis(1)).await;
        }
        server.kill_and_restart().await?;
    }
    let mut all: Vec<(usize, String)> = answers.join_all().await.into_iter().collect::<Result<_>>()?;
    all.sort_unstable();
    println!("{} × {answer}, {kills} × kill -9, {} ms", tokens.len(), begun.elapsed().as_millis());
    Ok(all.into_iter().map(|(_, status)| status).collect())
}

async fn confirmed(origin: Origin, call: &Call) -> Result<String> {
    let (begun, mut connection) = (Instant::now(), Connection::new(origin));
    loop {
        if let Ok(answer) = connection.send(&call.clone().from_page(connection.origin())).await {
            let body: Value = answer.json()?;
            return Ok(body["answer"]["status"].as_str().unwrap_or_default().to_owned());
        }
        ensure!(begun.elapsed() < PATIENCE, "an answer was not confirmed within {PATIENCE:?}");
        sleep(Duration::from_millis(20)).await;
    }
}

async fn status(settings: &Settings, token: &str) -> Result<String> {
    let call = Call::post(format!("/api/v1/conversation-links/{token}/open"), &json!({}))?;
    confirmed(Origin::parse(&settings.url())?, &call).await
}

/// Compares the desk's figures: seated, waiting, offered, no.
async fn expect(desk: &mut Staff, id: &str, expected: [usize; 4]) -> Result<()> {
    let known: Value = desk.get(&format!("/api/v1/desk/conversations/{id}")).await?;
    let figures =
        ["seated", "waiting", "offered", "no"].map(|name| known["figures"][name].as_u64().unwrap_or(u64::MAX));
    ensure!(
        figures == expected.map(|number| number as u64),
        "seated, waiting, offered, no: {figures:?}, not {expected:?}"
    );
    println!("seated, waiting, offered, no: {figures:?}");
    Ok(())
}

/// Every step of a seat has its one letter: counted where letters are queued, as what is in doubt after a death is not
/// sent again.
async fn letters(options: &Options, platform: &str) -> Result<()> {
    let found = queued(platform).await?;
    for (kind, number) in [
        ("conversation_invitation", options.people),
        ("conversation_seat", options.seats + options.leave),
        ("conversation_waiting", options.people - options.seats),
        ("conversation_place_free", options.leave),
    ] {
        let there = found.get(kind).copied().unwrap_or_default();
        ensure!(there == (number, number), "{kind}: {there:?} letters and people, not {number} each");
        println!("{kind}: {number} letters, each to somebody else");
    }
    Ok(())
}
