//! The door from the shell.

fn main() {}
