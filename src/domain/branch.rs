//! Local branches (afdelingen).

use serde::Serialize;

use super::ids::BranchId;

/// A local branch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Branch {
    /// Identifier.
    pub id: BranchId,
    /// Code in the branches file, unique.
    pub code: String,
    /// Name shown to members.
    pub name: String,
    /// Region that it lies in.
    pub region: String,
    /// Branches with the same cluster are merged first when numbers are small.
    pub cluster: Option<String>,
}
