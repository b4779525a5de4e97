//! The hash chain that orders a member's ballots: version v opens the token with v hashes, and nobody else can make v + 1.

use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};

use super::Token;
use super::bytes::byte_string;

/// How many versions a ballot may have: the first cast and 31 changes.
pub const VERSIONS: u8 = 32;

byte_string!(
    /// A link of the chain: what a cast of some version reveals.
    ChainValue,
    32
);

/// The version of a ballot, 1 to 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Version(u8);

/// The number is not 1 to 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a version is 1 to 32")]
pub struct VersionOutOfRange;

impl Version {
    /// The version of a first cast.
    pub const FIRST: Self = Self(1);

    /// The number, 1 to 32.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// How many changes may still follow, 0 to 31.
    #[must_use]
    pub const fn changes_left(self) -> u8 {
        VERSIONS - self.0
    }

    /// The version after this one; `None` after the last.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        Self::try_from(self.0 + 1).ok()
    }

    /// All versions, first to last.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=VERSIONS).map(Self)
    }
}

impl TryFrom<u8> for Version {
    type Error = VersionOutOfRange;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        if (1..=VERSIONS).contains(&number) { Ok(Self(number)) } else { Err(VersionOutOfRange) }
    }
}

impl From<Version> for u8 {
    fn from(version: Version) -> Self {
        version.0
    }
}

impl ChainValue {
    fn hashed(&self, times: u8) -> [u8; 32] {
        (0..times).fold(self.0, |value, _| {
            let mut hash = [0; 32];
            hash.copy_from_slice(digest(&SHA256, &value).as_ref());
            hash
        })
    }

    /// The token at the end of the chain that starts here.
    #[must_use]
    pub fn token(&self) -> Token {
        Token(self.hashed(VERSIONS))
    }

    /// What a cast of this version reveals, of the chain that starts here.
    #[must_use]
    pub fn revealed_for(&self, version: Version) -> Self {
        Self(self.hashed(version.changes_left()))
    }

    /// Whether this value is the one that a cast of `version` under `token` must reveal.
    #[must_use]
    pub fn opens(&self, token: &Token, version: Version) -> bool {
        self.hashed(version.0) == token.0
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[test]
    fn every_version_opens_its_token_and_no_other_version() {
        let start = ChainValue([5; 32]);
        for version in Version::all() {
            let revealed = start.revealed_for(version);
            for claimed in Version::all() {
                assert_eq!(revealed.opens(&start.token(), claimed), claimed == version);
            }
            assert!(!revealed.opens(&ChainValue([6; 32]).token(), version));
        }
    }

    #[test]
    fn the_last_version_reveals_the_start_of_the_chain() {
        let start = ChainValue([5; 32]);
        assert_eq!(start.revealed_for(32.try_into().unwrap()), start);
    }

    #[test]
    fn versions_run_from_one_to_thirty_two() {
        assert_eq!(Version::all().count(), 32);
        assert_eq!(Version::FIRST.changes_left(), 31);
        assert_eq!(Version::FIRST.next().map(Version::number), Some(2));
        assert_eq!(Version::try_from(32).unwrap().next(), None);
        for bad in ["0", "33", "255", "256", "-1", "1.5", "\"1\"", "null"] {
            assert!(serde_json::from_str::<Version>(bad).is_err(), "{bad}");
        }
        assert_eq!(serde_json::to_string(&Version::FIRST).unwrap(), "1");
    }
}
