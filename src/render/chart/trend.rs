//! Years across, one panel a standard.

use super::{
    key::{self, Sign},
    look::{HEADING, HOLLOW, INK, INTERVALS, LABEL, MARGIN, NUMBERS, WIDTH},
    page::{HPos, Page},
    plot::Plot,
    scale::{self, widest},
};
use crate::report::{TrendChart, TrendLine, TrendPanel, TrendPoint};

/// Said where a panel has no points.
pub(super) const NOTHING: &str = "chart-no-ratings-yet";
/// Said where a line has a break.
const BREAKS: &str = "chart-note-breaks";
/// Between panels.
const GUTTER: f64 = 22.0;
/// Beside a plot, for the labels of its lines.
pub(super) const LABEL_ROOM: f64 = 104.0;
/// Between a title and its plot, and between a plot and its years.
pub(super) const GAP_BELOW: f64 = 4.0;
/// The least room between the edge of a plot and what stands beside it.
pub(super) const GAP: f64 = 10.0;
/// A row of numbers under a plot.
pub(super) const ROW: f64 = 16.0;

/// Draws the panels, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &TrendChart) -> Vec<&'static str> {
    let trend = Trend::new(chart);
    if trend.panels.is_empty() {
        page.instead(NOTHING);
    }
    if trend.layout.names == Names::InKey {
        key::draw(page, &trend.meanings());
    }
    for (row, panels) in trend.panels.chunks(trend.layout.columns).enumerate() {
        if 0 < row {
            page.top += ROW;
        }
        trend.draw_row(page, row, panels);
    }
    trend.notes()
}

/// A chart with what can be drawn of it.
pub(super) struct Trend<'a> {
    pub(super) chart: &'a TrendChart,
    /// The names of the lines of all panels, in the order in which they first stand.
    pub(super) sources: Vec<&'a str>,
    pub(super) layout: Layout,
    panels: Vec<Panel<'a>>,
}

impl<'a> Trend<'a> {
    fn new(chart: &'a TrendChart) -> Trend<'a> {
        let sources = sources(chart);
        let panels = chart.panels.iter().map(|panel| Panel::new(panel, chart, &sources));
        let panels: Vec<Panel> = panels.collect();
        let layout = Layout::choose(chart, &sources, &panels);
        Trend { chart, sources, layout, panels }
    }

    /// Draws panels side by side, their plots at the same height.
    fn draw_row(&self, page: &mut Page, row: usize, panels: &[Panel]) {
        let titles = panels.iter().map(|panel| HEADING.wrap(panel.title, self.layout.cell, 2));
        let titles: Vec<Vec<String>> = titles.collect();
        let title_lines = titles.iter().map(Vec::len).max().unwrap_or(0);
        let top = page.top + HEADING.leading() * title_lines as f64 + GAP_BELOW;
        for (column, (panel, title)) in panels.iter().zip(&titles).enumerate() {
            let left = MARGIN + (self.layout.cell + GUTTER) * column as f64;
            let middle = page.top + HEADING.leading() * title.len() as f64 / 2.0;
            page.lines(title, (left, middle), HPos::Left, (HEADING, INK));
            let plot = Plot::new(self, panel, (left, top));
            plot.draw(page);
            if self.layout.names == Names::AtEnds {
                let is_first = (row, column) == (0, 0);
                plot.label_ends(page, self.target().filter(|_| is_first));
            }
        }
        let lines = panels.iter().map(|panel| panel.lines.len()).max().unwrap_or(0);
        page.top = top + self.layout.height + GAP_BELOW + ROW * (lines + 1) as f64;
    }

    /// The target, where it is a number.
    pub(super) fn target(&self) -> Option<(f64, &'a str)> {
        let target = self.chart.axis.target.as_ref().filter(|(value, _)| value.is_finite());
        target.map(|(value, label)| (*value, label.as_str()))
    }

    fn meanings(&self) -> Vec<(Sign, &'a str)> {
        let sources = self.sources.iter().enumerate();
        let sources = sources.map(|(source, label)| (Sign::Source(source), *label));
        sources.chain(self.target().map(|(_, label)| (Sign::Target, label))).collect()
    }

    fn notes(&self) -> Vec<&'static str> {
        let lines = || self.panels.iter().flat_map(|panel| &panel.lines);
        let points = || lines().flat_map(Line::points);
        let mut notes = Vec::new();
        if points().next().is_some() {
            notes.push(NUMBERS);
        }
        if points().any(|point| scale::interval(&point.mark).is_some()) {
            notes.push(INTERVALS);
        }
        if points().any(|point| point.mark.thin) {
            notes.push(HOLLOW);
        }
        if lines().any(|line| line.breaks().next().is_some()) {
            notes.push(BREAKS);
        }
        notes
    }
}

/// The names of the lines of all panels, in the order in which they first stand.
fn sources(chart: &TrendChart) -> Vec<&str> {
    let mut sources: Vec<&str> = Vec::new();
    for line in chart.panels.iter().flat_map(|panel| &panel.lines) {
        if !sources.contains(&line.label.as_str()) {
            sources.push(&line.label);
        }
    }
    sources
}

/// A panel with what can be drawn of it.
pub(super) struct Panel<'a> {
    pub(super) title: &'a str,
    pub(super) lines: Vec<Line<'a>>,
}

/// A line with at least one point; its segments and their points in the order of the years.
pub(super) struct Line<'a> {
    pub(super) source: usize,
    pub(super) segments: Vec<Vec<&'a TrendPoint>>,
}

impl<'a> Panel<'a> {
    fn new(panel: &'a TrendPanel, chart: &TrendChart, sources: &[&str]) -> Panel<'a> {
        let lines = panel.lines.iter().map(|line| Line::new(line, chart, sources));
        let lines = lines.filter(|line| !line.segments.is_empty()).collect();
        Panel { title: &panel.title, lines }
    }
}

impl<'a> Line<'a> {
    fn new(line: &'a TrendLine, chart: &TrendChart, sources: &[&str]) -> Line<'a> {
        let source = sources.iter().position(|label| *label == line.label).unwrap_or(0);
        let drawable =
            |point: &&TrendPoint| point.mark.value.is_finite() && point.year < chart.years.len();
        let segments = line.segments.iter().map(|segment| {
            let mut points: Vec<&TrendPoint> = segment.iter().filter(drawable).collect();
            points.sort_by_key(|point| point.year);
            points
        });
        let mut segments: Vec<Vec<&TrendPoint>> =
            segments.filter(|segment| !segment.is_empty()).collect();
        segments.sort_by_key(|segment| segment[0].year);
        Line { source, segments }
    }

    pub(super) fn points(&self) -> impl Iterator<Item = &'a TrendPoint> {
        self.segments.iter().flatten().copied()
    }

    pub(super) fn last(&self) -> Option<&'a TrendPoint> {
        self.points().max_by_key(|point| point.year)
    }

    /// The years before and after each change from one segment to the next.
    pub(super) fn breaks(&self) -> impl Iterator<Item = (usize, usize)> {
        let changes = self.segments.windows(2);
        let years = changes.filter_map(|pair| Some((pair[0].last()?.year, pair[1].first()?.year)));
        years.filter(|(before, after)| before < after)
    }

    /// What stands under `year`: how many the mark rests on, or that there is none.
    pub(super) fn n(&self, year: usize) -> String {
        let there = self.points().filter(|point| point.year == year);
        let numbers: Vec<String> = there.map(|point| point.mark.n.to_string()).collect();
        if numbers.is_empty() { "–".to_string() } else { numbers.join(", ") }
    }
}

/// Where the lines of a chart are named.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    AtEnds,
    InKey,
}

/// How the panels share the page.
pub(super) struct Layout {
    columns: usize,
    names: Names,
    /// How wide a panel is, with everything around its plot.
    cell: f64,
    /// How far the plot keeps from the left edge of its panel.
    pub(super) left: f64,
    /// From one year to the next.
    pub(super) pitch: f64,
    /// How tall a plot is.
    pub(super) height: f64,
}

impl Layout {
    /// As many columns as suit the number of panels, if the numbers under the years have room.
    fn choose(chart: &TrendChart, sources: &[&str], panels: &[Panel]) -> Layout {
        let most = match panels.len() {
            0..=3 => 1,
            4..=6 => 2,
            _ => 3,
        };
        let points = panels.iter().flat_map(|panel| &panel.lines).flat_map(Line::points);
        let numbers: Vec<String> = points.map(|point| point.mark.n.to_string()).collect();
        let number = widest(LABEL, numbers.iter().map(String::as_str)) + 6.0;
        let least = number.max(10.0 * sources.len() as f64);
        let names = |columns| {
            let room_at_ends = columns < 3 && sources.len() <= 3;
            if room_at_ends { vec![Names::AtEnds, Names::InKey] } else { vec![Names::InKey] }
        };
        let of = |columns| names(columns).into_iter().map(move |names| (columns, names));
        let layout = |(columns, names)| Layout::new(chart, columns, names);
        let mut layouts = (1..=most).rev().flat_map(of).map(layout);
        layouts.find(|layout| least <= layout.pitch).unwrap_or_else(|| layout((1, names(1)[0])))
    }

    fn new(chart: &TrendChart, columns: usize, names: Names) -> Layout {
        let gutters = GUTTER * (columns as f64 - 1.0);
        let cell = (WIDTH - 2.0 * MARGIN - gutters) / columns as f64;
        let ticks = widest(LABEL, chart.axis.ticks.iter().map(|(_, label)| label.as_str()));
        let left = (ticks.min(LABEL_ROOM) + GAP).max(36.0);
        let right = if names == Names::AtEnds { LABEL_ROOM + GAP } else { GAP };
        let pitch = (cell - left - right) / chart.years.len().max(1) as f64;
        let height = if chart.panels.len() == 1 { 144.0 } else { 112.0 };
        Layout { columns, names, cell, left, pitch, height }
    }
}
