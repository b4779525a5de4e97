//! The command line; it only assembles what the library holds.

fn main() {}
