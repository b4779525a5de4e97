//! Bytes written as hexadecimal characters, and read back.

/// The bytes, two lower-case characters each.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

const NONE: u8 = 0xff;

/// The value of each character, so that reading takes no branches: a million ballots are 800 million characters.
const VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut digit = 0;
    while digit < 16 {
        values[b"0123456789abcdef"[digit as usize] as usize] = digit;
        values[b"0123456789ABCDEF"[digit as usize] as usize] = digit;
        digit += 1;
    }
    values
};

fn read_into(text: &[u8], bytes: &mut [u8]) -> bool {
    let mut seen = 0;
    for (byte, pair) in bytes.iter_mut().zip(text.chunks_exact(2)) {
        if let [high, low] = pair {
            let (high, low) = (VALUES[usize::from(*high)], VALUES[usize::from(*low)]);
            seen |= high | low;
            *byte = high << 4 | low;
        }
    }
    text.len() == 2 * bytes.len() && seen < 16
}

/// Exactly `N` bytes; none if there are more or fewer, or another character. Capitals are read too.
#[must_use]
pub fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    read_into(text.as_bytes(), &mut bytes).then_some(bytes)
}

/// However many bytes there are; none if a character is missing or another one. Capitals are read too.
#[must_use]
pub fn bytes_from_hex(text: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![0; text.len() / 2];
    read_into(text.as_bytes(), &mut bytes).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_reads_back_as_it_was_written_in_small_letters_and_in_capitals() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(to_hex(&[0, 10, 255]), "000aff");
        assert_eq!(bytes_from_hex(&to_hex(&all)), Some(all.clone()));
        assert_eq!(bytes_from_hex(&to_hex(&all).to_uppercase()), Some(all));
        assert_eq!(from_hex("000AfF"), Some([0, 10, 255]));
    }

    #[test]
    fn nothing_else_is_read() {
        for bad in ["0", "000", "0g", "g0", " 0", "é", "00000000"] {
            assert_eq!(from_hex::<1>(bad), None, "{bad}");
        }
        assert_eq!(bytes_from_hex("abc"), None);
        assert_eq!(bytes_from_hex("0x"), None);
        assert_eq!(bytes_from_hex(""), Some(Vec::new()));
    }
}
