//! What a story leaves behind: a line per step while it is told, and a JSON report at the end.

use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::Result;
use serde::Serialize;
use serde_json::{Value, json};

use super::{Options, Unavailable};

/// The report of one story.
#[derive(Debug, Serialize)]
pub struct Report {
    database: &'static str,
    answers: String,
    limit: Option<usize>,
    kills: u64,
    steps: Vec<Step>,
    /// What the steps found out, by name.
    found: serde_json::Map<String, Value>,
    ok: bool,
    error: Option<String>,
    #[serde(skip)]
    since: Instant,
}

#[derive(Debug, Serialize)]
struct Step {
    name: String,
    seconds: f64,
}

impl Report {
    /// An empty report; the clock of its first step runs.
    pub fn new(options: &Options) -> Self {
        Self {
            database: if options.postgres { "postgres" } else { "sqlite" },
            answers: options.answers.display().to_string(),
            limit: options.limit,
            kills: options.kills,
            steps: Vec::new(),
            found: serde_json::Map::new(),
            ok: false,
            error: None,
            since: Instant::now(),
        }
    }

    /// Notes that a step is done, and prints its line.
    pub fn step(&mut self, name: &str, detail: &str) {
        let seconds = self.since.elapsed().as_secs_f64();
        println!("{seconds:>8.1} s  {name:<10} {detail}");
        self.steps.push(Step { name: name.to_owned(), seconds });
        self.since = Instant::now();
    }

    /// Keeps something that a step found out.
    pub fn keep(&mut self, name: &str, value: &impl Serialize) -> Result<()> {
        self.found.insert(name.to_owned(), serde_json::to_value(value)?);
        Ok(())
    }

    /// How it ended.
    pub fn finish(&mut self, told: &Result<()>) {
        self.ok = told.is_ok();
        self.error = told.as_ref().err().map(|error| format!("{error:#}"));
        let end = match told {
            Ok(()) => "the story ends well",
            Err(error) if error.is::<Unavailable>() => "the story ends well, but not all of it could be checked",
            Err(_) => "the story ends badly",
        };
        println!("{end}");
    }

    /// Writes the report as JSON.
    pub fn write(&self, path: &Path) -> Result<()> {
        fs::write(path, serde_json::to_vec_pretty(&json!(self))?)?;
        Ok(())
    }
}
