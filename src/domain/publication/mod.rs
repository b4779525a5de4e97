//! The publication rule: one partition of the country into groups that are each safe to publish. Everything that is
//! ever shown of a round is a union of these groups; nothing is blanked.

mod audit;
mod bands;
mod earlier;
mod emit;
mod join;
mod partition;
mod rule;
mod safety;
mod weighting;

pub use bands::{YearTurnout, band_turnout};
pub use earlier::Earlier;
pub use emit::{AreaFacts, Heading, publish, with_ages};
pub use partition::{Area, Group, Merge, Partition, Reach, RegionUnion, Why, partition};
pub use rule::{LEAST_GROUP, Rule, TooSmall, USUAL_GROUP};
pub use safety::Sum;

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fall over")]
mod tests;
