//! Reading the party's files of branches and members, and saying what they would change.
//! Every bad row is found at once; nothing here writes anything.

mod branches;
mod difference;
mod digest;
mod members;
mod table;

pub use branches::{BranchFile, BranchRow};
pub use difference::{
    BranchDifference, Change, KnownMember, MemberDifference, Warnings, branch_difference, member_difference,
};
pub use digest::{ImportDigest, file_hash};
pub use members::{MemberRow, parse_members};

/// A row that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct BadRow {
    /// Line in the file, the header being 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: Reason,
}

impl Reason {
    /// Name in the API.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::ColumnMissing(_) => "column_missing",
            Self::ColumnDouble(_) => "column_double",
            Self::ColumnUnknown(_) => "column_unknown",
            Self::ColumnCount { .. } => "column_count",
            Self::NotUtf8 => "not_utf8",
            Self::ControlCharacter(_) => "control_character",
            Self::Empty(_) => "empty",
            Self::DoubleBranch { .. } => "double_branch",
            Self::DoubleMember { .. } => "double_member",
            Self::UnknownBranch(_) => "unknown_branch",
            Self::MalformedEmail(_) => "malformed_email",
            Self::ImpossibleYear(_) => "impossible_year",
        }
    }

    /// What it is about, in the order in which it is said.
    #[must_use]
    pub fn about(&self) -> Vec<String> {
        match self {
            Self::ColumnMissing(text) | Self::ControlCharacter(text) | Self::Empty(text) => vec![(*text).to_owned()],
            Self::ColumnDouble(text)
            | Self::ColumnUnknown(text)
            | Self::UnknownBranch(text)
            | Self::MalformedEmail(text)
            | Self::ImpossibleYear(text) => vec![text.clone()],
            Self::ColumnCount { expected, found } => vec![expected.to_string(), found.to_string()],
            Self::DoubleBranch { code: what, first } | Self::DoubleMember { number: what, first } => {
                vec![what.clone(), first.to_string()]
            }
            Self::NotUtf8 => Vec::new(),
        }
    }
}

/// Why a row cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The header lacks a column.
    #[error("the header lacks the column `{0}`")]
    ColumnMissing(&'static str),
    /// The header names a column twice.
    #[error("the header names the column `{0}` twice")]
    ColumnDouble(String),
    /// The header has a column that this file may not have.
    #[error("the header has an unknown column `{0}`")]
    ColumnUnknown(String),
    /// The row has more or fewer columns than the header.
    #[error("{found} columns where the header has {expected}")]
    ColumnCount {
        /// Columns in the header.
        expected: usize,
        /// Columns in the row.
        found: usize,
    },
    /// The bytes are not UTF-8.
    #[error("not UTF-8")]
    NotUtf8,
    /// A line break, tab or other invisible character stands inside a field.
    #[error("a line break or control character in `{0}` (is a quote left open?)")]
    ControlCharacter(&'static str),
    /// Something that is needed is empty.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// The code of a branch was there before.
    #[error("afdeling code `{code}` stands on line {first} already")]
    DoubleBranch {
        /// The code.
        code: String,
        /// Where it was first.
        first: u64,
    },
    /// The number of a member was there before.
    #[error("lidnummer `{number}` stands on line {first} already")]
    DoubleMember {
        /// The number.
        number: String,
        /// Where it was first.
        first: u64,
    },
    /// No branch has this code.
    #[error("there is no afdeling with code `{0}`")]
    UnknownBranch(String),
    /// No letter could be sent to it.
    #[error("`{0}` is not an e-mail address")]
    MalformedEmail(String),
    /// Not a year in which a member can have been born.
    #[error("`{0}` is not a possible year of birth")]
    ImpossibleYear(String),
}
