//! The round that a story composes: the statements of the file, and sample text for everything else.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::wall_clock::{rfc3339, unix_seconds};

const DAY: u64 = 86_400;

/// When a round opens, closes and is published, in seconds since 1970.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// Opening.
    pub opens: u64,
    /// Closing.
    pub closes: u64,
    /// Publication.
    pub publishes: u64,
}

impl Times {
    /// Opens in a few seconds, stays open for `window` seconds, is published when counting must be done.
    pub fn soon(window: u64, members: usize) -> Self {
        let opens = unix_seconds() + 4;
        let closes = opens + window;
        Self { opens, closes, publishes: closes + 5 + 3 + members as u64 / 5000 }
    }
}

/// The four texts of a statements file.
pub fn statements(path: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut table = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Result<Vec<String>, csv::Error> =
        table.records().map(|row| Ok(row?.get(1).unwrap_or_default().to_owned())).collect();
    let texts = rows?;
    ensure!(texts.len() == 4, "{} has {} statements, not 4", path.display(), texts.len());
    Ok(texts)
}

/// The draft as the API takes it.
pub fn compose(statements: &[String], times: Times) -> Value {
    let due = rfc3339(unix_seconds() + 60 * DAY);
    let due = due.get(..10).unwrap_or_default();
    let statements: Vec<Value> = statements
        .iter()
        .map(|text| {
            json!({
                "text": text,
                "explanation": "Voorbeelduitleg: hierover beslist de fractie dit voorjaar.",
                "argument_for": "Voorbeeld van een argument voor.",
                "argument_against": "Voorbeeld van een argument tegen.",
                "owner": "Voorbeeldeigenaar, portefeuillehouder",
                "feedback_due": due,
            })
        })
        .collect();
    json!({
        "title": "Vier stellingen",
        "introduction": "Een ronde van de proefbank.",
        "purpose": "adviseren",
        "opens_at": rfc3339(times.opens),
        "closes_at": rfc3339(times.closes),
        "publishes_at": rfc3339(times.publishes),
        "statements": statements,
    })
}
