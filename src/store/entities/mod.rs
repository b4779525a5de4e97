//! The tables as sea-orm sees them. Private to the store: no other floor can name a table.

pub mod account;
pub mod account_role;
pub mod area;
pub mod audit;
pub mod ballot;
pub mod box_area;
pub mod box_round;
pub mod branch;
pub mod counted;
pub mod counted_area;
pub mod issuing_key;
pub mod login_key;
pub mod login_request;
pub mod mail_choice;
pub mod mail_link;
pub mod mail_pause;
pub mod member;
pub mod outbox;
pub mod roll_entry;
pub mod round;
pub mod round_decline;
pub mod round_interest;
pub mod session;
pub mod snapshot;
pub mod statement;
pub mod turnout_note;
