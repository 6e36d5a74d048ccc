//! Ratings at each level: bars about the middle of the scale, low levels to its left.

use plotters::style::RGBColor;

use super::{
    look::{ACCENT, ACCENT_PALE, GRID, INK, LABEL, MARGIN, NAME, PAPER, QUIET, WIDTH},
    page::{HPos, Page, Point, Reach, Span},
    rows::{self, GAP, Names},
    scale::widest,
};
use crate::{
    language::say,
    report::{SharesChart, SharesRow},
};

const NOTHING: &str = "chart-no-ratings-yet";
const WIDEST_NAME: f64 = 190.0;
const LEAST: f64 = 20.0;
/// From the middle of a bar to its edge.
const THICK: f64 = 8.0;
const TALLEST: usize = 3;

const READING: &str = "chart-note-shares";

/// Draws the rows, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &SharesChart) -> Vec<&'static str> {
    let rows = || chart.groups.iter().flat_map(|group| &group.rows);
    if !rows().any(|row| 0 < total(row, chart)) {
        page.instead(NOTHING);
        return Vec::new();
    }
    let columns = Columns::of(chart);
    columns.draw_levels(page, chart);
    for group in &chart.groups {
        if !group.name.is_empty() {
            rows::draw_heading(page, &group.name);
        }
        let height = group.rows.iter().map(|row| columns.height(row)).sum::<f64>();
        let ends = [(columns.middle, page.top - 2.0), (columns.middle, page.top + height)];
        page.line(&ends, 1.0, QUIET);
        for row in &group.rows {
            columns.draw_row(page, chart, row);
        }
    }
    vec![READING]
}

fn total(row: &SharesRow, chart: &SharesChart) -> usize {
    row.counts.iter().take(chart.levels.len()).sum()
}

struct Columns {
    names: Names,
    plot: Span,
    /// Where the middle of the scale stands.
    middle: f64,
    /// How wide all ratings of a row are.
    whole: f64,
    shades: Vec<(RGBColor, RGBColor)>,
}

impl Columns {
    fn of(chart: &SharesChart) -> Columns {
        let rows = || chart.groups.iter().flat_map(|group| &group.rows);
        let names = Names::of(rows().map(|row| (row.name.as_str(), NAME)), WIDEST_NAME);
        let numbers: Vec<String> = rows().map(|row| total(row, chart).to_string()).collect();
        let numbers = widest(LABEL, numbers.iter().map(String::as_str)).max(14.0);
        let plot = Span { from: names.span.to + GAP, to: WIDTH - MARGIN - numbers - GAP };
        let left = rows().filter_map(|row| low(row, chart)).fold(0.0, f64::max);
        let right = rows().filter_map(|row| Some(1.0 - low(row, chart)?)).fold(0.0, f64::max);
        let whole = plot.length() / (left + right).max(1.0);
        let middle = plot.from + whole * left;
        Columns { names, plot, middle, whole, shades: shades(chart.levels.len()) }
    }

    /// A strip of all levels above the rows: what each shade is.
    fn draw_levels(&self, page: &mut Page, chart: &SharesChart) {
        let width = self.plot.length() / chart.levels.len() as f64;
        let wrapped: Vec<Vec<String>> =
            chart.levels.iter().map(|level| LABEL.wrap(level, width - 6.0, TALLEST)).collect();
        let lines = wrapped.iter().map(Vec::len).max().unwrap_or(0) as f64;
        let tall = LABEL.leading() * lines;
        let strip = Span { from: page.top + tall + 2.0, to: page.top + tall + 10.0 };
        for (place, (lines, (shade, _))) in wrapped.iter().zip(&self.shades).enumerate() {
            let from = self.plot.from + width * place as f64;
            let across = Span { from, to: from + width };
            page.rectangle(Span { from: from + 1.0, to: from + width - 1.0 }, strip, *shade);
            let y = strip.from - 2.0 - LABEL.leading() * lines.len() as f64 / 2.0;
            page.lines(lines, (across.middle(), y), HPos::Center, (LABEL, INK));
        }
        let y = strip.middle();
        page.text("n", (WIDTH - MARGIN, y), HPos::Right, (LABEL, QUIET));
        page.top = strip.to + 10.0;
    }

    fn height(&self, row: &SharesRow) -> f64 {
        self.names.height(&row.name, NAME, LEAST)
    }

    fn draw_row(&self, page: &mut Page, chart: &SharesChart, row: &SharesRow) {
        let height = self.height(row);
        let middle = page.top + height / 2.0;
        self.names.draw(page, &row.name, NAME, middle);
        let all = total(row, chart).to_string();
        page.text(&all, (WIDTH - MARGIN, middle), HPos::Right, (LABEL, QUIET));
        match low(row, chart) {
            None => self.say_that_there_is_nothing(page, middle),
            Some(low) => {
                self.draw_shares(page, chart, row, (self.middle - self.whole * low, middle));
            }
        }
        page.top += height;
    }

    fn say_that_there_is_nothing(&self, page: &Page, y: f64) {
        let nothing = page.say(NOTHING);
        let width = LABEL.width(&nothing);
        let x = self.plot.keep(self.middle, width);
        let across = Span::around(x, width / 2.0 + 4.0);
        page.rectangle(across, Span::around(y, THICK), PAPER);
        page.text(&nothing, (x, y), HPos::Center, (LABEL, QUIET));
    }

    /// The levels of a row one after the other, from a place on.
    fn draw_shares(&self, page: &Page, chart: &SharesChart, row: &SharesRow, (x, y): Point) {
        let all = total(row, chart);
        let mut from = x;
        for (level, count) in row.counts.iter().take(chart.levels.len()).enumerate() {
            let share = *count as f64 / all as f64;
            let across = Span { from, to: from + self.whole * share };
            from = across.to;
            let told = say!(
                page.language,
                "chart-shares-told",
                name = row.name.as_str(),
                level = chart.levels[level].as_str(),
                count = count.to_string(),
                all = all.to_string(),
                share = percent(share)
            );
            if 0 < *count {
                let reach = Reach { across, down: Span::around(y, THICK) };
                page.told(&told, reach, |page| self.draw_share(page, reach, level, share));
            }
        }
    }

    fn draw_share(&self, page: &Page, Reach { across, down }: Reach, level: usize, share: f64) {
        let (color, ink) = self.shades[level];
        page.rectangle(across, down, color);
        page.frame(across, down, PAPER);
        let text = percent(share);
        if LABEL.width(&text) + 4.0 <= across.length() {
            page.text(&text, (across.middle(), down.middle()), HPos::Center, (LABEL, ink));
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// The share below the middle of the scale, half of a level in the middle itself. None without
/// ratings.
fn low(row: &SharesRow, chart: &SharesChart) -> Option<f64> {
    let levels = chart.levels.len();
    let all = total(row, chart);
    let below: usize = row.counts.iter().take(levels / 2).sum();
    let middle = if levels % 2 == 1 { row.counts.get(levels / 2).copied().unwrap_or(0) } else { 0 };
    (0 < all).then(|| (below as f64 + middle as f64 / 2.0) / all as f64)
}

/// A shade for each level and the ink on it: greys on the low side, blues on the high one, the
/// darker the further from the middle.
fn shades(levels: usize) -> Vec<(RGBColor, RGBColor)> {
    const LOW: [(RGBColor, RGBColor); 3] =
        [(RGBColor(0xc9, 0xcf, 0xd5), INK), (RGBColor(0x6b, 0x76, 0x82), PAPER), (INK, PAPER)];
    const HIGH: [(RGBColor, RGBColor); 3] =
        [(ACCENT_PALE, INK), (ACCENT, PAPER), (RGBColor(0x06, 0x3a, 0x63), PAPER)];
    let half = levels / 2;
    let of = |steps: usize, side: &[(RGBColor, RGBColor); 3]| side[steps.min(2)];
    let low = (0..half).map(|level| of(half - 1 - level, &LOW));
    let middle = (levels % 2 == 1).then_some((GRID, INK));
    low.chain(middle).chain((0..half).map(|level| of(level, &HIGH))).collect()
}
