//! Waiting for the mail of a story: in the folder, or over SMTP with deaths in the middle.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde::Serialize;
use serde_json::Value;
use tokio::time::sleep;

use super::server::Server;
use super::staff::Staff;
use crate::mailbox;
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
