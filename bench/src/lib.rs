//! The bench: plays whole rounds over HTTP against the real binary, measures, compares, and looks for secrecy leaks.
//! Nothing here is shipped, and nothing here reaches into the server.

pub mod calendar;
pub mod compare;
pub mod draw;
pub mod http;
pub mod input;
pub mod mailbox;
pub mod process;
pub mod publish;
pub mod replay;
pub mod seats;
pub mod smtp_sink;
pub mod story;
pub mod trace;

pub mod wall_clock;
