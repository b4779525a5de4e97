//! Looks through a sink's notes for letters that came twice.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;

/// What to look through.
#[derive(Debug, Clone, Args)]
pub struct Options {
    /// The file that `smtp-sink --out` wrote.
    pub file: PathBuf,
    /// Only letters whose subject contains this.
    #[arg(long, default_value = "")]
    pub subject: String,
}

/// Prints the number of letters; a double is an error.
pub fn run(options: &Options) -> Result<()> {
    let notes = fs::read_to_string(&options.file)?;
    let doubles = doubles(&notes, &options.subject);
    let letters = chosen(&notes, &options.subject).count();
    ensure!(doubles.is_empty(), "{} doubles among {letters} letters:\n{}", doubles.len(), doubles.join("\n"));
    println!("{letters} letters, none twice");
    Ok(())
}

fn chosen<'n>(notes: &'n str, subject: &'n str) -> impl Iterator<Item = (&'n str, &'n str)> {
    notes.lines().filter_map(|line| line.split_once('\t')).filter(move |(_, rest)| rest.contains(subject))
}

/// Every Message-ID, and every pair of recipient and subject, that stands there more than once.
#[must_use]
pub fn doubles(notes: &str, subject: &str) -> Vec<String> {
    let mut times: HashMap<String, usize> = HashMap::new();
    for (id, rest) in chosen(notes, subject) {
        let recipient = rest.split('\t').next().unwrap_or_default();
        *times.entry(format!("{id} to {recipient}")).or_default() += 1;
        *times.entry(rest.replace('\t', ": ")).or_default() += 1;
    }
    let mut doubles: Vec<String> =
        times.into_iter().filter(|(_, times)| *times > 1).map(|(what, times)| format!("{times} × {what}")).collect();
    doubles.sort_unstable();
    doubles
}
