//! The secret in a mailed link, and the hash that is all that anybody keeps of it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The secret in a mailed link: 32 random bytes, in the path as base64url. Never stored, never logged.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken([u8; 32]);

impl LinkToken {
    /// Takes freshly drawn bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Reads the text in a path; none if it cannot be a token.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// The text for a path, 43 characters.
    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What is kept.
    #[must_use]
    pub fn hash(&self) -> LinkHash {
        let mut hash = [0; 32];
        hash.copy_from_slice(ring::digest::digest(&ring::digest::SHA256, &self.0).as_ref());
        LinkHash(hash)
    }
}

// Not the value: a debug line must never let anybody in.
impl std::fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

/// SHA-256 of a link token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LinkHash(pub [u8; 32]);

impl LinkHash {
    /// Reads base64url; none if it is not 32 bytes.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// As base64url.
    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_from_its_path_and_nothing_else_does() {
        let token = LinkToken::new([9; 32]);
        assert_eq!(LinkToken::parse(&token.text()), Some(token));
        assert_eq!(LinkToken::parse(""), None);
        assert_eq!(LinkToken::parse("AAAA"), None);
        assert_eq!(LinkToken::parse(&"é".repeat(22)), None);
    }
}
