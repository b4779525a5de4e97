//! The code a member keeps: 120 random bits and a check character, shown in five groups of five.

use std::fmt;
use std::str::FromStr;

use ring::digest::{Context, SHA256};

use super::{ALPHABET, crockford};

/// The secret from which a member's whole ticket follows; one per member and round, made in the browser.
#[derive(Clone, PartialEq, Eq)]
pub struct MemberCode([u8; 15]);

/// The text is not a code: too short, too long, a strange character, or a slip that the check character catches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a member's code")]
pub struct NotAMemberCode;

impl MemberCode {
    /// The code of fifteen bytes, which must be fresh random ones.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 15]) -> Self {
        Self(bytes)
    }

    /// The fifteen bytes without the check character.
    #[must_use]
    pub const fn bytes(&self) -> &[u8; 15] {
        &self.0
    }

    fn check_character(&self) -> u8 {
        let mut context = Context::new(&SHA256);
        context.update(b"preferendum code check");
        context.update(&self.0);
        ALPHABET[usize::from(context.finish().as_ref()[0] >> 3)]
    }
}

/// What a reader's eye or hand makes of a character, put right; `None` for what is no part of a code.
fn value(character: char) -> Option<u8> {
    let meant = match character.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().zip(0u8..).find(|(known, _)| char::from(**known) == meant).map(|(_, value)| value)
}

impl FromStr for MemberCode {
    type Err = NotAMemberCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let values: Option<Vec<u8>> = text.chars().filter(|c| !c.is_whitespace() && *c != '-').map(value).collect();
        let values: [u8; 25] = values.and_then(|values| values.try_into().ok()).ok_or(NotAMemberCode)?;
        let mut bytes = [0; 15];
        for (place, eight) in bytes.chunks_mut(5).zip(values.chunks(8)) {
            let bits = eight.iter().fold(0u64, |bits, value| (bits << 5) | u64::from(*value));
            place.copy_from_slice(&bits.to_be_bytes()[3..]);
        }
        let code = Self(bytes);
        let shown = ALPHABET[usize::from(values[24])];
        if code.check_character() == shown { Ok(code) } else { Err(NotAMemberCode) }
    }
}

impl fmt::Display for MemberCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        let characters = crockford(&self.0).chain([self.check_character()]);
        for (index, character) in characters.enumerate() {
            if index > 0 && index % 5 == 0 {
                f.write_char(' ')?;
            }
            f.write_char(char::from(character))?;
        }
        Ok(())
    }
}

impl fmt::Debug for MemberCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemberCode(…)")
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_code_is_shown_in_five_groups_of_five() {
        let shown = MemberCode::from_bytes([0; 15]).to_string();
        assert!(shown.starts_with("00000 00000 00000 00000 0000"), "{shown}");
        assert_eq!(shown.len(), 29);
    }

    #[test]
    fn o_i_l_lower_case_spaces_and_dashes_are_read_kindly() {
        let code = MemberCode::from_bytes([0x08, 0x42, 0x10, 0x84, 0x21, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5]);
        let written = code.to_string().to_lowercase();
        let sloppy = written.replace('0', "o").replacen('1', "l", 3).replacen('1', "I", 2).replace(' ', " -\t");
        assert_eq!(sloppy.parse(), Ok(code));
    }

    #[test]
    fn what_is_too_short_too_long_or_strange_is_refused() {
        let shown = MemberCode::from_bytes([9; 15]).to_string();
        for bad in
            [shown[1..].to_owned(), format!("{shown}0"), shown.replacen('4', "U", 1), "é".repeat(25), String::new()]
        {
            assert_eq!(bad.parse::<MemberCode>(), Err(NotAMemberCode), "{bad}");
        }
    }

    #[test]
    fn most_slips_of_one_character_are_caught() {
        let shown = MemberCode::from_bytes(*b"fifteen bytes!!").to_string().replace(' ', "");
        let slips = (0..25).flat_map(|place| ALPHABET.iter().map(move |other| (place, char::from(*other))));
        let wrong = slips.filter(|(place, other)| !shown[*place..].starts_with(*other));
        let (passed, tried) = wrong.fold((0, 0), |(passed, tried), (place, other)| {
            let slip = format!("{}{other}{}", &shown[..place], &shown[place + 1..]);
            (passed + u32::from(slip.parse::<MemberCode>().is_ok()), tried + 1)
        });
        assert_eq!(tried, 25 * 31);
        assert!(passed * 15 < tried, "{passed} of {tried} slips passed");
    }

    proptest! {
        #[test]
        fn every_code_reads_back(bytes: [u8; 15]) {
            let code = MemberCode::from_bytes(bytes);
            prop_assert_eq!(code.to_string().parse::<MemberCode>().unwrap(), code);
        }
    }
}
