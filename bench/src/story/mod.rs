//! A whole round on a fresh database, with the real binary over HTTP: from migration to the published result.

mod conversation;
mod draft;
mod guests;
pub(crate) mod mailing;
mod probing;
mod quotas;
mod redraw;
mod report;
mod scene;
pub(crate) mod server;
pub(crate) mod staff;
pub(crate) mod stage;
mod tale;
mod voting;

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

pub use redraw::Unavailable;
use report::Report;

/// What to tell.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// The branches file.
    pub branches: PathBuf,
    /// The members file.
    pub members: PathBuf,
    /// The statements file: `nummer,stelling`.
    pub statements: PathBuf,
    /// The answers file.
    pub answers: PathBuf,
    /// The server's binary.
    #[arg(long, default_value = "target/release/preferendum")]
    pub binary: PathBuf,
    /// Only the first so many answers, and only the members who give them.
    #[arg(long)]
    pub limit: Option<usize>,
    /// Where the JSON report goes.
    #[arg(long)]
    pub report: Option<PathBuf>,
    /// On two fresh databases of the PostgreSQL servers in `TEST_DATABASE_URL` and `TEST_BOX_DATABASE_URL`.
    #[arg(long)]
    pub postgres: bool,
    /// How many members vote at the same time.
    #[arg(long, default_value_t = 32)]
    pub concurrency: usize,
    /// The share of members that changes its vote.
    #[arg(long, default_value_t = 0.1)]
    pub change_share: f64,
    /// The share of requests that is sent twice.
    #[arg(long, default_value_t = 0.05)]
    pub repeat_share: f64,
    /// At most so many votes are begun per second.
    #[arg(long)]
    pub per_second: Option<f64>,
    /// Kill the server (-9) so many times while members vote, and start it again.
    #[arg(long, default_value_t = 0)]
    pub kills: u64,
    /// Send the letters over SMTP to a sink of our own instead of into a folder.
    #[arg(long)]
    pub smtp: bool,
    /// Kill the server (-9) so many times while invitations leave over SMTP; the story ends when the mail has left.
    #[arg(long, default_value_t = 0)]
    pub mail_kills: u64,
    /// Run the secrecy probes while the round is open and after it is published.
    #[arg(long)]
    pub trace: bool,
    /// So many of those who vote are interested in statement 2; after the round they are invited to a conversation, all say
    /// yes, and 60 seats are drawn by region, age and gender.
    #[arg(long)]
    pub conversation: Option<usize>,
    /// Let a second implementation (Python) pick the people of 20 such draws; ends with 69 where it cannot run.
    #[arg(long, requires = "conversation")]
    pub crosscheck: bool,
    /// How many seconds the round is open; by default from the number of members.
    #[arg(long)]
    pub window: Option<u64>,
    /// Keep database, mail and log in this folder, which must not exist yet.
    #[arg(long)]
    pub keep: Option<PathBuf>,
}

/// Tells the story; any difference, and any step that fails, is an error. The server is always stopped.
pub async fn run(options: &Options) -> Result<()> {
    let mut report = Report::new(options);
    let told = tale::tell(options, &mut report).await;
    report.finish(&told);
    if let Some(path) = &options.report {
        report.write(path)?;
    }
    told
}
