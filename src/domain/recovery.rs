//! A code that once takes the place of the second factor, for who lost their phone. Pure: never the database.

use super::conversation::CheckInCode;

/// Codes that somebody gets at once.
pub const CODES: usize = 10;

/// 16 characters of Crockford's base32, 80 random bits. Never kept; its hash is.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(CheckInCode);

impl RecoveryCode {
    /// The code of ten fresh random bytes.
    #[must_use]
    pub fn new(bytes: [u8; 10]) -> Self {
        Self(CheckInCode::new(bytes))
    }

    /// Reads what was typed: small letters, spaces and dashes do not matter, and O, I and L are digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        CheckInCode::parse(text).map(Self)
    }

    /// The characters, for hashing.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// In four groups of four, for writing down.
    #[must_use]
    pub fn groups(&self) -> String {
        let characters: Vec<char> = self.as_str().chars().collect();
        characters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }
}

// Not the value: a debug line must never let anybody in.
impl std::fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_as_it_is_shown_and_as_people_type_it() {
        let code = RecoveryCode::new([0xff, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(code.groups().len(), 19);
        assert_eq!(RecoveryCode::parse(&code.groups()), Some(code.clone()));
        assert_eq!(RecoveryCode::parse(&code.groups().to_lowercase().replace('-', " ")), Some(code));
        assert_eq!(RecoveryCode::parse("123456"), None);
        assert_eq!(format!("{:?}", RecoveryCode::new([1; 10])), "RecoveryCode(…)");
    }
}
