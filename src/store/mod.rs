//! The only floor that speaks SQL. One file for each noun; the tables themselves are private.

mod db;
mod entities;
mod listed;

pub mod account;
pub mod area;
pub mod audit;
pub mod ballot;
pub mod bank;
pub mod box_stores;
pub mod branch;
pub mod counted;
pub mod feedback;
pub mod interest;
pub mod ledger;
pub mod letter;
pub mod list;
pub mod login;
pub mod mail_choice;
pub mod mail_link;
pub mod mail_pause;
pub mod maintenance;
pub mod member;
pub mod outbox;
pub mod person;
pub mod reading;
pub mod roll;
pub mod round;
pub mod scope;
pub mod session;
pub mod snapshot;
pub mod turnout;

use db::Raw;
pub use db::{Conn, Db, DbUrl, Direct, StoreError, Tx};
