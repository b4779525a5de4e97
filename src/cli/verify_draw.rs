//! `verify-draw`: draws again from a witness's file, offline.

use std::path::Path;

use super::Failure;
use super::verify::report;
use crate::domain::merkle::TreeHash;
use crate::domain::sortition::{DrawFile, check};

/// Checks the file of a draw, as witnesses get it, against the control number that was published if it is given. Prints
/// what was found, a sentence a line; fails if anything does not hold.
pub(super) fn verify_draw(path: &Path, published: Option<&str>) -> Result<(), Failure> {
    let published = published.map(control_number).transpose()?;
    let bytes = std::fs::read(path).map_err(|error| Failure::Unreadable(path.to_owned(), error))?;
    let file: DrawFile = serde_json::from_slice(&bytes).map_err(|error| Failure::NoDraw(path.to_owned(), error))?;
    if report(&check(&file, published)) { Ok(()) } else { Err(Failure::DrawDiffers) }
}

/// As it is published: in groups of four, or without spaces.
fn control_number(text: &str) -> Result<TreeHash, Failure> {
    text.split_whitespace().collect::<String>().parse().map_err(|_| Failure::ControlNumber)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")
    }

    #[test]
    fn what_is_no_draw_or_no_control_number_is_said_so() {
        assert!(matches!(verify_draw(&manifest(), None), Err(Failure::NoDraw(..))));
        assert!(matches!(verify_draw(&manifest(), Some("12ab")), Err(Failure::ControlNumber)));
        assert!(matches!(verify_draw(Path::new("there is no such file"), None), Err(Failure::Unreadable(..))));
    }

    #[test]
    fn a_control_number_is_read_with_and_without_its_spaces() {
        let number = TreeHash([0xab; 32]);
        for text in [number.to_string(), number.groups()] {
            assert!(control_number(&text).is_ok_and(|read| read == number), "{text}");
        }
    }
}
