//! The only floor that speaks SQL. One file for each noun; the tables themselves are private.

mod db;
mod entities;

pub mod account;
pub mod mail_link;
pub mod person;
pub mod session;

pub use db::{Conn, Db, DbUrl, Direct, StoreError, Tx};
