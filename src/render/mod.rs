//! A report in, bytes out.

pub mod chart;
pub mod data;
mod noticed;

pub use noticed::diagnostics_json;
