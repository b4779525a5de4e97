//! The acts: one function for each thing that a person or the clock can do.
//! It opens the transaction, checks the actor, and writes the audit line and the letter in that same transaction.

mod ledger;
mod lookup;
mod platform;
mod refusal;
mod second_factor;
mod together;

pub mod access;
pub mod account;
pub mod api_client;
pub mod audit;
pub mod ballot_box;
pub mod bank;
pub mod branch;
pub mod conversation;
pub mod current;
pub mod demo;
pub mod draw;
pub mod feedback;
pub mod import;
pub mod interest;
pub mod letter;
pub mod login;
pub mod manifest;
pub mod outbox;
pub mod pause;
pub mod recovery;
pub mod result;
pub mod round;
pub mod seating;
pub mod session;
pub mod shared_side;
pub mod ticket;
pub mod unsubscribe;
pub mod voter;
pub mod welcome;

pub use platform::{Platform, Secrets, Terms};
pub use refusal::{Code, Refusal};
