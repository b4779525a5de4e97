//! The return path of a letter (VERP): an address of its own for each letter, so that what comes back tells which one it was.

use ring::hmac::{HMAC_SHA256, Key, sign};

use crate::domain::hex::{from_hex, to_hex};
use crate::domain::ids::LetterId;
use crate::domain::member::EmailAddress;

/// Bytes of a letter's identifier.
const LETTER: usize = 16;
/// Bytes of the keyed check: guessing one right takes 2⁶⁴ bounces.
const CHECK: usize = 8;
/// Longest part before the `@` (RFC 5321, 4.5.3.1.1), without the `+` and the tag.
const LOCAL: usize = 64 - 1 - 2 * (LETTER + CHECK);

/// Where bounces go: `bounces@party.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BounceAddress {
    local: String,
    domain: String,
}

impl BounceAddress {
    /// Reads the setting; none if it is no address in plain ASCII, or has no room for a tag.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let address = EmailAddress::parse(text)?;
        let (local, domain) = address.as_str().split_once('@')?;
        let fits = address.as_str().is_ascii() && local.len() <= LOCAL && !local.contains('+');
        fits.then(|| Self { local: local.to_owned(), domain: domain.to_owned() })
    }

    /// The return path of a letter to an address. It names no member, and the address only in a keyed check.
    #[must_use]
    pub fn for_letter(&self, key: &[u8; 32], letter: LetterId, to: &str) -> String {
        let tag = to_hex(letter.0.as_bytes()) + &to_hex(&check(key, letter, to));
        format!("{}+{tag}@{}", self.local, self.domain)
    }
}

/// What stands behind the `+` of a return path: a letter, and a keyed check of it and of the address that it went to. So
/// nobody can make a bounce for another letter, and what an old address sends back says nothing of a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tag {
    /// The letter, if the check is right.
    pub letter: LetterId,
    check: [u8; CHECK],
}

impl Tag {
    /// Reads `…+TAG@…`, with or without angle brackets; none if there is no tag in it. Some mail servers write capitals.
    #[must_use]
    pub fn read(address: &str) -> Option<Self> {
        let (local, _) = address.trim().trim_matches(['<', '>']).rsplit_once('@')?;
        let (_, tag) = local.rsplit_once('+')?;
        let (letter, check) = tag.split_at_checked(2 * LETTER)?;
        Some(Self { letter: LetterId(uuid::Uuid::from_bytes(from_hex(letter)?)), check: from_hex(check)? })
    }

    /// Whether it was made with this key for a letter to this address.
    #[must_use]
    pub fn is_for(&self, key: &[u8; 32], to: &str) -> bool {
        let right = check(key, self.letter, to);
        self.check.iter().zip(right).fold(0, |differs, (one, other)| differs | (one ^ other)) == 0
    }
}

fn check(key: &[u8; 32], letter: LetterId, to: &str) -> [u8; CHECK] {
    let whole = sign(&Key::new(HMAC_SHA256, key), &[letter.0.as_bytes().as_slice(), to.as_bytes()].concat());
    let mut short = [0; CHECK];
    short.iter_mut().zip(whole.as_ref()).for_each(|(to, from)| *to = *from);
    short
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const KEY: [u8; 32] = [7; 32];
    const ANS: &str = "ans@leden.example";

    #[test]
    fn a_return_path_leads_back_to_its_letter_and_to_no_other() {
        let bounces = BounceAddress::parse("bounces@partij.example");
        let letter = LetterId(Uuid::from_u128(0x0198_0000_0000_0000_0000_0000_0000_0001));
        let path = bounces.as_ref().map(|address| address.for_letter(&KEY, letter, ANS)).unwrap_or_default();
        assert!(path.starts_with("bounces+0198") && path.ends_with("@partij.example"), "{path}");
        assert!(path.split('@').next().is_some_and(|local| local.len() <= 64), "{path}");
        let right = |address: &str, key: &[u8; 32], to: &str| Tag::read(address).filter(|tag| tag.is_for(key, to));
        assert_eq!(right(&path, &KEY, ANS).map(|tag| tag.letter), Some(letter));
        assert_eq!(right(&format!(" <{}> ", path.to_uppercase()), &KEY, ANS).map(|tag| tag.letter), Some(letter));
        assert_eq!(right(&path, &[8; 32], ANS), None, "another secret");
        assert_eq!(right(&path, &KEY, "ans@elders.example"), None, "another address");
        assert_eq!(right(&path.replacen("0001", "0002", 1), &KEY, ANS), None, "another letter");
        for forged in ["bounces@partij.example", "bounces+@x", "", "+é@x", "bounces+0198@partij.example", "@@@+"] {
            assert_eq!(Tag::read(forged), None, "{forged}");
        }
    }

    #[test]
    fn an_address_without_room_for_a_tag_is_refused_as_a_setting() {
        assert!(BounceAddress::parse("bounces@partij.example").is_some());
        for text in ["bounces", "b+x@partij.example", "bounces-of-the-party@partij.example", "bé@partij.example", ""] {
            assert_eq!(BounceAddress::parse(text), None, "{text}");
        }
    }
}
