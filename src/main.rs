//! The `maqal` program.

fn main() {}
