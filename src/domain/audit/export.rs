//! The audit trail as a file: CSV that a spreadsheet shows and that reads back to the same bytes. Never the database.

use uuid::Uuid;

use super::{AuditHash, Chained, Line};
use crate::domain::time::Timestamp;

const COLUMNS: [&str; 9] =
    ["number", "at", "actor_kind", "actor_id", "act", "object_kind", "object_id", "detail", "hash"];

/// Why a file is not an export of the audit trail.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExportError {
    /// Not the columns of an export.
    #[error("the first line must be: {}", COLUMNS.join(","))]
    Columns,
    /// Not a row of an export.
    #[error("row {0} cannot be read as a line of the audit trail")]
    Row(usize),
}

/// The lines as CSV, with a row of column names first.
#[must_use]
pub fn write_export(lines: &[Chained]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    let _ = writer.write_record(COLUMNS);
    for Chained { line, hash } in lines {
        let fields = line.fields();
        let _ = writer.write_record(fields.iter().map(|field| guarded(field)).chain([hash.to_string()]));
    }
    writer.into_inner().unwrap_or_default()
}

/// A text that begins like a formula would be one in a spreadsheet, so it gets an apostrophe, and so does a text that
/// begins with one: what was added can always be taken away again.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) { format!("'{text}") } else { text.to_owned() }
}

/// The lines of an export, in the order of the file.
pub fn read_export(file: &[u8]) -> Result<Vec<Chained>, ExportError> {
    let mut reader = csv::Reader::from_reader(file);
    if !reader.headers().is_ok_and(|found| found.iter().eq(COLUMNS)) {
        return Err(ExportError::Columns);
    }
    let read = |(at, row): (usize, Result<csv::StringRecord, csv::Error>)| {
        row.ok().and_then(|row| chained(&row)).ok_or(ExportError::Row(at + 1))
    };
    reader.records().enumerate().map(read).collect()
}

fn chained(row: &csv::StringRecord) -> Option<Chained> {
    let field = |at: usize| row.get(at).map(|text| text.strip_prefix('\'').unwrap_or(text).to_owned());
    let id = |at: usize| match field(at)?.as_str() {
        "" => Some(None),
        text => Uuid::try_parse(text).ok().map(Some),
    };
    let line = Line {
        number: field(0)?.parse().ok()?,
        at: Timestamp::parse(&field(1)?)?,
        actor_kind: field(2)?,
        actor: id(3)?,
        act: field(4)?,
        object_kind: field(5)?,
        object: id(6)?,
        detail: field(7)?,
    };
    Some(Chained { line, hash: AuditHash::parse(&field(8)?)? })
}
