//! A member's right to vote: the code, what is derived from it, the blind-signed ticket and its verification.
//! Nothing here knows a member, a database or a request.

mod bytes;
mod chain;
mod client;
mod code;
mod issuer;
mod line_code;
mod pss;
mod secrets;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod vector;
mod verify;

pub use bytes::{BlindSignature, BlindedMessage, NotBase64, Prefix, Signature, Token};
pub use chain::{ChainValue, VERSIONS, Version, VersionOutOfRange};
pub use client::{BlindError, Blinding, TicketKey};
pub use code::{MemberCode, NotAMemberCode};
pub use issuer::{IssueError, IssuingKey};
pub use line_code::{LineCode, NotALineCode};
pub use secrets::{STATEMENTS, TicketSecrets};
pub use verify::{PublicJwk, TicketVerifier, UnfitKey};

/// The 32 characters of Crockford's base32, in the order of their value.
const ALPHABET: [u8; 32] = *b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Five bits per character, big-endian; the bytes given must be a multiple of five.
pub(in crate::domain) fn crockford(bytes: &[u8]) -> impl Iterator<Item = u8> + '_ {
    (0..bytes.len() * 8 / 5).map(|index| {
        let (byte, bit) = (index * 5 / 8, index * 5 % 8);
        let pair = u16::from_be_bytes([bytes[byte], bytes.get(byte + 1).copied().unwrap_or(0)]);
        ALPHABET[usize::from((pair >> (11 - bit)) & 31)]
    })
}
