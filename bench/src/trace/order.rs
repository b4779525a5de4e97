//! An order of members that some store has kept: the raw material of every link.

use std::collections::HashSet;

use serde::Serialize;

use super::needles::Side;

/// Where an order was read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// The order in which rows come, or their row numbers (rowid, ctid).
    Rows,
    /// The transaction that wrote a row (xmin).
    Transaction,
    /// Where the bytes of a row stand in its page or file.
    Layout,
    /// A column that holds a number or a time, or the time of a file.
    Time,
    /// The write-ahead log.
    Wal,
}

impl Class {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Rows, Self::Transaction, Self::Layout, Self::Time, Self::Wal];

    /// Its name in a line of the report.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Transaction => "xmin",
            Self::Layout => "layout",
            Self::Time => "time",
            Self::Wal => "wal",
        }
    }
}

/// Members in the order in which something holds them, each once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Where it was read from.
    pub class: Class,
    /// What it is, for a reader.
    pub name: String,
    /// Whether it orders people or ballots.
    pub side: Side,
    /// Indices of suspects.
    pub sequence: Vec<usize>,
}

impl Order {
    /// The order of these sightings; of a member seen twice the first counts.
    pub fn new(class: Class, name: impl Into<String>, side: Side, seen: impl IntoIterator<Item = usize>) -> Self {
        let mut known = HashSet::new();
        let sequence = seen.into_iter().filter(|whose| known.insert(*whose)).collect();
        Self { class, name: name.into(), side, sequence }
    }

    /// Whether there are enough members in it to say anything.
    #[must_use]
    pub fn tells(&self) -> bool {
        self.sequence.len() > 1
    }
}
