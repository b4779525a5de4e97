//! The secrecy probes: given who had which ticket, tries to link the participation ledger to ballots by every order
//! and every byte that the stores, their logs and the mail have kept. It works on copies, and only reads.

mod finding;
mod layout;
mod needles;
mod order;
mod pages;
mod rows;
mod score;
mod store;
mod strays;
mod suspects;
mod wal;

use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;

use crate::replay::read_truth;

pub use finding::{Finding, Verdict};
pub use needles::{Kind, Needle, Needles, Side};
pub use order::{Class, Order};
pub use score::{Score, score};
pub use store::Store;
pub use suspects::{Suspect, suspects};

/// Where to look.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// The file that `replay --truth` wrote.
    #[arg(long)]
    pub truth: PathBuf,
    /// The members file.
    #[arg(long)]
    pub members: PathBuf,
    /// The round.
    #[arg(long)]
    pub round: uuid::Uuid,
    /// The platform: a SQLite file, or a postgres:// address.
    #[arg(long)]
    pub platform: String,
    /// The ballot box: a folder of SQLite files, or a postgres:// address.
    #[arg(long = "box")]
    pub ballot_box: String,
    /// The data folder of the platform's PostgreSQL cluster.
    #[arg(long)]
    pub platform_data: Option<PathBuf>,
    /// The data folder of the ballot box's PostgreSQL cluster.
    #[arg(long)]
    pub box_data: Option<PathBuf>,
    /// Log files and folders: nothing at all may be found in them.
    #[arg(long = "log")]
    pub logs: Vec<PathBuf>,
    /// Mail folders: names may be found in them, nothing of a ballot.
    #[arg(long)]
    pub mail: Vec<PathBuf>,
    /// Where the findings go as JSON.
    #[arg(long)]
    pub report: Option<PathBuf>,
}

/// Looks, prints a line per probe, and fails when anything links more than chance does.
pub async fn run(options: &Options) -> Result<()> {
    let findings = investigate(options).await?;
    for finding in &findings {
        println!("{finding}");
    }
    if let Some(path) = &options.report {
        fs::write(path, serde_json::to_vec_pretty(&findings)?)?;
    }
    let leaks = findings.iter().filter(|finding| finding.verdict == Verdict::Leak).count();
    ensure!(leaks == 0, "{leaks} of {} probes found a link", findings.len());
    Ok(())
}

/// Runs all probes.
pub async fn investigate(options: &Options) -> Result<Vec<Finding>> {
    let members = crate::input::members(&options.members)?;
    let platform = Store::copy(&options.platform, options.platform_data.as_deref()).await?;
    let ballot_box = Store::copy(&options.ballot_box, options.box_data.as_deref()).await?;
    let ids = rows::member_ids(&platform).await?;
    let suspects = suspects(&read_truth(&options.truth)?, &members, &ids, options.round)?;
    let needles = Needles::of(&suspects);
    let areas: Vec<u32> = suspects.iter().map(|suspect| suspect.area).collect();

    let mut findings = Vec::new();
    let (mut ledger, mut ballots) = (Vec::new(), Vec::new());
    for (store, side, orders) in
        [(&platform, Side::Platform, &mut ledger), (&ballot_box, Side::BallotBox, &mut ballots)]
    {
        let (sorted, joined) = rows::look(store, &needles).await?;
        orders.extend(sorted);
        orders.extend(layout::orders(store, &needles).await?);
        orders.extend(wal::orders(store, &needles)?);
        orders.retain(|order| order.side == side);
        findings.push(Finding::joined(side, joined, suspects.len()));
        findings.push(strays::in_store(store, side, &needles, suspects.len())?);
    }
    findings.extend(strays::in_files(&options.logs, &options.mail, &needles, suspects.len())?);
    findings.extend(finding::by_order(&areas, &ledger, &ballots));
    Ok(findings)
}
