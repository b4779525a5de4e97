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
