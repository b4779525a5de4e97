//! The steps of a story, in their order.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use preferendum::domain::sortition::DrawFile;
use serde_json::{Value, json};
use tokio::task::AbortHandle;
use tokio::time::sleep;

use super::draft::{Times, compose, statements};
use super::mailing::{arrived, exactly_once, fared, with_deaths};
use super::probing::{Moment, probe};
use super::redraw::{self, crosscheck};
use super::report::Report;
use super::scene::Scene;
use super::server::Settings;
use super::staff::{self, Staff};
use super::stage::{Leftovers, Stage};
use super::voting::vote;
use super::{Options, conversation};
use crate::http::{Call, Connection, Origin};
use crate::{compare, mailbox, smtp_sink, wall_clock};

const AUTHOR: &str = "auteur@partij.example";
const APPROVER: &str = "tweede@partij.example";

/// Tells it; `report` gets a line per step.
pub async fn tell(options: &Options, report: &mut Report) -> Result<()> {
    let stage = Stage::build(options).await?;
    let leftovers = Leftovers::of(&stage.database_url, &stage.box_database_url);
    let told = tell_on(options, stage, report).await;
    leftovers.clear().await?;
    told
}

async fn tell_on(options: &Options, stage: Stage, report: &mut Report) -> Result<()> {
    let sink = sink(options, &stage).await?;
    let settings = settings(options, &stage, sink.as_ref())?;
    prepare(options, &stage, &settings, report)?;
    let mut scene = curtain(options, stage, settings, report).await?;
    open(options, &mut scene, report).await?;
    if options.mail_kills == 0 {
        vote(options, &mut scene, report).await?;
        if options.trace {
            probe(&scene.stage, &options.members, &scene.round, Moment::Open, report).await?;
        }
        publish(options, &mut scene, report).await?;
        if options.trace {
            probe(&scene.stage, &options.members, &scene.round, Moment::Over, report).await?;
        }
    }
    let drawn = match options.conversation.filter(|_| options.mail_kills == 0) {
        Some(people) => Some(conversation::hold(people, options.concurrency, &mut scene, report).await?),
        None => None,
    };
    let Scene { stage, server, .. } = scene;
    server.stop().await?;
    report.step("stop", "the server ended by itself");
    drawn.map_or(Ok(()), |file| draw_again(options, &file, &stage, report))
}

/// The same people, drawn with other public values; where it is wanted a second implementation picks them as well.
fn draw_again(options: &Options, file: &DrawFile, stage: &Stage, report: &mut Report) -> Result<()> {
    let files = redraw::again(file, stage.folder())?;
    report.step("redraw", &format!("{} times with other public values", files.len()));
    if options.crosscheck {
        report.step("crosscheck", &format!("a second implementation picks the same people: {}", crosscheck(&files)?));
    }
    Ok(())
}

struct Sink {
    address: String,
    task: AbortHandle,
}

impl Drop for Sink {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn sink(options: &Options, stage: &Stage) -> Result<Option<Sink>> {
    if !options.smtp && options.mail_kills == 0 {
        return Ok(None);
    }
    let sink = smtp_sink::Options {
        bind: ([127, 0, 0, 1], 0).into(),
        out: stage.file("sink.tsv"),
        mail_folder: Some(stage.mail()),
        fail_share: 0.0,
        delay_ms: 0,
    };
    let listener = smtp_sink::bind(&sink).await?;
    let address = listener.local_addr()?.to_string();
    let task = tokio::spawn(smtp_sink::serve(listener, sink)).abort_handle();
    Ok(Some(Sink { address, task }))
}

fn settings(options: &Options, stage: &Stage, sink: Option<&Sink>) -> Result<Settings> {
    let mail = match sink {
        Some(sink) => format!("smtp://{}", sink.address),
        None => format!("folder:{}", stage.mail().display()),
    };
    let log = stage.file("server.log");
    Settings::new(&options.binary, stage.database_url.clone(), stage.box_database_url.clone(), mail, log)
}

fn prepare(options: &Options, stage: &Stage, settings: &Settings, report: &mut Report) -> Result<()> {
    settings.run(["migrate", "up"])?;
    report.step("migrate", if options.postgres { "two PostgreSQL databases" } else { "SQLite files" });
    settings.run(["import", "branches", &options.branches.display().to_string()])?;
    settings.run(["import", "members", &stage.members.display().to_string()])?;
    report.step("import", &format!("{} members", stage.size));
    Ok(())
}

/// Staff signs in, composes, approves and schedules.
async fn curtain(options: &Options, stage: Stage, settings: Settings, report: &mut Report) -> Result<Scene> {
    let (first, second) = (staff::add(&settings, AUTHOR)?, staff::add(&settings, APPROVER)?);
    let server = settings.serve().await?;
    let mut author = Staff::sign_in(&settings, &stage.mail(), AUTHOR, &first).await?;
    let mut approver = Staff::sign_in(&settings, &stage.mail(), APPROVER, &second).await?;
    report.step("staff", "two accounts signed in with code and second factor");

    let letters_before = mailbox::paths(&stage.mail())?.len();
    let window = options.window.unwrap_or(40 + stage.size as u64 / 150 + 2 * options.kills);
    let times = Times::soon(window, stage.size);
    let draft = compose(&statements(&options.statements)?, times);
    let composed: Value = author.post("/api/v1/staff/rounds", &draft).await?;
    let round = composed["id"].as_str().context("a round without id")?.to_owned();
    let path = format!("/api/v1/staff/rounds/{round}");
    let _: Value = approver.post(&format!("{path}/approve"), &json!({"version": composed["version"]})).await?;
    let _: Value = author.post(&format!("{path}/schedule"), &json!({})).await?;
    report.step("schedule", &format!("round {round}, open for {window} s"));
    Ok(Scene { stage, settings, server, author, approver, round, times, letters_before })
}

async fn state(scene: &Scene) -> Result<String> {
    let mut connection = Connection::new(Origin::parse(&scene.settings.url())?);
    let answer = connection.send(&Call::get(format!("/api/v1/rounds/{}", scene.round))).await?;
    if answer.status == 404 {
        return Ok("not public yet".to_owned());
    }
    let round: Value = answer.json()?;
    Ok(round["state"].as_str().unwrap_or_default().to_owned())
}

async fn wait_for(scene: &Scene, wanted: &str, until: u64) -> Result<()> {
    loop {
        let now = state(scene).await?;
        if now == wanted {
            return Ok(());
        }
        ensure!(wall_clock::unix_seconds() < until, "the round is {now}, not {wanted}, and it is too late");
        sleep(Duration::from_millis(100)).await;
    }
}

async fn open(options: &Options, scene: &mut Scene, report: &mut Report) -> Result<()> {
    wait_for(scene, "open", scene.times.closes).await?;
    report.step("open", "roll, areas, keys and manifest are fixed");
    let size = scene.stage.size;
    if options.mail_kills > 0 {
        let sink = scene.stage.file("sink.tsv");
        let (server, staff, kills) = (&mut scene.server, &mut scene.approver, options.mail_kills);
        let fared = with_deaths(server, staff, &scene.round, &sink, size, kills).await?;
        report.keep("mail", &fared)?;
        report.step("mail", &exactly_once(&sink, scene.letters_before, fared, size)?);
        return Ok(());
    }
    let left = scene.times.closes.saturating_sub(wall_clock::unix_seconds());
    arrived(&scene.stage.mail(), scene.letters_before, size, Duration::from_secs(left)).await?;
    let fared = fared(&mut scene.author, &scene.round).await?;
    report.keep("mail", &fared)?;
    if options.smtp {
        let verdict = exactly_once(&scene.stage.file("sink.tsv"), scene.letters_before, fared, size)?;
        report.step("mail", &verdict);
    } else {
        report.step("mail", &format!("{size} invitations in the folder"));
    }
    Ok(())
}

async fn publish(options: &Options, scene: &mut Scene, report: &mut Report) -> Result<()> {
    let before = wall_clock::unix_seconds();
    wait_for(scene, "closed", scene.times.publishes).await.ok();
    report.step("close", &format!("{} s of the window were left", scene.times.closes.saturating_sub(before)));
    let begun = Instant::now();
    wait_for(scene, "published", scene.times.publishes + 120).await?;
    let late = wall_clock::unix_seconds().saturating_sub(scene.times.publishes);
    report.keep("published_late_s", &late)?;
    report
        .step("publish", &format!("{} s after closing, {late} s after the promised moment", begun.elapsed().as_secs()));
    let comparing = compare::Options {
        base_url: scene.settings.url(),
        round: scene.round.parse()?,
        answers: PathBuf::clone(&options.answers),
        limit: options.limit,
    };
    let cells = compare::compare(&comparing).await?;
    report.keep("cells_equal", &cells)?;
    report.step("compare", &format!("published = file in all {cells} cells"));
    Ok(())
}
