//! A study in, reports out: what to say, in which order, to whom.
//!
//! A report is text, tables and figures as plain data. Nothing here knows HTML,
//! paper or color, and nothing after here knows how a score is made.

mod block;
mod figure;

pub use block::{Block, Cell, FormField, Report, Table, Tick};
pub use figure::{
    Axis, Chart, Figure, Mark, ProfileChart, ProfileGroup, ProfileRow, StandardsChart,
    StandardsRow, TrendChart, TrendLine, TrendPanel, TrendPoint,
};
