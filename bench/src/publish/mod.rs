//! How long it takes to count and publish a round, and with how much memory: in this process, through the acts and the
//! stores that the server uses, after every ballot was cast with a genuine ticket. Cast once, it can be counted often.

mod party;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use clap::Args;
use preferendum::domain::result::RoundResult;
use preferendum::service::{result, round};

use crate::process::{forget_peak, usage};
use party::{Party, refused};

/// How large a round.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Ballots to cast; each takes about a millisecond of the processor.
    #[arg(long, default_value_t = 2_000)]
    pub ballots: usize,
    /// Afdelingen, each large enough to be a counting area.
    #[arg(long, default_value_t = 20)]
    pub areas: usize,
    /// Count in a box that was just started, so that every ticket is checked once more.
    #[arg(long)]
    pub cold: bool,
    /// Only cast and close, into this folder, to be counted later and often; what is cast there already stays.
    #[arg(long, conflicts_with = "reuse")]
    pub keep: Option<PathBuf>,
    /// Count a copy of a folder that was kept. Each ticket is checked once before the clock starts, as it was when it was
    /// cast, unless the count is cold.
    #[arg(long)]
    pub reuse: Option<PathBuf>,
}

/// Casts the ballots, then counts and publishes them, and says what that took.
pub async fn run(options: &Options) -> Result<()> {
    if let Some(kept) = &options.keep {
        fs::create_dir_all(kept)?;
        let cast_before = kept.join("box").exists();
        let party = if cast_before { Party::reopen(kept).await? } else { cast(options, kept).await? };
        return close(&party).await;
    }
    let beside = options.reuse.as_ref().and_then(|kept| kept.parent()).map_or_else(std::env::temp_dir, Path::to_owned);
    let temporary = tempfile::tempdir_in(beside)?;
    let mut party = if let Some(kept) = &options.reuse {
        copy(kept, temporary.path())?;
        Party::reopen(temporary.path()).await?
    } else {
        cast(options, temporary.path()).await?
    };
    let ballots = party.ballots().await?;
    if options.cold {
        party.restart_box().await?;
    } else if options.reuse.is_some() {
        let begun = Instant::now();
        party.ballot_box.check_tickets().await.map_err(refused)?;
        println!("{ballots} ballots kept; tickets checked beforehand in {:.2} s", begun.elapsed().as_secs_f64());
    }
    close(&party).await?;
    count(&party, ballots).await
}

async fn close(party: &Party) -> Result<()> {
    let begun = Instant::now();
    party.close().await?;
    println!("closed, and the ledger sealed unless it was, in {:.2} s", begun.elapsed().as_secs_f64());
    Ok(())
}

/// A party whose members have voted.
async fn cast(options: &Options, folder: &Path) -> Result<Party> {
    let begun = Instant::now();
    let mut party = Party::found(folder, options.areas, options.ballots).await?;
    party.vote().await?;
    println!("{} ballots in {} areas cast in {:.0} s", options.ballots, options.areas, begun.elapsed().as_secs_f64());
    Ok(party)
}

/// Copies the databases with their logs. The files of shared memory are made anew.
fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let (source, target) = {
            let entry = entry?;
            (entry.path(), to.join(entry.file_name()))
        };
        if source.is_dir() {
            copy(&source, &target)?;
        } else if source.extension().is_none_or(|extension| !extension.to_string_lossy().ends_with("-shm")) {
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}

/// Counts and publishes, with the clock running.
async fn count(party: &Party, ballots: i64) -> Result<()> {
    let before = forget_peak()?;

    let begun = Instant::now();
    party.ballot_box.count_due().await.map_err(refused)?;
    let counted = begun.elapsed().as_secs_f64();
    round::collect_counts(&party.platform, &party.ballot_box).await.map_err(refused)?;
    let published = begun.elapsed().as_secs_f64() - counted;
    let peak = usage(std::process::id()).context("no /proc")?.peak_rss;
    println!(
        "counted in {counted:.2} s, published in {published:.2} s: {:.2} s; memory {:.0} MB before, {:.0} MB at most",
        counted + published,
        before as f64 / 1e6,
        peak as f64 / 1e6
    );

    let begun = Instant::now();
    party.ballot_box.destroy_counted().await.map_err(refused)?;
    println!("ballots destroyed in {:.2} s", begun.elapsed().as_secs_f64());
    party.publish().await?;
    let result = result::published(&party.platform, party.round).await.map_err(refused)?.result;
    check(&result, ballots)?;
    println!("{} groups and {} regions; everything adds up", result.groups.len(), result.regions.len());
    Ok(())
}

/// Every ballot is in the result once, in the country and in the groups.
fn check(result: &RoundResult, ballots: i64) -> Result<()> {
    ensure!(result.ballots == ballots && result.invalid == 0, "{} ballots, {} invalid", result.ballots, result.invalid);
    let grouped: i64 = result.groups.iter().map(|group| group.ballots).sum();
    ensure!(result.turnout_only || grouped == ballots, "{grouped} ballots in groups, not {ballots}");
    for one in &result.statements {
        let n: i64 = result
            .groups
            .iter()
            .flat_map(|group| &group.statements)
            .filter(|s| s.number == one.number)
            .map(|s| s.n)
            .sum();
        ensure!(one.n == ballots && n == ballots, "statement {}: {} answers, {n} in groups", one.number, one.n);
    }
    Ok(())
}
