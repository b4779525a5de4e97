//! Replay: every member of an answers file opens the mailed link, gets a ticket and casts, over HTTP.

mod desk;
mod figures;
mod round;
mod truth;
mod voter;
mod wire;

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use uuid::Uuid;

use crate::http::{Call, Connection, Origin};
use crate::{input, mailbox};

pub use figures::{Figures, ServerFigures, StepFigures};
pub use truth::{Known, read as read_truth, write as write_truth};
use voter::Voter;

/// The statement that members are interested in.
pub const INTERESTING: u8 = 2;

/// How to replay.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Where the platform listens.
    #[arg(long)]
    pub base_url: String,
    /// Where the ballot box listens; by default what the platform's /instance says.
    #[arg(long)]
    pub box_url: Option<String>,
    /// The folder of the letters.
    #[arg(long)]
    pub mail_folder: PathBuf,
    /// The members file.
    #[arg(long)]
    pub members: PathBuf,
    /// The answers file.
    #[arg(long)]
    pub answers: PathBuf,
    /// The round.
    #[arg(long)]
    pub round: Uuid,
    /// How many members vote at the same time.
    #[arg(long, default_value_t = 32)]
    pub concurrency: usize,
    /// The share of members that votes otherwise first, and then changes it.
    #[arg(long, default_value_t = 0.1)]
    pub change_share: f64,
    /// The share of requests that is sent twice, at the same moment.
    #[arg(long, default_value_t = 0.05)]
    pub repeat_share: f64,
    /// So many of those who vote choose to talk about statement 2 further.
    #[arg(long, default_value_t = 0)]
    pub interested: usize,
    /// Only the first so many answers.
    #[arg(long)]
    pub limit: Option<usize>,
    /// At most so many votes are begun per second.
    #[arg(long)]
    pub per_second: Option<f64>,
    /// The seed of all choices; the order of voting too.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The server's process, for its CPU time and memory.
    #[arg(long)]
    pub server_pid: Option<u32>,
    /// Where the JSON report goes.
    #[arg(long)]
    pub report: Option<PathBuf>,
    /// Where it is noted who had which code and token, for the secrecy probes.
    #[arg(long)]
    pub truth: Option<PathBuf>,
}

/// Replays, prints the figures, and writes the reports asked for.
pub async fn run(options: &Options) -> Result<()> {
    let figures = play(options, &bar(0, "stemmen")).await?;
    figures.print();
    if let Some(path) = &options.report {
        fs::write(path, serde_json::to_vec_pretty(&figures)?)?;
    }
    Ok(())
}

/// Replays and returns the figures; fails at the first vote that cannot be brought to an acknowledgement.
/// `bar` shows, also to others, how many have voted.
pub async fn play(options: &Options, bar: &ProgressBar) -> Result<Figures> {
    let voters = voters(options)?;
    ensure!(options.interested <= voters.len(), "{} interested of {} who vote", options.interested, voters.len());
    let platform = Origin::parse(&options.base_url)?;
    let ballot_box = box_origin(options, &platform).await?;
    bar.set_length(voters.len() as u64);
    let plan = round::Plan {
        platform,
        ballot_box,
        round: options.round,
        change_share: options.change_share,
        repeat_share: options.repeat_share,
        interested: options.interested,
        seed: options.seed,
        per_second: options.per_second,
        bar: bar.clone(),
    };
    let played = round::play(Arc::new(plan), voters, options.concurrency, options.server_pid).await;
    bar.finish_and_clear();
    let (figures, known) = played?;
    if let Some(path) = &options.truth {
        truth::write(path, &known)?;
    }
    Ok(figures)
}

/// A progress bar on standard error; silent when that is no terminal.
#[must_use]
pub fn bar(total: u64, what: &'static str) -> ProgressBar {
    let style = ProgressStyle::with_template("{msg} {wide_bar} {pos}/{len} {per_sec} nog {eta}");
    let bar = ProgressBar::new(total).with_message(what);
    style.map_or(bar.clone(), |style| bar.with_style(style))
}

fn voters(options: &Options) -> Result<Vec<Voter>> {
    let members = input::members(&options.members)?;
    let answers = input::answers(&options.answers, options.limit)?;
    let voters = input::voters(&members, &answers)?;
    let paths = mailbox::paths(&options.mail_folder)?;
    let bar = bar(paths.len() as u64, "post lezen");
    let letters: Result<Vec<_>> = paths.iter().map(|path| mailbox::read(path)).inspect(|_| bar.inc(1)).collect();
    bar.finish_and_clear();
    let mut links = mailbox::round_links(&letters?, &members);
    let without = voters.iter().filter(|(member, _)| !links.contains_key(&member.number)).count();
    ensure!(without == 0, "{without} of {} members who answer received no round link", voters.len());
    Ok(voters
        .into_iter()
        .map(|(member, answers)| Voter {
            links: links.remove(&member.number).unwrap_or_default(),
            number: member.number,
            answers,
        })
        .collect())
}

async fn box_origin(options: &Options, platform: &Origin) -> Result<Origin> {
    if let Some(url) = &options.box_url {
        return Origin::parse(url);
    }
    let answer = Connection::new(platform.clone()).send(&Call::get("/api/v1/instance")).await?;
    let instance: wire::Instance = answer.json().context("/api/v1/instance")?;
    Origin::parse(&instance.box_origin)
}
