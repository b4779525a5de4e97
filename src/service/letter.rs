//! Letters.

use uuid::Uuid;

use crate::domain::ids::RoundId;
use crate::domain::letter::{LetterKind, LetterStatus};
use crate::service::{Platform, Refusal};

/// A letter in a list.
pub struct Listed {
    /// Kind.
    pub kind: LetterKind,
    /// Internal id of the receiver.
    pub recipient: Uuid,
    /// Where it stands.
    pub status: LetterStatus,
    /// Class of the error.
    pub error: Option<String>,
}

/// Lists.
pub async fn list(_: &Platform, _: RoundId, _: LetterStatus, _: u32) -> Result<(Vec<Listed>, u64), Refusal> {
    Ok((Vec::new(), 0))
}
