//! The one integration binary: acts and jobs against real databases.

#![expect(clippy::unwrap_used, reason = "a test may fall over")]

mod ground;
mod import;
