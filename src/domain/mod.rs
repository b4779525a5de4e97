//! The rules, pure: no web, no SQL, no clock, no dice.

pub mod answer;
pub mod area;
pub mod ballot;
pub mod branch;
pub mod composer;
pub mod draft;
pub mod feedback;
pub mod hex;
pub mod ids;
pub mod import;
pub mod letter;
pub mod link;
pub mod list;
pub mod look;
pub mod manifest;
pub mod member;
pub mod merkle;
pub mod outbox;
pub mod publication;
pub mod result;
pub mod role;
pub mod round;
pub mod session;
pub mod ticket;
pub mod time;
pub mod verify;
