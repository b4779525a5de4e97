//! The code under which one answer of one version stands in the published list; it is derived and read here, not looked up.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{ALPHABET, crockford};

/// Sixteen Crockford characters (80 bits), upper case; there is one way only to write each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineCode([u8; 16]);

/// The text is not sixteen Crockford characters in upper case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a line code is sixteen characters of the code alphabet")]
pub struct NotALineCode;

impl LineCode {
    /// The line code of ten derived bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 10]) -> Self {
        let mut characters = [0; 16];
        characters.iter_mut().zip(crockford(bytes)).for_each(|(place, character)| *place = character);
        Self(characters)
    }

    /// The sixteen characters as ASCII bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl FromStr for LineCode {
    type Err = NotALineCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let characters: [u8; 16] = text.as_bytes().try_into().map_err(|_| NotALineCode)?;
        if characters.iter().all(|character| ALPHABET.contains(character)) {
            Ok(Self(characters))
        } else {
            Err(NotALineCode)
        }
    }
}

impl fmt::Display for LineCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&String::from_utf8_lossy(&self.0))
    }
}

impl fmt::Debug for LineCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LineCode(…)")
    }
}

impl Serialize for LineCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for LineCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_bytes_become_sixteen_characters_big_endian() {
        assert_eq!(LineCode::from_bytes(&[0; 10]).to_string(), "0000000000000000");
        assert_eq!(LineCode::from_bytes(&[0xff; 10]).to_string(), "ZZZZZZZZZZZZZZZZ");
        assert_eq!(LineCode::from_bytes(&[0, 0, 0, 0, 1, 0x80, 0, 0, 0, 0]).to_string(), "00000001G0000000");
    }

    #[test]
    fn only_the_one_way_of_writing_is_read() {
        assert_eq!("00000001G0000000".parse(), Ok(LineCode::from_bytes(&[0, 0, 0, 0, 1, 0x80, 0, 0, 0, 0])));
        for bad in
            ["00000001g0000000", "00000001O0000000", "00000001U0000000", "0000-0001G000000", "000000000000000", ""]
        {
            assert_eq!(bad.parse::<LineCode>(), Err(NotALineCode), "{bad}");
        }
    }
}
