//! The only floor that speaks SQL. One file for each noun; the tables themselves are private.

mod db;
mod entities;

pub mod round;

pub use db::{Conn, Db, DbUrl, Direct, StoreError, Tx};
use db::Raw;
