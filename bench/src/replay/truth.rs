//! Who had which ticket: written by the bench for its own secrecy probes, and by nothing else anywhere.

use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result};

/// What only the member's device knows, and the bench for its probes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The member number.
    pub number: String,
    /// The code without spaces.
    pub code: String,
    /// The token in base64url.
    pub token: String,
    /// The counting area.
    pub area: u32,
    /// SHA-256 of the blinded message.
    pub blinded_hash: Vec<u8>,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Result<Vec<u8>> {
    let pairs = (0..text.len() / 2).map(|index| text.get(2 * index..2 * index + 2).context("no hexadecimal"));
    pairs.map(|pair| Ok(u8::from_str_radix(pair?, 16)?)).collect()
}

/// Writes the file, in the order of the member numbers.
pub fn write(path: &Path, known: &[Known]) -> Result<()> {
    let mut sorted: Vec<&Known> = known.iter().collect();
    sorted.sort_unstable_by(|one, other| one.number.cmp(&other.number));
    let mut table = csv::Writer::from_writer(File::create(path)?);
    table.write_record(["lidnummer", "code", "token", "area", "blinded_sha256"])?;
    for one in sorted {
        let area = one.area.to_string();
        table.write_record([&one.number, &one.code, &one.token, &area, &hex(&one.blinded_hash)])?;
    }
    table.flush()?;
    Ok(())
}

/// Reads it again.
pub fn read(path: &Path) -> Result<Vec<Known>> {
    let mut table = csv::Reader::from_path(path).with_context(|| format!("cannot read {}", path.display()))?;
    let rows = table.records().map(|row| {
        let row = row?;
        Ok(Known {
            number: row[0].to_owned(),
            code: row[1].to_owned(),
            token: row[2].to_owned(),
            area: row[3].parse()?,
            blinded_hash: from_hex(&row[4])?,
        })
    });
    rows.collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_sorted() {
        let one = |number: &str| Known {
            number: number.to_owned(),
            code: "C".to_owned(),
            token: "T".to_owned(),
            area: 3,
            blinded_hash: vec![0, 0xab],
        };
        let file = tempfile::NamedTempFile::new().unwrap();
        write(file.path(), &[one("2"), one("1")]).unwrap();
        assert_eq!(read(file.path()).unwrap(), [one("1"), one("2")]);
    }
}
