//! What the figures show. How they look is for `render`.

// Over the years.
mod years;
// Standards and items of one site.
mod standards;
// Ratings, and the people who gave them.
mod ratings;
// Sites beside each other.
mod sites;

use super::Table;
use crate::language::Language;

pub use ratings::{AgreementChart, AgreementRow, SharesChart, SharesGroup, SharesRow};
pub use sites::{
    CaterpillarChart, CaterpillarRow, FunnelChart, FunnelLimits, FunnelSite, HeatCell, HeatMap,
    HeatRow, ParetoChart, ParetoRow,
};
pub use standards::{
    PriorityChart, PriorityPanel, PriorityStep, ProfileChart, ProfileGroup, ProfileRow,
    StandardsChart, StandardsRow, ViewsChart, ViewsRow,
};
pub use years::{
    ChangeChart, ChangeGroup, ChangeRow, ControlChart, ControlPanel, ControlSignal, Sure,
    TrendChart, TrendLine, TrendPanel, TrendPoint,
};

/// A chart that says something, in a form for everyone.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    /// The language that all of it is written in.
    pub language: Language,
    /// The name of its files, without ending: `trend`, `standards`, `dos-profile`.
    pub id: String,
    /// What it is, in a few words: the caption below it.
    pub name: String,
    /// The finding, in a line: the title of the chart.
    pub finding: String,
    /// What is drawn, in a line under the title: measure, source, years.
    pub subtitle: String,
    /// The same in a sentence or two, for those who cannot see it.
    pub description: String,
    pub chart: Chart,
    /// The numbers that are drawn.
    pub data: Table,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Chart {
    Trend(TrendChart),
    Change(ChangeChart),
    Control(ControlChart),
    Standards(StandardsChart),
    Profile(ProfileChart),
    Views(ViewsChart),
    Priority(PriorityChart),
    Shares(SharesChart),
    Agreement(AgreementChart),
    HeatMap(HeatMap),
    Pareto(ParetoChart),
    Funnel(FunnelChart),
    Caterpillar(CaterpillarChart),
}

/// The scale of a chart.
#[derive(Clone, PartialEq, Debug)]
pub struct Axis {
    pub lowest: f64,
    pub highest: f64,
    /// Ticks, with their labels: `1`, `2`, `3`, `4`.
    pub ticks: Vec<(f64, String)>,
    /// The line to reach, and its label: `target 3.0`.
    pub target: Option<(f64, String)>,
}

/// A value on a chart.
#[derive(Clone, PartialEq, Debug)]
pub struct Mark {
    pub value: f64,
    /// Lower and upper end of the 95% interval, where one can be told.
    pub interval: Option<(f64, f64)>,
    /// How many independent looks it rests on; printed at the point.
    pub n: usize,
    /// Whether it rests on so few that it is drawn hollow.
    pub thin: bool,
}
