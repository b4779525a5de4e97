//! The same people drawn again with other public values, and a second implementation that must pick the same ones.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use preferendum::domain::sortition::{DrawFile, Pool, Seed};

const TIMES: usize = 20;
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../scripts/crosscheck-draws");
/// How a script ends when what it needs cannot be had (EX_UNAVAILABLE).
const UNAVAILABLE: i32 = 69;

/// What a check needs is not on this machine. That says nothing about what was to be checked.
#[derive(Debug)]
pub struct Unavailable(String);

impl fmt::Display for Unavailable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SKIPPED, not checked: {}", self.0)
    }
}

impl std::error::Error for Unavailable {}

/// Draws from these lots with 20 other public values, and writes the file of each draw into the folder.
pub fn again(file: &DrawFile, folder: &Path) -> Result<Vec<PathBuf>> {
    let pool = Pool::new(file.terms.clone(), file.lots.clone())?;
    let commitment = pool.commitment();
    let root = commitment.root();
    ensure!(root == file.root, "the file's lots have another control number");
    let write = |throw: usize| {
        let value = format!("dobbelstenen, worp {throw}");
        let outcome = pool.draw(&Seed::of(&root, &value))?;
        let path = folder.join(format!("draw-{throw}.json"));
        std::fs::write(&path, serde_json::to_vec(&DrawFile::of(&pool, &commitment, &value, outcome))?)?;
        Ok(path)
    };
    (1..=TIMES).map(write).collect()
}

/// Lets the second implementation pick the people of these draws; returns its verdict. [`Unavailable`] where it cannot run.
pub fn crosscheck(files: &[PathBuf]) -> Result<String> {
    let output = Command::new(SCRIPT).arg("--files").args(files).output().context(SCRIPT)?;
    let (printed, complained) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if output.status.code() == Some(UNAVAILABLE) {
        bail!(Unavailable(complained.trim().to_owned()));
    }
    let verdict = printed.lines().last().unwrap_or_default();
    let all = format!("{0} of {0}", files.len());
    ensure!(output.status.success() && verdict == all, "{}: {printed}\n{complained}", output.status);
    Ok(all)
}
