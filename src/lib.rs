//! Preferendum: rounds of four statements, secret ballots, published results.
//! The floors, top down: cli and server assemble; api, jobs; service; mail, store; domain.

pub mod chance;
pub mod clock;
pub mod domain;
pub mod service;
pub mod store;
