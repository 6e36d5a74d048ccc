//! Years across, one panel a standard.

use super::{
    key::{self, Sign},
    look::{
        GOAL, GRID, HEADING, HOLLOW, INK, INTERVALS, LABEL, LABEL_BOLD, MARGIN, NUMBERS, PAPER,
        QUIET, WIDTH, marking,
    },
    mark,
    page::{HPos, Page, Point, Span},
    scale::{self, Scale, every, spread, widest},
};
use crate::report::{TrendChart, TrendLine, TrendPanel, TrendPoint};

/// Said where a panel has no points.
const NOTHING: &str = "no ratings yet";
/// Between panels.
const GUTTER: f64 = 22.0;
/// Beside a plot, for the labels of its lines.
const LABEL_ROOM: f64 = 104.0;
/// The least room between the edge of a plot and what stands beside it.
const GAP: f64 = 10.0;
/// Above and below the scale, so that marks at its ends are whole.
const HEADROOM: f64 = 8.0;
/// A row of numbers under a plot.
const ROW: f64 = 16.0;

/// Draws the panels, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &TrendChart) -> Vec<&'static str> {
    let sources = sources(chart);
    let panels: Vec<Panel> =
        chart.panels.iter().map(|panel| Panel::new(panel, chart, &sources)).collect();
    if panels.is_empty() {
        page.paragraph(NOTHING, LABEL, QUIET, 1);
    }
    let layout = Layout::choose(chart, &sources, &panels);
    if layout.names == Names::InKey {
        key::draw(page, &meanings(chart, &sources));
    }
    for (row, panels) in panels.chunks(layout.columns).enumerate() {
        let titles: Vec<Vec<String>> =
            panels.iter().map(|panel| HEADING.wrap(panel.title, layout.cell, 2)).collect();
        let title_lines = titles.iter().map(Vec::len).max().unwrap_or(0);
        let heading = HEADING.leading() * title_lines as f64;
        for (column, (panel, title)) in panels.iter().zip(&titles).enumerate() {
            let left = MARGIN + (layout.cell + GUTTER) * column as f64;
            for (line, text) in title.iter().enumerate() {
                let middle = page.top + HEADING.leading() * (line as f64 + 0.5);
                page.text(text, (left, middle), HPos::Left, (HEADING, INK));
            }
            let plot = Plot::new(chart, &layout, panel, (left, page.top + heading + 4.0));
            plot.draw(page, &sources);
            if row == 0 && column == 0 && layout.names == Names::AtEnds {
                plot.label_ends(page, &sources, chart.axis.target.as_ref());
            } else if layout.names == Names::AtEnds {
                plot.label_ends(page, &sources, None);
            }
        }
        let rows = 1.0 + panels.iter().map(|panel| panel.lines.len()).max().unwrap_or(0) as f64;
        page.top += heading + 4.0 + layout.height + 4.0 + rows * ROW + 16.0;
    }
    page.top -= 16.0;
    notes(&panels)
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

fn meanings<'a>(chart: &'a TrendChart, sources: &[&'a str]) -> Vec<(Sign, &'a str)> {
    let sources = sources.iter().enumerate().map(|(source, label)| (Sign::Source(source), *label));
    let target = chart.axis.target.iter().map(|(_, label)| (Sign::Target, label.as_str()));
    sources.chain(target).collect()
}

fn notes(panels: &[Panel]) -> Vec<&'static str> {
    let lines = || panels.iter().flat_map(|panel| &panel.lines);
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
        notes.push("Dotted line: the form changed here, so its two sides are not compared.");
    }
    notes
}

/// A panel with what can be drawn of it.
struct Panel<'a> {
    title: &'a str,
    lines: Vec<Line<'a>>,
}

/// A line with at least one point; its segments and their points in the order of the years.
struct Line<'a> {
    source: usize,
    segments: Vec<Vec<&'a TrendPoint>>,
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

    fn points(&self) -> impl Iterator<Item = &'a TrendPoint> {
        self.segments.iter().flatten().copied()
    }

    fn last(&self) -> Option<&'a TrendPoint> {
        self.points().max_by_key(|point| point.year)
    }

    /// The years before and after each change from one segment to the next.
    fn breaks(&self) -> impl Iterator<Item = (usize, usize)> {
        let changes = self.segments.windows(2);
        let years = changes.filter_map(|pair| Some((pair[0].last()?.year, pair[1].first()?.year)));
        years.filter(|(before, after)| before < after)
    }

    /// What stands under `year`: how many the mark rests on, or that there is none.
    fn n(&self, year: usize) -> String {
        let there = self.points().filter(|point| point.year == year);
        let numbers: Vec<String> = there.map(|point| point.mark.n.to_string()).collect();
        if numbers.is_empty() { "–".to_string() } else { numbers.join(", ") }
    }
}

/// Where the lines of a chart are named.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Names {
    AtEnds,
    InKey,
}

/// How the panels share the page.
struct Layout {
    columns: usize,
    names: Names,
    /// How wide a panel is, with everything around its plot.
    cell: f64,
    /// How far the plot keeps from the left edge of its panel.
    left: f64,
    /// From one year to the next.
    pitch: f64,
    /// How tall a plot is.
    height: f64,
}

impl Layout {
    /// As many columns as suit the number of panels, if the numbers under the years have room.
    fn choose(chart: &TrendChart, sources: &[&str], panels: &[Panel]) -> Layout {
        let most = match panels.len() {
            0..=3 => 1,
            4..=6 => 2,
            _ => 3,
        };
        let numbers = panels.iter().flat_map(|panel| &panel.lines).flat_map(Line::points);
        let numbers: Vec<String> = numbers.map(|point| point.mark.n.to_string()).collect();
        let number = widest(LABEL, numbers.iter().map(String::as_str)) + 6.0;
        let least = number.max(10.0 * sources.len() as f64);
        let fits = |layout: &Layout| least <= layout.pitch;
        let layouts = (1..=most).rev().flat_map(|columns| {
            let names: &[Names] =
                if columns == 3 { &[Names::InKey] } else { &[Names::AtEnds, Names::InKey] };
            names.iter().map(move |names| Layout::new(chart, columns, *names))
        });
        layouts.into_iter().find(fits).unwrap_or_else(|| Layout::new(chart, 1, Names::AtEnds))
    }

    fn new(chart: &TrendChart, columns: usize, names: Names) -> Layout {
        let gutters = GUTTER * (columns as f64 - 1.0);
        let cell = (WIDTH - 2.0 * MARGIN - gutters) / columns as f64;
        let ticks = widest(LABEL, chart.axis.ticks.iter().map(|(_, label)| label.as_str()));
        let left = (ticks.min(LABEL_ROOM) + GAP).max(36.0);
        let right = if names == Names::AtEnds { LABEL_ROOM + GAP } else { GAP };
        let pitch = (cell - left - right) / chart.years.len().max(1) as f64;
        let height = if columns == 1 { 132.0 } else { 112.0 };
        Layout { columns, names, cell, left, pitch, height }
    }
}

/// One panel in its place.
struct Plot<'a> {
    chart: &'a TrendChart,
    panel: &'a Panel<'a>,
    layout: &'a Layout,
    across: Span,
    down: Span,
    values: Scale,
}

impl<'a> Plot<'a> {
    fn new(
        chart: &'a TrendChart,
        layout: &'a Layout,
        panel: &'a Panel<'a>,
        (left, top): Point,
    ) -> Plot<'a> {
        let from = left + layout.left;
        let across = Span { from, to: from + layout.pitch * chart.years.len().max(1) as f64 };
        let down = Span { from: top, to: top + layout.height };
        let upward = Span { from: down.to - HEADROOM, to: down.from + HEADROOM };
        Plot { chart, panel, layout, across, down, values: Scale::new(&chart.axis, upward) }
    }

    fn draw(&self, page: &Page, sources: &[&str]) {
        self.draw_grid(page);
        self.draw_years(page);
        if self.panel.lines.is_empty() {
            self.say_that_there_is_nothing(page);
        }
        for line in &self.panel.lines {
            self.draw_breaks(page, line);
            self.draw_intervals(page, line);
        }
        for (rank, line) in self.panel.lines.iter().enumerate() {
            self.draw_line(page, line);
            self.draw_numbers(page, rank, line, sources);
        }
    }

    /// Where the slot of a year has its middle.
    fn year(&self, year: usize) -> f64 {
        self.across.from + self.layout.pitch * (year as f64 + 0.5)
    }

    /// Where a point stands: lines keep a little to the side of each other.
    fn point(&self, line: &Line, point: &TrendPoint) -> Point {
        let lines = self.panel.lines.len() as f64;
        let rank = self.panel.lines.iter().position(|other| other.source == line.source);
        let aside = rank.unwrap_or(0) as f64 - (lines - 1.0) / 2.0;
        let step = (self.layout.pitch * 0.3).min(10.0);
        (self.year(point.year) + aside * step, self.values.place(point.mark.value))
    }

    fn draw_grid(&self, page: &Page) {
        let label = |label: &str| LABEL.shorten(label, LABEL_ROOM);
        for (y, text) in self.values.ticks(&self.chart.axis, LABEL.leading()) {
            page.line(&[(self.across.from, y), (self.across.to, y)], 1.0, GRID);
            page.text(&label(&text), (self.across.from - GAP, y), HPos::Right, (LABEL, QUIET));
        }
        if let Some((target, _)) = self.target() {
            let y = self.values.place(target);
            page.dashes([(self.across.from, y), (self.across.to, y)], mark::DASHES, GOAL);
        }
    }

    fn target(&self) -> Option<(f64, &str)> {
        let target = self.chart.axis.target.as_ref().filter(|(value, _)| value.is_finite());
        target.map(|(value, label)| (*value, label.as_str()))
    }

    /// The years below the plot, the last one always.
    fn draw_years(&self, page: &Page) {
        let labels = self.chart.years.iter().map(String::as_str);
        let step = every(self.layout.pitch, widest(LABEL, labels).min(80.0) + 8.0);
        let last = self.chart.years.len().saturating_sub(1);
        let room = Span { from: self.across.from - GAP, to: self.across.to + GAP };
        for (year, label) in self.chart.years.iter().enumerate() {
            if (last - year).is_multiple_of(step) {
                let label =
                    LABEL.shorten(label, (self.layout.pitch * step as f64).min(room.length()));
                let x = room.keep(self.year(year), LABEL.width(&label));
                let y = self.down.to + 4.0 + ROW / 2.0;
                page.text(&label, (x, y), HPos::Center, (LABEL, QUIET));
            }
        }
    }

    fn say_that_there_is_nothing(&self, page: &Page) {
        let middle = (self.across.middle(), self.down.middle());
        clear(page, middle, LABEL.width(NOTHING));
        page.text(NOTHING, middle, HPos::Center, (LABEL, QUIET));
    }

    /// A dotted line between the years where one segment ends and the next begins.
    fn draw_breaks(&self, page: &Page, line: &Line) {
        for (before, after) in line.breaks() {
            let x = f64::midpoint(self.year(before), self.year(after));
            page.dashes([(x, self.down.from), (x, self.down.to)], (1.0, 4.0), QUIET);
        }
    }

    fn draw_intervals(&self, page: &Page, line: &Line) {
        for point in line.points() {
            if scale::interval(&point.mark).is_some() {
                let (x, _) = self.point(line, point);
                let reach = self.values.reach(&point.mark);
                mark::upright_interval(page, x, reach, marking(line.source));
            }
        }
    }

    /// Lines between years that follow each other, and nothing across the others.
    fn draw_line(&self, page: &Page, line: &Line) {
        let marking = marking(line.source);
        for segment in &line.segments {
            let follows = |one: &&TrendPoint, next: &&TrendPoint| next.year <= one.year + 1;
            for run in segment.chunk_by(follows).filter(|run| 1 < run.len()) {
                let points: Vec<Point> = run.iter().map(|point| self.point(line, point)).collect();
                page.line(&points, 2.0, marking.ink);
            }
        }
        for point in line.points() {
            mark::shape(page, self.point(line, point), &point.mark, marking);
        }
    }

    /// The row under the years that says how many each mark rests on.
    fn draw_numbers(&self, page: &Page, rank: usize, line: &Line, sources: &[&str]) {
        let y = self.down.to + 4.0 + ROW * (rank as f64 + 1.5);
        let marking = marking(line.source);
        let head = self.across.from - GAP;
        page.text("n", (head, y), HPos::Right, (LABEL, marking.ink));
        if 1 < sources.len()
            && let Some(last) = line.last()
        {
            let mut sample = last.mark.clone();
            sample.thin = false;
            mark::shape(page, (head - 17.0, y), &sample, marking);
        }
        let numbers: Vec<String> = (0..self.chart.years.len()).map(|year| line.n(year)).collect();
        let room = widest(LABEL, numbers.iter().map(String::as_str)) + 4.0;
        let step = every(self.layout.pitch, room);
        let last = numbers.len().saturating_sub(1);
        for (year, number) in numbers.iter().enumerate() {
            if (last - year).is_multiple_of(step) {
                page.text(number, (self.year(year), y), HPos::Center, (LABEL, marking.ink));
            }
        }
    }

    /// Names the lines, and the target where it is given, beside their right ends.
    fn label_ends(&self, page: &Page, sources: &[&str], target: Option<&(f64, String)>) {
        let mut ends = Vec::new();
        for line in &self.panel.lines {
            if let Some(last) = line.last() {
                let y = self.values.place(last.mark.value);
                ends.push((y, sources[line.source], (LABEL_BOLD, marking(line.source).ink)));
            }
        }
        if let Some((value, label)) = target.filter(|(value, _)| value.is_finite()) {
            ends.push((self.values.place(*value), label.as_str(), (LABEL, QUIET)));
        }
        let texts: Vec<Vec<String>> =
            ends.iter().map(|(_, label, look)| look.0.wrap(label, LABEL_ROOM, 2)).collect();
        let height = |lines: &Vec<String>| LABEL.leading() * lines.len() as f64;
        let wanted: Vec<(f64, f64)> =
            ends.iter().zip(&texts).map(|((y, ..), lines)| (*y, height(lines))).collect();
        for ((place, lines), (.., look)) in spread(&wanted, self.down).iter().zip(&texts).zip(&ends)
        {
            page.lines(lines, (self.across.to + GAP, *place), HPos::Left, *look);
        }
    }
}

/// Makes room for a text `width` wide on lines that are drawn already.
fn clear(page: &Page, (x, y): Point, width: f64) {
    let half = width / 2.0 + 4.0;
    let across = Span { from: x - half, to: x + half };
    page.rectangle(across, Span { from: y - 9.0, to: y + 9.0 }, PAPER);
}
