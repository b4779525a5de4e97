//! The rule from outside: what is emitted, and what can be computed from it.

mod attack;
mod cases;
mod federation;
mod leaks;
