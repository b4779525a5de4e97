//! Preferendum: rounds of four statements, secret ballots, published results.
//! The floors, top down: cli and server assemble; api, jobs; service; mail, wire, store; domain.

pub mod api;
pub mod chance;
pub mod cli;
pub mod clock;
pub mod domain;
pub mod jobs;
pub mod mail;
pub mod server;
pub mod service;
pub mod store;
pub mod wire;
