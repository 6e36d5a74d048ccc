//! What the methods promise, one test for each promise, by its number.
//!
//! Public files lie beside the repository, in `../shared` or where `CQI_SHARED` says; a test that needs one
//! and does not find it says that it skipped.

#[path = "../common/mod.rs"]
mod common;
#[path = "../county/reading.rs"]
#[allow(dead_code, reason = "the county has tests of its own")]
mod county;
#[path = "../simulation/tally.rs"]
mod tally;
#[path = "../simulation/world.rs"]
#[allow(dead_code, reason = "simulations use the rest")]
mod world;

// Files as people write them, and what the program makes of them.
mod written;

// 1, 3, 11, 15: long lines, and what control charts say of them.
mod charts;
// 2, 4, 5, 8: which way a site goes.
mod lines;
// 6, 7, 13, 14: many sites at once.
mod networks;
// 9, 10, 12: ratings, cut-offs, and files that cannot be read.
mod ratings;
