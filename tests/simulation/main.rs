//! What the engine says of networks whose truth is known: how often it is wrong, and how often an
//! interval holds the truth.
//!
//! The long ones are left out of `cargo test`; `cargo test --test simulation -- --ignored --nocapture`
//! runs them and prints what `docs/validation.md` records.

#[path = "../common/mod.rs"]
mod common;

mod tally;
mod world;

mod coverage;
mod discoveries;
mod false_alarms;
mod gaps;
