//! A small bounded SMTP server on this machine: it accepts, notes who got what, and sends nothing on.

pub mod check;
mod ledger;
mod session;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, ensure};
use clap::Args;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use ledger::Ledger;

/// How to accept.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// Where to listen; on this machine only.
    #[arg(long, default_value = "127.0.0.1:2525")]
    pub bind: SocketAddr,
    /// One line per accepted letter goes here: Message-ID, recipient, subject.
    #[arg(long)]
    pub out: PathBuf,
    /// Keep the letters as .eml files in this folder as well.
    #[arg(long)]
    pub mail_folder: Option<PathBuf>,
    /// The share of letters that is refused for the moment (451).
    #[arg(long, default_value_t = 0.0)]
    pub fail_share: f64,
    /// How long to wait before a letter is accepted, in milliseconds.
    #[arg(long, default_value_t = 0)]
    pub delay_ms: u64,
}

/// More connections than this wait.
const CONNECTIONS: usize = 64;

/// Listens until the process ends.
pub async fn run(options: Options) -> Result<()> {
    let listener = bind(&options).await?;
    println!("accepting mail on {}", listener.local_addr()?);
    serve(listener, options).await
}

/// Takes the port; never one that another machine can reach.
pub async fn bind(options: &Options) -> Result<TcpListener> {
    ensure!(options.bind.ip().is_loopback(), "the sink listens on this machine only");
    Ok(TcpListener::bind(options.bind).await?)
}

/// Accepts letters on this listener until it fails or the task is dropped.
pub async fn serve(listener: TcpListener, options: Options) -> Result<()> {
    let ledger = Ledger::open(&options.out, options.mail_folder, options.fail_share)?;
    let (ledger, seats) = (Arc::new(ledger), Arc::new(Semaphore::new(CONNECTIONS)));
    let delay = Duration::from_millis(options.delay_ms);
    loop {
        let seat = Arc::clone(&seats).acquire_owned().await?;
        let (stream, _) = listener.accept().await?;
        let ledger = Arc::clone(&ledger);
        tokio::spawn(async move {
            // A client that hangs up in the middle is its own affair; nothing was noted then.
            let _ = session::talk(stream, &ledger, delay).await;
            drop(seat);
        });
    }
}
