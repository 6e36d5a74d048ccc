//! A study in, reports out: what to say, in which order, to whom.
//!
//! A report is text, tables and figures as plain data. Nothing here knows HTML,
//! paper or color, and nothing after here knows how a score is made.

mod block;
mod book;
mod chart;

mod figure;
mod charts;
mod held_back;
mod method;
mod moved_together;
mod network;
mod noticed;
mod plan;
mod say;
mod scale;
mod summary;

use block::table;
pub use block::{Block, Cell, FormField, Link, Report, Table, Tick};
pub use book::{BookLine, BookScore, BookSite, NetworkBook, network_book};
pub use chart::{
    AgreementChart, AgreementRow, Axis, CaterpillarChart, CaterpillarRow, ChangeChart, ChangeGroup,
    ChangeRow, Chart, ControlChart, ControlPanel, ControlSignal, Figure, FunnelChart, FunnelLimits,
    FunnelSite, HeatCell, HeatMap, HeatRow, Mark, ParetoChart, ParetoRow, PriorityChart,
    PriorityPanel, PriorityStep, ProfileChart, ProfileGroup, ProfileRow, SharesChart, SharesGroup,
    SharesRow, StandardsChart, StandardsRow, Sure, TrendChart, TrendLine, TrendPanel, TrendPoint,
    ViewsChart, ViewsRow,
};
pub use charts::{About, ChartKind, Wanted, charts};
pub use held_back::held_back_page;
pub use network::{Written, network_page, network_report};
pub use noticed::noticed_page;
pub use plan::{PlanProgress, plan_progress, site_plan};
pub use summary::{SiteSummary, SummaryColumn, SummaryRow, site_summary};
