//! Ratings in, a plan for better programs out.

#![warn(clippy::unwrap_used)]

// The words of the field, the numbers behind them, and how we speak to the person at the keyboard.
pub mod model;
pub mod statistics;
pub mod diagnostic;
pub mod language;

// What the user brings.
pub mod ingest;
pub mod rulebook;

// What we make of it, stage by stage.
pub mod tidy;
pub mod score;
pub mod analysis;
pub mod plan;
pub mod network;
pub mod template;
pub mod tracker;

// The stages in one line.
pub mod pipeline;

// What we say and what we ask, and how it looks.
pub mod report;
pub mod render;
pub mod annotate;

// Worked cases, which run through the same stages.
pub mod casebook;

// Statistics by name, for whoever asks for one of them alone.
pub mod calculator;

// The door to them.
pub mod cli;
