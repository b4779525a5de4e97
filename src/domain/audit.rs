//! The audit trail as a chain: each line's hash covers all its fields and the hash before it. Pure: never the database.

mod export;

use ring::digest::{Context, SHA256};
use uuid::Uuid;

use super::hex::{from_hex, to_hex};
use super::time::Timestamp;

pub use export::{ExportError, read_export, write_export};

/// Keeps hashes of other things apart from these.
const TAG: &[u8] = b"preferendum audit v1";

/// SHA-256 of a line, and through it of every line before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AuditHash(pub [u8; 32]);

impl AuditHash {
    /// What stands before the first line.
    pub const START: Self = Self([0; 32]);

    /// Reads 64 hexadecimal characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        from_hex(text).map(Self)
    }

    /// The first 16 characters in groups of 4, for writing down.
    #[must_use]
    pub fn short(&self) -> String {
        let text: Vec<char> = self.to_string().chars().take(16).collect();
        text.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }
}

impl std::fmt::Display for AuditHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&to_hex(&self.0))
    }
}

/// One act, as it was written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Place in the chain, from 1 without gaps.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// `account`, `member`, `client`, or `system` for the clock and the command line.
    pub actor_kind: String,
    /// Who.
    pub actor: Option<Uuid>,
    /// What was done.
    pub act: String,
    /// Kind of the thing that it was done to.
    pub object_kind: String,
    /// The thing, where it has an identifier.
    pub object: Option<Uuid>,
    /// What else there is to say. Members by internal identifier only.
    pub detail: String,
}

impl Line {
    /// The hash of this line after the one before it: SHA-256 over the tag, that hash, and every field as text, each with
    /// its length in bytes (64 bits, big-endian) before it. An identifier that is missing is an empty text.
    #[must_use]
    pub fn hash(&self, previous: &AuditHash) -> AuditHash {
        let mut context = Context::new(&SHA256);
        let mut put = |part: &[u8]| {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part);
        };
        put(TAG);
        put(&previous.0);
        self.fields().iter().for_each(|field| put(field.as_bytes()));
        let mut hash = [0; 32];
        hash.copy_from_slice(context.finish().as_ref());
        AuditHash(hash)
    }

    /// Every field as text, in the order in which they are hashed and exported.
    #[must_use]
    pub fn fields(&self) -> [String; 8] {
        let id = |id: Option<Uuid>| id.map_or_else(String::new, |id| id.to_string());
        [
            self.number.to_string(),
            self.at.to_string(),
            self.actor_kind.clone(),
            id(self.actor),
            self.act.clone(),
            self.object_kind.clone(),
            id(self.object),
            self.detail.clone(),
        ]
    }
}

/// A line with the hash that was written down with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chained {
    /// The line.
    pub line: Line,
    /// Its hash.
    pub hash: AuditHash,
}

/// Where a chain ends: its last line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Number of the last line; 0 when there is none.
    pub number: i64,
    /// Its hash.
    pub hash: AuditHash,
}

impl Head {
    /// The head of a chain without lines.
    pub const START: Self = Self { number: 0, hash: AuditHash::START };

    /// The next line of the chain, with its hash. The line's own number does not matter: it gets the next one.
    #[must_use]
    pub fn chain(&self, line: Line) -> Chained {
        let line = Line { number: self.number + 1, ..line };
        let hash = line.hash(&self.hash);
        Chained { line, hash }
    }
}

impl From<&Chained> for Head {
    fn from(last: &Chained) -> Self {
        Self { number: last.line.number, hash: last.hash }
    }
}

/// What is wrong with a chain, at the first place where something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    /// Lines are missing from this number up to the next.
    Missing {
        /// First number that is missing.
        from: i64,
        /// Last number that is missing.
        to: i64,
    },
    /// After line `after` stands a line with a number that belongs elsewhere: put in, or moved.
    OutOfPlace {
        /// The last line that stands where it should.
        after: i64,
        /// The number that follows it.
        number: i64,
    },
    /// The hash of this line does not follow from its fields and the line before.
    Changed {
        /// Its number.
        number: i64,
    },
}

/// Looks through a whole chain, from its first line; the head that it ends in.
pub fn verify(lines: &[Chained]) -> Result<Head, Broken> {
    let mut head = Head::START;
    for one in lines {
        let (expected, number) = (head.number + 1, one.line.number);
        if number > expected && !lines.iter().any(|other| other.line.number == expected) {
            return Err(Broken::Missing { from: expected, to: number - 1 });
        }
        if number != expected {
            return Err(Broken::OutOfPlace { after: head.number, number });
        }
        if one.line.hash(&head.hash) != one.hash {
            return Err(Broken::Changed { number });
        }
        head = Head::from(one);
    }
    Ok(head)
}

/// The line whose hash begins with what somebody wrote down (at least 16 hexadecimal characters, spaces do not matter);
/// none if no line has it: then lines at the end were cut off, or all of it was written anew.
#[must_use]
pub fn find_head(lines: &[Chained], noted: &str) -> Option<Head> {
    let noted: String = noted.split_whitespace().collect::<String>().to_lowercase();
    let found = |one: &&Chained| noted.len() >= 16 && one.hash.to_string().starts_with(&noted);
    lines.iter().find(found).map(Head::from)
}

#[cfg(test)]
mod tests;
