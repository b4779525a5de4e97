//! The sink's note of accepted letters: one line each, on disk before the client hears of it.

use std::fs::{File, OpenOptions, write};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::Result;
use mailparse::{MailHeaderMap, parse_headers};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Where accepted letters are noted.
pub struct Ledger {
    inner: Mutex<Inner>,
    folder: Option<PathBuf>,
    fail_share: f64,
}

struct Inner {
    file: File,
    dice: SmallRng,
    accepted: u64,
}

impl Ledger {
    /// Goes on where the file ends.
    pub fn open(path: &Path, folder: Option<PathBuf>, fail_share: f64) -> Result<Self> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        let inner = Inner { file, dice: SmallRng::seed_from_u64(1), accepted: 0 };
        Ok(Self { inner: Mutex::new(inner), folder, fail_share })
    }

    /// Whether the next letter is refused for the moment.
    pub fn refuses(&self) -> bool {
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.dice.random_bool(self.fail_share)
    }

    /// Notes a letter for each of its recipients.
    pub fn accept(&self, recipients: &[String], source: &[u8]) -> Result<()> {
        let (headers, _) = parse_headers(source)?;
        let header = |name| headers.get_first_value(name).unwrap_or_default().replace(['\t', '\n', '\r'], " ");
        let mut lines = String::new();
        for recipient in recipients {
            lines += &format!("{}\t{}\t{}\n", header("Message-ID"), recipient, header("Subject"));
        }
        let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        inner.accepted += 1;
        if let Some(folder) = &self.folder {
            write(folder.join(format!("{:08}.eml", inner.accepted)), source)?;
        }
        inner.file.write_all(lines.as_bytes())?;
        Ok(())
    }
}
