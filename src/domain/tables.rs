//! Splitting those present at a conversation into tables: how many, how large, and who sits with whom in two rounds, mixed
//! and the same for the same seed. Pure; the seed comes from outside.

mod mix;
mod search;
mod shuffle;
#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests;

pub use mix::{Mix, Weights};
pub use search::{Plan, split};

/// The size of a table: large enough for a conversation, small enough that everybody speaks.
pub const SMALLEST: usize = 4;
/// See [`SMALLEST`].
pub const LARGEST: usize = 6;
/// The size to aim for.
const PREFERRED: usize = 5;

/// Somebody who is present: the value of each trait (region, age band, shared side), none where it is not known or was
/// not shared. Who did not share something is alike nobody in it.
pub type Traits = Vec<Option<String>>;

/// Why those present cannot be split.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TablesError {
    /// Nobody, or nobody to lead a table.
    #[error("nobody is present, or there is no moderator")]
    Nobody,
    /// Every table needs a moderator.
    #[error("{needed} moderators are needed, there are {there}")]
    Moderators {
        /// Moderators for the smallest number of tables.
        needed: usize,
        /// Moderators that there are.
        there: usize,
    },
    /// Someone has more or fewer traits than there are weights, or there are more tables than people.
    #[error("traits, weights and tables do not go together")]
    Mismatch,
}

/// How many tables: as near to five at each as four to six and the moderators allow, one moderator each. Where four to six
/// cannot be had (1, 2, 3 or 7 people) tables are smaller rather than larger.
pub fn tables_for(people: usize, moderators: usize) -> Result<usize, TablesError> {
    if people == 0 || moderators == 0 {
        return Err(TablesError::Nobody);
    }
    let fewest = people.div_ceil(LARGEST);
    let most = (people / SMALLEST).max(fewest);
    if moderators < fewest {
        return Err(TablesError::Moderators { needed: fewest, there: moderators });
    }
    let near = (2 * people + PREFERRED) / (2 * PREFERRED);
    Ok(near.clamp(fewest, most).min(moderators))
}

/// The sizes of so many tables, the larger ones first; they differ by at most one.
#[must_use]
pub fn sizes(people: usize, tables: usize) -> Vec<usize> {
    let (Some(size), Some(rest)) = (people.checked_div(tables), people.checked_rem(tables)) else { return Vec::new() };
    (0..tables).map(|table| size + usize::from(table < rest)).collect()
}
