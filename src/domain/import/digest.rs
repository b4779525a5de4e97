//! What a preview was of: this file, and what it would change in the members as they were. Nothing can be read back from it.

use ring::digest::{Context, SHA256, digest};
use serde::Serialize;

use crate::domain::hex;

/// SHA-256 over a file, how it was to be read, and the difference that it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportDigest([u8; 32]);

impl ImportDigest {
    /// The digest of a file that makes this difference; `complete` is whether it was read as a file of all members.
    #[must_use]
    pub fn of(file: &[u8], complete: bool, difference: &impl Serialize) -> Self {
        let mut context = Context::new(&SHA256);
        context.update(b"preferendum import v1");
        context.update(&file_hash(file));
        context.update(&[u8::from(complete)]);
        // Plain structs with text keys: this cannot fail. If it ever did, no two previews would be alike.
        context.update(&serde_json::to_vec(difference).unwrap_or_default());
        let mut bytes = [0; 32];
        bytes.copy_from_slice(context.finish().as_ref());
        Self(bytes)
    }

    /// Reads 64 hexadecimal characters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        hex::from_hex(text).map(Self)
    }
}

impl std::fmt::Display for ImportDigest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&hex::to_hex(&self.0))
    }
}

/// SHA-256 of a file, for the history of imports.
#[must_use]
pub fn file_hash(file: &[u8]) -> [u8; 32] {
    let mut bytes = [0; 32];
    bytes.copy_from_slice(digest(&SHA256, file).as_ref());
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_file_another_choice_and_another_difference_have_another_digest() {
        let first = ImportDigest::of(b"file", false, &"difference");
        assert_eq!(ImportDigest::parse(&first.to_string()), Some(first));
        let others = [
            ImportDigest::of(b"other", false, &"difference"),
            ImportDigest::of(b"file", true, &"difference"),
            ImportDigest::of(b"file", false, &"another"),
        ];
        assert!(others.iter().all(|other| *other != first));
        assert_eq!(ImportDigest::parse("short"), None);
    }
}
