//! Byte strings of a fixed length that travel as base64url without padding; each its own type, so none is taken for another.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The text is not base64url without padding of exactly as many bytes as this value has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not {0} bytes in base64url without padding")]
pub struct NotBase64(pub usize);

pub(super) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

pub(super) fn decode_exactly<const N: usize>(text: &str) -> Result<[u8; N], NotBase64> {
    decode(text).and_then(|bytes| bytes.try_into().ok()).ok_or(NotBase64(N))
}

macro_rules! byte_string {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub [u8; $length]);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::domain::ticket::bytes::encode(&self.0))
            }
        }

        // Not the value: a debug line must never be what links a member to a ballot.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::domain::ticket::bytes::NotBase64;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                $crate::domain::ticket::bytes::decode_exactly(text).map(Self)
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(super) use byte_string;

byte_string!(
    /// What a ticket is about and a ballot is stored under: the end of the member's hash chain.
    Token,
    32
);
byte_string!(
    /// The random half of the signed message, as RFC 9474's "Randomized" variants want it.
    Prefix,
    32
);
byte_string!(
    /// The signature over prefix and token that the ballot box asks for.
    Signature,
    256
);
byte_string!(
    /// What the browser sends to have signed; it says nothing about the token in it.
    BlindedMessage,
    256
);
byte_string!(
    /// The answer to a blinded message; only the browser can take the blinding off.
    BlindSignature,
    256
);

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use super::*;

    #[test]
    fn a_value_reads_back_from_json() {
        let token = Token([0xfb; 32]);
        let json = serde_json::to_string(&token).unwrap();
        assert_eq!(json, format!("\"{}\"", "-_v7".repeat(10) + "-_s"));
        assert_eq!(serde_json::from_str::<Token>(&json).unwrap(), token);
    }

    #[test]
    fn padding_another_alphabet_a_wrong_length_or_loose_bits_are_refused() {
        let good = Token([0xfb; 32]).to_string();
        for bad in [
            format!("{good}="),
            good.replace('-', "+"),
            good[1..].to_owned(),
            good[..42].to_owned() + "t",
            String::new(),
        ] {
            assert_eq!(bad.parse::<Token>(), Err(NotBase64(32)), "{bad}");
        }
        assert!(serde_json::from_str::<Token>("7").is_err());
    }

    #[test]
    fn a_debug_line_does_not_show_the_value() {
        assert_eq!(format!("{:?}", Prefix([7; 32])), "Prefix(…)");
    }
}
