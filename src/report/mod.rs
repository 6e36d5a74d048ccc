//! A study in, reports out: what to say, in which order, to whom.
//!
//! A report is text, tables and figures as plain data. Nothing here knows HTML,
//! paper or color, and nothing after here knows how a score is made.

mod block;
mod chart;

mod figure;
mod held_back;
mod network;
mod noticed;
mod plan;
mod say;

pub use block::{Block, Cell, FormField, Report, Table, Tick};
pub use chart::{
    Axis, Chart, Figure, Mark, ProfileChart, ProfileGroup, ProfileRow, StandardsChart,
    StandardsRow, TrendChart, TrendLine, TrendPanel, TrendPoint,
};
pub use held_back::held_back_page;
pub use network::{PlanFile, network_page};
pub use noticed::noticed_page;
pub use plan::site_plan;
