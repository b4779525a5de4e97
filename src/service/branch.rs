//! Branches, as those who belong to them see them.

use crate::domain::branch::Branch;
use crate::service::{Platform, Refusal};
use crate::store::branch;

/// The branches with these codes, by name.
pub async fn named(platform: &Platform, codes: &[String]) -> Result<Vec<Branch>, Refusal> {
    Ok(branch::with_codes(&platform.db, codes).await?)
}
