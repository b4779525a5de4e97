//! What the command line does, each command a plain function. The words of the command line itself are in main.

pub mod import;
pub mod staff;
