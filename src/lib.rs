//! The participation platform as a library: the binary, the tests and the bench are thin shells around it.

pub mod domain;
