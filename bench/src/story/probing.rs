//! The secrecy probes at two moments of a story: while the round is open, and when everything is over.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::report::Report;
use super::stage::Stage;
use crate::trace::{self, Finding, Options, Verdict};

/// When a story is probed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Everybody has voted, the box is still open. Orders may link for whoever holds both stores: it is noted.
    Open,
    /// The result stands: nothing may link.
    Over,
}

impl Moment {
    const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Over => "over",
        }
    }

    /// What is in one store alone must never link; two stores together must not once the round is over.
    fn forbids(self, finding: &Finding) -> bool {
        finding.verdict == Verdict::Leak && (self == Self::Over || finding.likeness.is_none())
    }
}

fn folder_of(variable: &str) -> Option<PathBuf> {
    std::env::var(variable).ok().map(PathBuf::from)
}

fn options(stage: &Stage, members: &Path, round: &str) -> Result<Options> {
    let postgres = stage.database_url.starts_with("postgres");
    let data = |variable| folder_of(variable).filter(|_| postgres);
    let (platform_data, box_data) = (data("TEST_PGDATA"), data("TEST_BOX_PGDATA"));
    // scripts/with-postgres keeps each cluster's log beside its folder.
    let logs = [&platform_data, &box_data].into_iter().flatten().map(|folder| folder.with_extension("log"));
    let mut logs: Vec<PathBuf> = logs.filter(|log| log.exists()).collect();
    logs.push(stage.file("server.log"));
    Ok(Options {
        truth: stage.file("truth.csv"),
        members: members.to_owned(),
        round: round.parse()?,
        platform: stage.database_url.clone(),
        ballot_box: stage.box_database_url.clone(),
        platform_data,
        box_data,
        logs,
        mail: vec![stage.mail()],
        report: None,
    })
}

/// Probes; prints what is worth a line, keeps everything in the report.
pub async fn probe(stage: &Stage, members: &Path, round: &str, moment: Moment, report: &mut Report) -> Result<()> {
    let findings = trace::investigate(&options(stage, members, round)?).await?;
    report.keep(&format!("trace_{}", moment.name()), &findings)?;
    for finding in findings.iter().filter(|finding| finding.verdict != Verdict::NoTrace) {
        println!("            {finding}");
    }
    let leaks = findings.iter().filter(|finding| finding.verdict == Verdict::Leak).count();
    let forbidden = findings.iter().filter(|finding| moment.forbids(finding)).count();
    report.step("trace", &format!("{}: {} probes, {leaks} link more than chance", moment.name(), findings.len()));
    ensure!(forbidden == 0, "{forbidden} probes link what may not be linked while the round is {}", moment.name());
    Ok(())
}
