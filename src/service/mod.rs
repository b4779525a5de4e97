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
pub mod bounce;
pub mod branch;
pub mod calendar;
pub mod conversation;
pub mod current;
pub mod demo;
pub mod draw;
pub mod erasure;
pub mod export;
pub mod feedback;
pub mod import;
pub mod interest;
pub mod letter;
pub mod login;
pub mod manifest;
pub mod member;
pub mod outbox;
pub mod paper;
pub mod pause;
pub mod post;
pub mod preflight;
pub mod preview;
pub mod recovery;
pub mod result;
pub mod retention;
pub mod round;
pub mod seating;
pub mod session;
pub mod shared_side;
pub mod ticket;
pub mod unsubscribe;
pub mod voter;
pub mod welcome;
pub mod workshop;

pub use platform::{Platform, Secrets, Terms};
pub use refusal::{Code, Refusal};
