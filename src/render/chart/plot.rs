//! One panel of a trend: its grid, its lines, and the numbers below.

use super::{
    look::{GOAL, GRID, LABEL, LABEL_BOLD, PAPER, QUIET, REACHED, marking},
    mark,
    page::{HPos, Page, Point, Reach, Span},
    scale::{self, Scale, every, spread, widest},
    trend::{GAP, GAP_BELOW, LABEL_ROOM, Line, NOTHING, Panel, ROW, Trend},
};
use crate::{language::Language, report::TrendPoint};

/// Above and below the scale, so that marks at its ends are whole.
const HEADROOM: f64 = 8.0;

/// A panel in its place.
pub(super) struct Plot<'a> {
    trend: &'a Trend<'a>,
    panel: &'a Panel<'a>,
    across: Span,
    down: Span,
    values: Scale,
}

impl<'a> Plot<'a> {
    /// Places `panel` with its upper left corner, its title aside, at a point.
    pub(super) fn new(trend: &'a Trend<'a>, panel: &'a Panel<'a>, (left, top): Point) -> Plot<'a> {
        let layout = &trend.layout;
        let from = left + layout.left;
        let years = trend.chart.years.len().max(1) as f64;
        let across = Span { from, to: from + layout.pitch * years };
        let down = Span { from: top, to: top + layout.height };
        let upward = Span { from: down.to - HEADROOM, to: down.from + HEADROOM };
        Plot { trend, panel, across, down, values: Scale::new(&trend.chart.axis, upward) }
    }

    pub(super) fn draw(&self, page: &Page) {
        self.draw_band(page);
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
            self.draw_numbers(page, rank, line);
        }
    }

    /// Where the slot of a year has its middle.
    fn year(&self, year: usize) -> f64 {
        self.across.from + self.trend.layout.pitch * (year as f64 + 0.5)
    }

    /// Where a point stands: lines keep a little to the side of each other.
    fn point(&self, line: &Line, point: &TrendPoint) -> Point {
        let lines = self.panel.lines.len() as f64;
        let rank = self.panel.lines.iter().position(|other| other.source == line.source);
        let aside = rank.unwrap_or(0) as f64 - (lines - 1.0) / 2.0;
        let step = (self.trend.layout.pitch * 0.3).min(10.0);
        (self.year(point.year) + aside * step, self.values.place(point.mark.value))
    }

    /// A tint behind all that reaches the target.
    fn draw_band(&self, page: &Page) {
        if let Some((target, _)) = self.trend.target() {
            let down = Span { from: self.down.from, to: self.values.place(target) };
            page.rectangle(self.across, down, REACHED);
        }
    }

    fn draw_grid(&self, page: &Page) {
        let label = |label: &str| LABEL.shorten(label, LABEL_ROOM);
        for (y, text) in self.values.ticks(&self.trend.chart.axis, LABEL.leading()) {
            page.line(&[(self.across.from, y), (self.across.to, y)], 1.0, GRID);
            page.text(&label(&text), (self.across.from - GAP, y), HPos::Right, (LABEL, QUIET));
        }
        if let Some((target, _)) = self.trend.target() {
            let y = self.values.place(target);
            page.dashes([(self.across.from, y), (self.across.to, y)], mark::DASHES, GOAL);
        }
    }

    /// The years below the plot, the last one always.
    fn draw_years(&self, page: &Page) {
        let labels = self.trend.chart.years.iter().map(String::as_str);
        let step = every(self.trend.layout.pitch, widest(LABEL, labels).min(80.0) + 8.0);
        let last = self.trend.chart.years.len().saturating_sub(1);
        let room = Span { from: self.across.from - GAP, to: self.across.to + GAP };
        for (year, label) in self.trend.chart.years.iter().enumerate() {
            if (last - year).is_multiple_of(step) {
                let label = LABEL
                    .shorten(label, (self.trend.layout.pitch * step as f64).min(room.length()));
                let x = room.keep(self.year(year), LABEL.width(&label));
                let y = self.down.to + GAP_BELOW + ROW / 2.0;
                page.text(&label, (x, y), HPos::Center, (LABEL, QUIET));
            }
        }
    }

    fn say_that_there_is_nothing(&self, page: &Page) {
        let middle = (self.across.middle(), self.down.middle());
        let nothing = page.say(NOTHING);
        clear(page, middle, LABEL.width(&nothing));
        page.text(&nothing, middle, HPos::Center, (LABEL, QUIET));
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
                page.line(&points, marking.line, marking.ink);
            }
        }
        for point in line.points() {
            let at = self.point(line, point);
            let reach = Reach { across: Span::around(at.0, 6.0), down: Span::around(at.1, 6.0) };
            page.told(&self.told(page.language, line, point), reach, |page| {
                mark::shape(page, at, &point.mark, marking);
            });
        }
    }

    fn told(&self, language: Language, line: &Line, point: &TrendPoint) -> String {
        let (title, source) = (self.panel.title, self.trend.sources[line.source]);
        let year = &self.trend.chart.years[point.year];
        mark::told(language, &format!("{title}, {source}, {year}"), &point.mark)
    }

    /// The row under the years that says how many each mark rests on.
    fn draw_numbers(&self, page: &Page, rank: usize, line: &Line) {
        let y = self.down.to + GAP_BELOW + ROW * (rank as f64 + 1.5);
        let marking = marking(line.source);
        let head = self.across.from - GAP;
        page.text("n", (head, y), HPos::Right, (LABEL, marking.ink));
        if 1 < self.trend.sources.len()
            && let Some(last) = line.last()
        {
            let mut sample = last.mark.clone();
            sample.thin = false;
            mark::shape(page, (head - 17.0, y), &sample, marking);
        }
        let numbers: Vec<String> =
            (0..self.trend.chart.years.len()).map(|year| line.n(year)).collect();
        let room = widest(LABEL, numbers.iter().map(String::as_str)) + 4.0;
        let step = every(self.trend.layout.pitch, room);
        let last = numbers.len().saturating_sub(1);
        for (year, number) in numbers.iter().enumerate() {
            if (last - year).is_multiple_of(step) {
                page.text(number, (self.year(year), y), HPos::Center, (LABEL, marking.ink));
            }
        }
    }

    /// Names the lines, and the target where it is given, beside their right ends.
    pub(super) fn label_ends(&self, page: &Page, target: Option<(f64, &str)>) {
        let mut ends = Vec::new();
        for line in &self.panel.lines {
            if let Some(last) = line.last() {
                let y = self.values.place(last.mark.value);
                ends.push((
                    y,
                    self.trend.sources[line.source],
                    (LABEL_BOLD, marking(line.source).ink),
                ));
            }
        }
        if let Some((value, label)) = target {
            ends.push((self.values.place(value), label, (LABEL, QUIET)));
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
