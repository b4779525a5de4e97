//! The command line of the bench; each command lives in its own module.

use std::process::ExitCode;

use bench::{calendar, compare, draw, publish, replay, seats, smtp_sink, story, trace};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Plays whole rounds against a running server and looks for what could link a member to a ballot")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Let every member of the answers file vote over HTTP, and measure it.
    Replay(replay::Options),
    /// Compare the published national result with the answers file, cell by cell.
    Compare(compare::Options),
    /// Draw seats by lot from member files, write the witnesses' file, and measure it.
    Draw(draw::Options),
    /// Accept mail on a local port and note who got what.
    SmtpSink(smtp_sink::Options),
    /// Count and publish a made-up round in this process, and measure it.
    Publish(publish::Options),
    /// Write the calendar files that letters carry, for another program to read.
    Calendar(calendar::Options),
    /// Look for letters that a sink received twice.
    SinkCheck(smtp_sink::check::Options),
    /// Let many people want few seats at once, and kill the server (-9) in the middle.
    Seats(seats::Options),
    /// The whole story on a fresh database: import, compose, open, replay, close, publish, compare.
    Story(story::Options),
    /// Look for what could link members to ballots, in copies of the stores.
    Trace(trace::Options),
}

#[tokio::main]
async fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Replay(options) => replay::run(&options).await,
        Command::Calendar(options) => calendar::run(&options),
        Command::Compare(options) => compare::run(&options).await,
        Command::Draw(options) => draw::run(&options),
        Command::Publish(options) => publish::run(&options).await,
        Command::SmtpSink(options) => smtp_sink::run(options).await,
        Command::SinkCheck(options) => smtp_sink::check::run(&options),
        Command::Seats(options) => seats::run(&options).await,
        Command::Story(options) => story::run(&options).await,
        Command::Trace(options) => trace::run(&options).await,
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error:#}");
            // EX_UNAVAILABLE, as the scripts have it: nothing was found wrong.
            if error.is::<story::Unavailable>() { ExitCode::from(69) } else { ExitCode::FAILURE }
        }
    }
}
