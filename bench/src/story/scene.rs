//! Where a story stands: its stage, the running server, the staff, and the round.

use super::draft::Times;
use super::server::{Server, Settings};
use super::staff::Staff;
use super::stage::Stage;

/// Everything that the steps of a story share.
pub struct Scene {
    /// Folder and databases.
    pub stage: Stage,
    /// What the binary must know.
    pub settings: Settings,
    /// The running server.
    pub server: Server,
    /// Who writes.
    pub author: Staff,
    /// Who approves, and enters the public value as well.
    pub approver: Staff,
    /// The round's identifier.
    pub round: String,
    /// Its times.
    pub times: Times,
    /// How many letters there were before it was scheduled.
    pub letters_before: usize,
}
