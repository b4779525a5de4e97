//! The votes of a story, and the deaths of the server while they are cast.

use std::time::Duration;

use anyhow::{Result, ensure};
use indicatif::ProgressBar;
use tokio::time::sleep;

use super::Options;
use super::report::Report;
use super::scene::Scene;
use super::server::Server;
use crate::replay;

fn replaying(options: &Options, scene: &Scene) -> Result<replay::Options> {
    Ok(replay::Options {
        base_url: scene.settings.url(),
        box_url: None,
        mail_folder: scene.stage.mail(),
        members: options.members.clone(),
        answers: options.answers.clone(),
        round: scene.round.parse()?,
        concurrency: options.concurrency,
        change_share: options.change_share,
        repeat_share: options.repeat_share,
        interested: options.conversation.unwrap_or(0),
        limit: options.limit,
        per_second: options.per_second,
        seed: 1,
        server_pid: (options.kills == 0).then(|| scene.server.pid()),
        report: None,
        truth: Some(scene.stage.file("truth.csv")),
    })
}

/// Lets everybody vote, perhaps while the server dies, and those who are interested say so.
pub async fn vote(options: &Options, scene: &mut Scene, report: &mut Report) -> Result<()> {
    let replaying = replaying(options, scene)?;
    let bar = replay::bar(0, "stemmen");
    let playing = replay::play(&replaying, &bar);
    tokio::pin!(playing);
    let dying = deaths(&mut scene.server, &bar, options.kills, scene.stage.size);
    tokio::pin!(dying);
    let (figures, slowest) = tokio::select! {
        figures = &mut playing => (figures?, None),
        died = &mut dying => {
            let slowest = died?;
            (playing.await?, Some(slowest))
        }
    };
    figures.print();
    report.keep("replay", &figures)?;
    let mut line = format!("{} members, {:.0} votes/s", figures.votes, figures.votes_per_second);
    if let Some(people) = options.conversation {
        line += &format!("; {people} interested in statement {}", replay::INTERESTING);
    }
    if let Some(slowest) = slowest.filter(|_| options.kills > 0) {
        line += &format!("; {} × kill -9, healthy again within {} ms", options.kills, slowest.as_millis());
        report.keep("slowest_restart_ms", &slowest.as_millis())?;
    }
    ensure!(slowest.is_some() || options.kills == 0, "everybody had voted before the server was killed often enough");
    report.step("replay", &line);
    Ok(())
}

/// Kills the server at even shares of the votes; never ends by itself when there is nothing to kill.
async fn deaths(server: &mut Server, bar: &ProgressBar, kills: u64, votes: usize) -> Result<Duration> {
    let mut slowest = Duration::ZERO;
    for death in 1..=kills {
        while bar.position() < votes as u64 * death / (kills + 1) {
            sleep(Duration::from_millis(1)).await;
        }
        slowest = slowest.max(server.kill_and_restart().await?);
    }
    if kills == 0 {
        std::future::pending::<()>().await;
    }
    Ok(slowest)
}
