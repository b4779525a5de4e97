//! A lot: what stands for one person in a draw, and the byte strings around it (code, salt, seed).

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::domain::hex::{from_hex, to_hex};

/// The text is not the right number of lower-case hexadecimal characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not {0} lower-case hexadecimal characters")]
pub struct NotHex(pub usize);

macro_rules! hex_string {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; $length]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&to_hex(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        // One way only to write it: the text itself is what is hashed.
        impl FromStr for $name {
            type Err = NotHex;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let lower = !text.bytes().any(|byte| byte.is_ascii_uppercase());
                from_hex(text).filter(|_| lower).map(Self).ok_or(NotHex(2 * $length))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                std::borrow::Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
            }
        }
    };
}

hex_string! {
    /// What a person is called in a draw: 16 fresh random bytes, written as 32 hexadecimal characters. Only the person,
    /// the organiser and the witnesses know whose it is; codes that were drawn are public.
    LotCode, 16
}

hex_string! {
    /// 16 fresh random bytes in a lot's leaf, so that nobody can guess the traits behind a hash. Never public.
    Salt, 16
}

hex_string! {
    /// What fixes the order of a draw; it follows from the commitment and the public value.
    Seed, 32
}

/// One person in a draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lot {
    /// The code; no two in a draw are the same.
    #[serde(rename = "lot")]
    pub code: LotCode,
    /// The salt.
    pub salt: Salt,
    /// Stands behind everybody who does not: won a seat in the last year, and the organiser chose to count that.
    pub behind: bool,
    /// One value for each feature of the draw, in its order. What is not known is a value too.
    pub traits: Vec<String>,
}

impl Lot {
    /// The bytes that are hashed into the commitment: the JSON array `["lot",CODE,SALT,BEHIND,[TRAIT,…]]`, without spaces.
    #[must_use]
    pub fn leaf(&self) -> String {
        serde_json::json!(["lot", self.code, self.salt, self.behind, self.traits]).to_string()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_only_as_it_is_written() {
        let code = LotCode([0xab; 16]);
        assert_eq!(code.to_string(), "ab".repeat(16));
        assert_eq!(code.to_string().parse(), Ok(code));
        for bad in ["AB".repeat(16), "ab".repeat(15), "zz".repeat(16), "é".repeat(16), String::new()] {
            assert_eq!(bad.parse::<LotCode>(), Err(NotHex(32)), "{bad}");
        }
    }

    #[test]
    fn a_leaf_is_a_compact_json_array_in_which_letters_stay_letters() {
        let lot = Lot {
            code: LotCode([1; 16]),
            salt: Salt([2; 16]),
            behind: true,
            traits: vec!["Fryslân".to_owned(), "\"x\"".to_owned()],
        };
        let (code, salt) = ("01".repeat(16), "02".repeat(16));
        assert_eq!(lot.leaf(), format!(r#"["lot","{code}","{salt}",true,["Fryslân","\"x\""]]"#));
        assert_eq!(serde_json::from_str::<Lot>(&serde_json::to_string(&lot).unwrap()).unwrap(), lot);
    }
}
