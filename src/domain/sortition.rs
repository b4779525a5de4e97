//! Fair draws (gewogen loting): who gets a seat, so that anyone can check it. Pure; codes, salts and the public value come
//! from outside. What a witness needs to know is in docs/sortition.md, the reasons in docs/decisions/0017.
//
// In the order of a draw:
//   domain::draw: Person::value(trait, year), targets(…)     traits and targets from the member file
//   Terms::new(event, seats, public_value, &[Target])        quotas, rounded down and up
//   Pool::new(terms, lots) → PoolError                        checked; relaxation() says whether the quotas can be met
//   Pool::commitment() → root(), proof(pool, code)            published before the public value exists
//   Seed::of(&root, value); Pool::draw(&seed) → Outcome       who has a seat, and everybody else in order
//   Pool::replacement(&seed, &seated, &gone)                  who takes a seat that fell free
//   Pool::odds(&seed, repeats), Pool::composition(&seated)    for the public page
//   DrawFile::of(…), Announcement::of(…), check(&file, root)  what witnesses and everybody get, and how it is checked
// The two stages of a burgerberaad are two draws: stage 2 has a pool of its own (who said yes, with fresh codes and salts)
// and the same targets, of the membership.

mod check;
mod commitment;
mod draw;
mod draw_file;
mod feasibility;
mod lot;
mod odds;
mod pool;
mod relaxation;
mod terms;
#[cfg(test)]
#[expect(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a test may fall over, and its numbers are small"
)]
mod tests;
mod walk;

pub use check::check;
pub use commitment::{Commitment, LotProof};
pub use draw::{DrawError, Outcome, Replacement};
pub use draw_file::{Announcement, DrawFile, PublicFeature, Replaced};
pub use feasibility::{BranchAndBound, Feasibility, Row, SolverError, System};
pub use lot::{Lot, LotCode, NotHex, Salt, Seed};
pub use odds::{Chance, Composition, Odds};
pub use pool::{Pool, PoolError};
pub use relaxation::{Bound, Move, Relaxation};
pub use terms::{Feature, Quota, Target, Terms};

/// Name and version of the procedure: the first word in the seed and in the leaf of the terms.
pub const FORMAT: &str = "loting-v1";
