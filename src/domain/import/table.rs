//! A file as rows of text under a header: the separator, the byte order mark and the line numbers.

use super::{BadRow, Reason};

/// The columns that a kind of file has.
pub struct Layout {
    /// Columns that must be there, lower case, in the order in which [`Row::fields`] has them.
    pub needed: &'static [&'static str],
    /// Columns that may be there; they follow the needed ones, empty where the file lacks them.
    pub optional: &'static [&'static str],
    /// Whether other columns are passed over rather than refused.
    pub others: bool,
}

/// A row that fits under the header.
pub struct Row {
    /// Line in the file, the header being 1.
    pub line: u64,
    /// Trimmed fields: the needed columns, then the optional ones.
    pub fields: Vec<String>,
}

/// A file that was cut into rows; rows that could not be are in `bad`.
pub struct Table {
    /// Rows that fit.
    pub rows: Vec<Row>,
    /// Rows that do not.
    pub bad: Vec<BadRow>,
    /// For each optional column, whether the header has it.
    pub has_optional: Vec<bool>,
}

/// Cuts `bytes` into rows. A bad header is the only thing that stops it.
pub fn read(bytes: &[u8], layout: &Layout) -> Result<Table, Vec<BadRow>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator(bytes)).from_reader(bytes);
    let mut lines = Lines { bytes, at: 0, line: 1 };
    let mut record = csv::ByteRecord::new();
    let mut columns = Vec::new();
    let mut table = Table { rows: Vec::new(), bad: Vec::new(), has_optional: Vec::new() };
    let mut width = 0;
    // Reading from memory into byte records cannot fail.
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        let line = lines.line_of(record.position().map_or(0, csv::Position::byte));
        if width == 0 {
            columns = header(&record, layout)
                .map_err(|reasons| reasons.into_iter().map(|reason| BadRow { line, reason }).collect::<Vec<_>>())?;
            table.has_optional = columns.iter().skip(layout.needed.len()).map(Option::is_some).collect();
            width = record.len();
            continue;
        }
        match row(&record, &columns, width, layout) {
            Ok(fields) => table.rows.push(Row { line, fields }),
            Err(reason) => table.bad.push(BadRow { line, reason }),
        }
    }
    match layout.needed.first() {
        Some(column) if width == 0 => Err(vec![BadRow { line: 1, reason: Reason::ColumnMissing(column) }]),
        _ => Ok(table),
    }
}

fn separator(bytes: &[u8]) -> u8 {
    let header = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty()).unwrap_or(bytes);
    let count = |wanted: u8| header.iter().filter(|byte| **byte == wanted).count();
    if count(b';') > count(b',') { b';' } else { b',' }
}

/// For each needed, then each optional column: where it stands.
fn header(record: &csv::ByteRecord, layout: &Layout) -> Result<Vec<Option<usize>>, Vec<Reason>> {
    let names: Vec<String> = record.iter().map(|name| String::from_utf8_lossy(name).trim().to_lowercase()).collect();
    let mut reasons = Vec::new();
    for (i, name) in names.iter().enumerate() {
        let known = layout.needed.contains(&name.as_str()) || layout.optional.contains(&name.as_str());
        if !known && !layout.others {
            reasons.push(Reason::ColumnUnknown(name.clone()));
        } else if known && names[..i].contains(name) {
            reasons.push(Reason::ColumnDouble(name.clone()));
        }
    }
    let place = |column: &&str| names.iter().position(|name| name == column);
    for column in layout.needed {
        if place(column).is_none() {
            reasons.push(Reason::ColumnMissing(column));
        }
    }
    let columns = layout.needed.iter().chain(layout.optional).map(place).collect();
    if reasons.is_empty() { Ok(columns) } else { Err(reasons) }
}

fn row(
    record: &csv::ByteRecord,
    columns: &[Option<usize>],
    width: usize,
    layout: &Layout,
) -> Result<Vec<String>, Reason> {
    if record.iter().any(|field| std::str::from_utf8(field).is_err()) {
        return Err(Reason::NotUtf8);
    }
    if record.len() != width {
        return Err(Reason::ColumnCount { expected: width, found: record.len() });
    }
    let names = layout.needed.iter().chain(layout.optional);
    let field = |(column, name): (&Option<usize>, &&'static str)| {
        let bytes = column.and_then(|column| record.get(column)).unwrap_or_default();
        let text = String::from_utf8_lossy(bytes).trim().to_owned();
        if text.chars().any(char::is_control) { Err(Reason::ControlCharacter(name)) } else { Ok(text) }
    };
    columns.iter().zip(names).map(field).collect()
}

/// Turns the place of a record into its line. The reader's own line numbers count blank lines to the next record.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    fn line_of(&mut self, byte: u64) -> u64 {
        let start = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some(byte) = self.bytes.get(self.at) {
            if self.at >= start && !matches!(byte, b'\r' | b'\n') {
                break;
            }
            self.line += u64::from(*byte == b'\n');
            self.at += 1;
        }
        self.line
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    const LAYOUT: Layout = Layout { needed: &["code", "naam"], optional: &["cluster"], others: true };

    fn fields(text: &[u8]) -> Vec<Vec<String>> {
        read(text, &LAYOUT).unwrap().rows.into_iter().map(|row| row.fields).collect()
    }

    #[test]
    fn comma_and_semicolon_mark_and_capitals_all_read_the_same() {
        let plain = fields(b"code,naam\nA,Aa en Hunze\n");
        assert_eq!(plain, [["A", "Aa en Hunze", ""]]);
        assert_eq!(fields(b"\xEF\xBB\xBFCode;NAAM\r\nA;Aa en Hunze\r\n"), plain);
        assert_eq!(fields(b"naam,inwoners,code\n\"Aa en Hunze\",25243,A"), plain);
    }

    #[test]
    fn lines_are_those_of_an_editor_also_after_blank_lines_and_windows_line_ends() {
        let text = b"code,naam\r\n\r\nA,x\r\n\r\n\r\nB\r\nC,y\r\nD,\xFF\r\n";
        let table = read(text, &LAYOUT).unwrap();
        assert_eq!(table.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 7]);
        assert_eq!(
            table.bad,
            [
                BadRow { line: 6, reason: Reason::ColumnCount { expected: 2, found: 1 } },
                BadRow { line: 8, reason: Reason::NotUtf8 }
            ]
        );
    }

    #[test]
    fn a_quote_left_open_is_a_bad_row_and_not_a_long_name() {
        let table = read(b"code,naam\nA,\"x\nB,y\n", &LAYOUT).unwrap();
        assert_eq!(table.bad, [BadRow { line: 2, reason: Reason::ControlCharacter("naam") }]);
    }

    #[test]
    fn a_bad_header_says_all_that_is_wrong_with_it() {
        let strict = Layout { needed: &["code", "naam"], optional: &[], others: false };
        let bad = read(b"code,code,x\n", &strict).err().unwrap();
        let reasons: Vec<Reason> = bad.into_iter().map(|row| row.reason).collect();
        assert_eq!(
            reasons,
            [
                Reason::ColumnDouble("code".to_owned()),
                Reason::ColumnUnknown("x".to_owned()),
                Reason::ColumnMissing("naam")
            ]
        );
        assert_eq!(read(b"", &strict).err().unwrap()[0].reason, Reason::ColumnMissing("code"));
    }
}
