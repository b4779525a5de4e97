//! Around the writing of a round: advice on its wording, its versions, and test readers. Never its approval.

mod readers;
mod versions;
mod wording;

pub use readers::{ReadLink, Reading, end_link, forget_readings, open_link, read, readings, remove, send};
pub use versions::{Version, restore, version, versions};
pub use wording::{Chosen, Noted, Wording, overrule, wording};
