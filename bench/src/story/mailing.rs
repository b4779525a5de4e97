//! The mail of a story: waiting for it in the folder, or over SMTP with deaths in the middle, and counting what was queued.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use sea_orm::{ConnectionTrait, Database, Statement};
use serde::Serialize;
use serde_json::Value;
use tokio::time::sleep;

use super::server::Server;
use super::staff::Staff;
use crate::mailbox::{self, Letter};
use crate::replay::bar;
use crate::smtp_sink::check::doubles;

/// How the invitations of a round fared, as staff see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fared {
    /// Still to be sent, or being sent.
    pub waiting: u64,
    /// Accepted by the mail server.
    pub sent: u64,
    /// In doubt after a crash; never sent again by themselves.
    pub unknown: u64,
    /// Given up.
    pub failed: u64,
}

/// Asks how the invitations fare.
pub async fn fared(staff: &mut Staff, round: &str) -> Result<Fared> {
    let round: Value = staff.get(&format!("/api/v1/staff/rounds/{round}")).await?;
    let mail = round["mail"].get("invitation").context("no figures of the invitations")?;
    let figure = |name: &str| mail.get(name).and_then(Value::as_u64).unwrap_or(0);
    Ok(Fared {
        waiting: figure("queued") + figure("sending"),
        sent: figure("sent"),
        unknown: figure("unknown"),
        failed: figure("failed"),
    })
}

/// Waits until `expected` letters more than the `before` have arrived in the folder.
pub async fn arrived(folder: &Path, before: usize, expected: usize, patience: Duration) -> Result<()> {
    let (begun, bar) = (Instant::now(), bar(expected as u64, "uitnodigingen"));
    loop {
        let there = mailbox::paths(folder)?.len().saturating_sub(before);
        bar.set_position(there as u64);
        if there >= expected {
            bar.finish_and_clear();
            return Ok(());
        }
        ensure!(begun.elapsed() < patience, "{there} of {expected} invitations within {patience:?}");
        sleep(Duration::from_millis(250)).await;
    }
}

fn lines(path: &Path) -> usize {
    fs::read(path).map_or(0, |bytes| bytes.iter().filter(|byte| **byte == b'\n').count())
}

/// Kills the server so many times while invitations leave, spread over their number; returns how they fared.
pub async fn with_deaths(
    server: &mut Server,
    staff: &mut Staff,
    round: &str,
    sink: &Path,
    expected: usize,
    kills: u64,
) -> Result<Fared> {
    let before = lines(sink);
    for death in 1..=kills {
        let due = before + expected * usize::try_from(death)? / (usize::try_from(kills)? + 1);
        let begun = Instant::now();
        while lines(sink) < due && begun.elapsed() < Duration::from_secs(120) {
            sleep(Duration::from_millis(2)).await;
        }
        server.kill_and_restart().await?;
    }
    let begun = Instant::now();
    loop {
        let now = fared(staff, round).await?;
        if now.waiting == 0 && now.sent + now.unknown + now.failed > 0 {
            return Ok(now);
        }
        ensure!(begun.elapsed() < Duration::from_secs(300), "invitations still wait: {now:?}");
        sleep(Duration::from_millis(500)).await;
    }
}

/// Compares the sink's notes with what staff see: nobody got two, and only what is in doubt may be missing.
pub fn exactly_once(sink: &Path, earlier: usize, fared: Fared, expected: usize) -> Result<String> {
    let notes = fs::read_to_string(sink)?;
    let invitations: String = notes.lines().skip(earlier).map(|line| format!("{line}\n")).collect();
    let got = invitations.lines().count() as u64;
    let doubles = doubles(&invitations, "");
    ensure!(doubles.is_empty(), "{} doubles:\n{}", doubles.len(), doubles.join("\n"));
    ensure!(fared.sent + fared.unknown + fared.failed == expected as u64, "{fared:?}, not {expected} in all");
    ensure!(
        (fared.sent..=fared.sent + fared.unknown).contains(&got),
        "the sink has {got}; {} sent and {} in doubt",
        fared.sent,
        fared.unknown
    );
    Ok(format!("{got} accepted, none twice; {} sent, {} in doubt, {} failed", fared.sent, fared.unknown, fared.failed))
}

/// The letters about conversations that were queued: by kind how many, and to how many people.
pub async fn queued(platform: &str) -> Result<BTreeMap<String, (usize, usize)>> {
    let database = Database::connect(platform).await?;
    let sql = "SELECT kind, COUNT(*) AS letters, COUNT(DISTINCT recipient_id) AS people FROM outbox \
               WHERE conversation_id IS NOT NULL GROUP BY kind";
    let rows = database.query_all_raw(Statement::from_string(database.get_database_backend(), sql)).await?;
    let mut found = BTreeMap::new();
    for row in rows {
        let (letters, people): (i64, i64) = (row.try_get("", "letters")?, row.try_get("", "people")?);
        found.insert(row.try_get::<String>("", "kind")?, (usize::try_from(letters)?, usize::try_from(people)?));
    }
    database.close().await?;
    Ok(found)
}

/// The letters of a folder, each read once.
pub struct Inbox {
    folder: PathBuf,
    read: HashSet<PathBuf>,
}

impl Inbox {
    /// Of letters that are not there yet.
    pub fn from_now(folder: &Path) -> Result<Self> {
        Ok(Self { folder: folder.to_owned(), read: mailbox::paths(folder)?.into_iter().collect() })
    }

    /// Waits for so many letters whose subject begins with one of these, and returns all of those that came.
    pub async fn wait_for(&mut self, subjects: &[&str], expected: usize, patience: Duration) -> Result<Vec<Letter>> {
        let (begun, mut found) = (Instant::now(), Vec::new());
        while found.len() < expected {
            let there = found.len();
            ensure!(begun.elapsed() < patience, "{there} of {expected} letters {subjects:?} within {patience:?}");
            sleep(Duration::from_millis(250)).await;
            for path in mailbox::paths(&self.folder)? {
                if self.read.insert(path.clone()) {
                    let letter = mailbox::read(&path)?;
                    found.extend(
                        Some(letter).filter(|one| subjects.iter().any(|wanted| one.subject.starts_with(wanted))),
                    );
                }
            }
        }
        Ok(found)
    }
}
