//! The only floor that speaks SQL. One file for each noun; the tables themselves are private.

mod db;
mod entities;
mod listed;

pub mod account;
pub mod api_client;
pub mod area;
pub mod audience;
pub mod audit;
pub mod ballot;
pub mod bank;
pub mod box_stores;
pub mod branch;
pub mod conversation;
pub mod counted;
pub mod draw;
pub mod feedback;
pub mod guest;
pub mod interest;
pub mod invitation;
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
pub mod recovery;
pub mod report;
pub mod roll;
pub mod round;
pub mod scope;
pub mod seat;
pub mod seating;
pub mod session;
pub mod shared_side;
pub mod snapshot;
pub mod traits;
pub mod turnout;

use db::Raw;
pub use db::{Conn, Db, DbUrl, Direct, StoreError, Tx};
