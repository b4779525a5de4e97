//! Everything that follows from a member's code in one round, by HKDF-SHA-256; the browser derives the very same.

use ring::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use uuid::Uuid;

use super::{ChainValue, LineCode, MemberCode, Prefix, Token, Version};

/// How many statements a round has.
pub const STATEMENTS: usize = 4;

/// What a member's code yields in one round.
pub struct TicketSecrets(Prk);

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

impl TicketSecrets {
    /// The secrets of this code in this round.
    #[must_use]
    pub fn derive(code: &MemberCode, round: Uuid) -> Self {
        let salt = [b"preferendum ticket v1".as_slice(), round.as_bytes()].concat();
        Self(Salt::new(HKDF_SHA256, &salt).extract(code.bytes()))
    }

    fn expand<const N: usize>(&self, info: &str) -> [u8; N] {
        let mut bytes = [0; N];
        let filled = self.0.expand(&[info.as_bytes()], Length(N)).and_then(|okm| okm.fill(&mut bytes));
        // HKDF refuses more than 8,160 bytes only; the lengths here are constants far below that.
        debug_assert!(filled.is_ok());
        bytes
    }

    /// The start `a` of the hash chain.
    #[must_use]
    pub fn chain_start(&self) -> ChainValue {
        ChainValue(self.expand("a"))
    }

    /// The token under which the ballot is stored.
    #[must_use]
    pub fn token(&self) -> Token {
        self.chain_start().token()
    }

    /// The random half of the signed message.
    #[must_use]
    pub fn prefix(&self) -> Prefix {
        Prefix(self.expand("prefix"))
    }

    /// The salt of the signature's padding.
    #[must_use]
    pub fn salt(&self) -> [u8; 48] {
        self.expand("salt")
    }

    /// The bytes of the blinding factor, before they are brought below the modulus.
    #[must_use]
    pub fn blind(&self) -> [u8; 272] {
        self.expand("blind")
    }

    /// The line code of `statement` (1 to 4) in this version.
    #[must_use]
    pub fn line_code(&self, statement: usize, version: Version) -> LineCode {
        LineCode::from_bytes(&self.expand(&format!("line/{statement}/{}", version.number())))
    }

    /// The line codes of the four statements in this version.
    #[must_use]
    pub fn line_codes(&self, version: Version) -> [LineCode; STATEMENTS] {
        std::array::from_fn(|index| self.line_code(index + 1, version))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secrets(code: u8, round: u128) -> TicketSecrets {
        TicketSecrets::derive(&MemberCode::from_bytes([code; 15]), Uuid::from_u128(round))
    }

    #[test]
    fn the_same_code_and_round_give_the_same_secrets() {
        assert_eq!(secrets(1, 1).token(), secrets(1, 1).token());
        assert_eq!(secrets(1, 1).blind(), secrets(1, 1).blind());
    }

    #[test]
    fn another_code_or_round_gives_other_secrets() {
        assert_ne!(secrets(1, 1).token(), secrets(2, 1).token());
        assert_ne!(secrets(1, 1).token(), secrets(1, 2).token());
        assert_ne!(secrets(1, 1).prefix(), secrets(1, 2).prefix());
        assert_ne!(secrets(1, 1).salt(), secrets(1, 2).salt());
    }

    #[test]
    fn no_two_lines_of_a_member_share_a_code() {
        let secrets = secrets(1, 1);
        let mut lines: Vec<_> = Version::all().flat_map(|version| secrets.line_codes(version)).collect();
        lines.sort_unstable();
        lines.dedup();
        assert_eq!(lines.len(), 128);
    }
}
