//! The branches file: `code,naam,regio`, an optional `cluster`, and columns that are passed over.

use std::collections::HashMap;

use serde::Serialize;

use super::table::{Layout, Row, read};
use super::{BadRow, Reason};

const LAYOUT: Layout = Layout { needed: &["code", "naam", "regio"], optional: &["cluster"], others: true };

/// A branch as the file has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BranchRow {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Region.
    pub region: String,
    /// Cluster, if any.
    pub cluster: Option<String>,
}

/// A branches file without a bad row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchFile {
    /// In the order of the file.
    pub rows: Vec<BranchRow>,
    /// Whether the file says anything about clusters; if not, they stay as they are.
    pub has_clusters: bool,
}

impl BranchFile {
    /// Reads a file; all bad rows together if there is one.
    pub fn parse(bytes: &[u8]) -> Result<Self, Vec<BadRow>> {
        let table = read(bytes, &LAYOUT)?;
        let mut bad = table.bad;
        let mut seen = HashMap::new();
        let mut rows = Vec::with_capacity(table.rows.len());
        for Row { line, fields } in table.rows {
            match branch(line, fields, &mut seen) {
                Ok(row) => rows.push(row),
                Err(reasons) => bad.extend(reasons.into_iter().map(|reason| BadRow { line, reason })),
            }
        }
        bad.sort_by_key(|row| row.line);
        let has_clusters = table.has_optional == [true];
        if bad.is_empty() { Ok(Self { rows, has_clusters }) } else { Err(bad) }
    }
}

fn branch(line: u64, fields: Vec<String>, seen: &mut HashMap<String, u64>) -> Result<BranchRow, Vec<Reason>> {
    let Ok([code, name, region, cluster]) = <[String; 4]>::try_from(fields) else {
        return Err(vec![Reason::ColumnCount { expected: 4, found: 0 }]);
    };
    let mut reasons = Vec::new();
    for (column, value) in [("code", &code), ("naam", &name), ("regio", &region)] {
        if value.is_empty() {
            reasons.push(Reason::Empty(column));
        }
    }
    if !code.is_empty() {
        let first = *seen.entry(code.clone()).or_insert(line);
        if first != line {
            reasons.push(Reason::DoubleBranch { code: code.clone(), first });
        }
    }
    let cluster = Some(cluster).filter(|cluster| !cluster.is_empty());
    if reasons.is_empty() { Ok(BranchRow { code, name, region, cluster }) } else { Err(reasons) }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[test]
    fn a_double_code_and_an_empty_name_are_both_named() {
        let bad = BranchFile::parse(b"code,naam,regio,inwoners\nA,Aa,Noord,1\nA,,Noord,2\nB,Bee,,3\n").err().unwrap();
        assert_eq!(
            bad,
            [
                BadRow { line: 3, reason: Reason::Empty("naam") },
                BadRow { line: 3, reason: Reason::DoubleBranch { code: "A".to_owned(), first: 2 } },
                BadRow { line: 4, reason: Reason::Empty("regio") },
            ]
        );
    }

    #[test]
    fn clusters_are_read_where_the_file_has_them() {
        let with = BranchFile::parse(b"code;naam;regio;cluster\nA;Aa;Noord;Kop\nB;Bee;Noord;\n").unwrap();
        assert_eq!(with.rows[0].cluster.as_deref(), Some("Kop"));
        assert_eq!(with.rows[1].cluster, None);
        assert!(with.has_clusters);
        assert!(!BranchFile::parse(b"code;naam;regio\nA;Aa;Noord\n").unwrap().has_clusters);
    }
}
