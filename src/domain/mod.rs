//! The rules, pure: no web, no SQL, no clock, no dice (random bytes are handed in).

pub mod merkle;
pub mod ticket;
