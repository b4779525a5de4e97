//! Preferendum: rounds of four statements, secret ballots, published results.
//! The floors, top down: cli and server assemble; api, jobs; service; mail, wire, store; domain.

pub mod api;
pub mod chance;
pub mod cli;
pub mod clock;
pub mod dns;
pub mod domain;
pub mod jobs;
pub mod mail;
pub mod server;
pub mod service;
pub mod store;
pub mod wire;

/// Keeps memory small where many threads ask for it and give it back: of what the count of a million ballots took, the system's
/// allocator kept more than half for its threads. Here, so that what is measured is what is served.
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;
