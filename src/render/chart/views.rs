//! Self-assessment beside observation: both marks on the scale, and the gap between them about zero.

use super::{
    across::{Across, name_above},
    look::{ACCENT, GREY_PALE, INK, LABEL, LABEL_BOLD, MARGIN, NAME, QUIET, WIDTH, marking},
    mark::{self, UNSURE},
    page::{HPos, Page, Reach, Span},
    rows::{self, GAP, Names},
    scale::widest,
};
use crate::{
    language::{Language, say},
    model::shown_score,
    report::{Axis, Mark, Sure, ViewsChart, ViewsRow},
};

const NOTHING: &str = "chart-no-both-views";
const WIDEST_NAME: f64 = 170.0;
const LEAST: f64 = 20.0;
/// How wide the plot of the gaps is against both plots.
const GAPS: f64 = 0.44;

const READING: &str = "chart-note-views";
const CLEAR: &str = "chart-note-clear-gap";
const NUMBERS: &str = "chart-note-views-n";

/// Draws the rows, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &ViewsChart) -> Vec<&'static str> {
    let rows: Vec<&ViewsRow> = chart.rows.iter().filter(|row| is_drawable(row)).collect();
    let Some(first) = rows.first() else {
        page.instead(NOTHING);
        return Vec::new();
    };
    let gaps = gap_axis(&rows);
    let columns = Columns::of(&rows, chart, &gaps);
    columns.draw_head(page, first);
    let height = rows.iter().map(|row| columns.height(row)).sum::<f64>();
    let down = Span { from: page.top, to: page.top + height };
    columns.scores.draw_grid(page, down);
    columns.scores.draw_target(page, down);
    columns.gaps.draw_grid(page, down);
    let zero = columns.gaps.values.place(0.0);
    page.line(&[(zero, down.from), (zero, down.to)], 1.3, QUIET);
    for row in &rows {
        columns.draw_row(page, row);
    }
    let clear = rows.iter().any(|row| row.sure == Sure::Clear);
    let notes = [Some(READING), clear.then_some(CLEAR), Some(NUMBERS)];
    notes.into_iter().flatten().collect()
}

fn is_drawable(row: &ViewsRow) -> bool {
    row.own.value.is_finite() && row.visits.value.is_finite() && row.gap.is_finite()
}

/// The interval of a gap, where it can be drawn.
fn interval(row: &ViewsRow) -> Option<(f64, f64)> {
    row.interval.filter(|(low, high)| low.is_finite() && high.is_finite())
}

/// As far to the left of zero as to the right, to the next whole point.
fn gap_axis(rows: &[&ViewsRow]) -> Axis {
    let ends = |row: &&ViewsRow| {
        let (low, high) = interval(row).unwrap_or((row.gap, row.gap));
        low.abs().max(high.abs()).max(row.gap.abs())
    };
    let reach = rows.iter().map(ends).fold(1.0, f64::max).ceil();
    let label = |value: f64| match value.total_cmp(&0.0) {
        std::cmp::Ordering::Less => format!("−{}", -value),
        std::cmp::Ordering::Equal => "0".to_owned(),
        std::cmp::Ordering::Greater => format!("+{value}"),
    };
    let ticks = [-reach, 0.0, reach].map(|value| (value, label(value))).to_vec();
    Axis { lowest: -reach, highest: reach, ticks, target: None }
}

struct Columns<'a> {
    names: Names,
    both: Span,
    scores: Across<'a>,
    differences: Span,
    gaps: Across<'a>,
    /// Where the gap stands in digits, flush right.
    digits: f64,
}

impl<'a> Columns<'a> {
    fn of(rows: &[&ViewsRow], chart: &'a ViewsChart, gaps: &'a Axis) -> Columns<'a> {
        let names = Names::of(rows.iter().map(|row| (row.name.as_str(), NAME)), WIDEST_NAME);
        let numbers: Vec<String> = rows.iter().map(|row| numbers(row)).collect();
        let numbers = widest(LABEL, numbers.iter().map(String::as_str)).max(14.0);
        let digits = WIDTH - MARGIN - numbers - GAP;
        let all: Vec<String> = rows.iter().map(|row| signed(row.gap)).collect();
        let room = widest(LABEL_BOLD, all.iter().map(String::as_str));
        let plots = Span { from: names.span.to + GAP, to: digits - room - GAP };
        let split = plots.to - plots.length() * GAPS;
        let both = Span { from: plots.from, to: split - GAP / 2.0 };
        let differences = Span { from: split + GAP / 2.0, to: plots.to };
        Columns {
            names,
            both,
            scores: Across::new(&chart.axis, both),
            differences,
            gaps: Across::new(gaps, differences),
            digits,
        }
    }

    /// Both scales side by side, and the names of the two views above the first row.
    fn draw_head(&self, page: &mut Page, first: &ViewsRow) {
        let top = page.top;
        self.scores.draw_head(page);
        let below = page.top;
        page.top = top;
        if self.scores.target().is_some() {
            page.top += LABEL.leading();
        }
        self.gaps.draw_head(page);
        page.top = page.top.max(below);
        let y = page.top - 4.0 - LABEL.leading() / 2.0;
        page.text("n", (WIDTH - MARGIN, y), HPos::Right, (LABEL, QUIET));
        let place = |mark: &Mark| self.scores.values.place(mark.value);
        let (own, visits) = (page.say("chart-views-own"), page.say("say-observation"));
        let names = [
            (place(&first.own), own.as_str(), (LABEL_BOLD, marking(0).ink)),
            (place(&first.visits), visits.as_str(), (LABEL_BOLD, marking(1).ink)),
        ];
        let y = page.top + LABEL.leading() / 2.0;
        let gap = LABEL_BOLD.shorten(&page.say("chart-gap"), self.differences.length());
        let x = self.gaps.values.place(0.0);
        page.text(&gap, (x, y), HPos::Center, (LABEL_BOLD, INK));
        name_above(page, self.both, &names);
    }

    fn height(&self, row: &ViewsRow) -> f64 {
        self.names.height(&row.name, NAME, LEAST)
    }

    fn draw_row(&self, page: &mut Page, row: &ViewsRow) {
        let height = self.height(row);
        let middle = page.top + height / 2.0;
        rows::draw_rule(page, page.top + height);
        self.names.draw(page, &row.name, NAME, middle);
        let reach = Reach {
            across: Span { from: self.both.from, to: WIDTH - MARGIN },
            down: Span::around(middle, height / 2.0),
        };
        page.told(&told(page.language, row), reach, |page| {
            self.draw_views(page, row, middle);
            self.draw_gap(page, row, middle);
            page.text(&numbers(row), (WIDTH - MARGIN, middle), HPos::Right, (LABEL, QUIET));
        });
        page.top += height;
    }

    fn draw_views(&self, page: &Page, row: &ViewsRow, y: f64) {
        let place = |mark: &Mark| self.scores.values.place(mark.value);
        let (own, visits) = (place(&row.own), place(&row.visits));
        // Marks that would cover each other stand one above the other.
        let aside = if (own - visits).abs() < 2.0 * mark::RADIUS { mark::RADIUS } else { 0.0 };
        page.line(&[(own, y), (visits, y)], 1.2, GREY_PALE);
        mark::shape(page, (own, y - aside), &row.own, marking(0));
        mark::shape(page, (visits, y + aside), &row.visits, marking(1));
    }

    fn draw_gap(&self, page: &Page, row: &ViewsRow, y: f64) {
        let is_clear = row.sure == Sure::Clear;
        let (color, bar) = if is_clear { (ACCENT, marking(0).pale) } else { (UNSURE, GREY_PALE) };
        let place = |value| self.gaps.values.place(value);
        if let Some((low, high)) = interval(row) {
            page.rectangle(Span { from: place(low), to: place(high) }, Span::around(y, 1.5), bar);
        }
        page.disc((place(row.gap), y), mark::RADIUS, color);
        let look = if is_clear { (LABEL_BOLD, INK) } else { (LABEL, QUIET) };
        page.text(&signed(row.gap), (self.digits, y), HPos::Right, look);
    }
}

fn numbers(row: &ViewsRow) -> String {
    format!("{}, {}", row.own.n, row.visits.n)
}

fn told(language: Language, row: &ViewsRow) -> String {
    let name = row.name.as_str();
    let (own, visits) = (shown_score(row.own.value), shown_score(row.visits.value));
    let gap = signed(row.gap);
    match interval(row) {
        Some((low, high)) => say!(
            language,
            "chart-views-row-range",
            name = name,
            own = own,
            visits = visits,
            gap = gap,
            low = signed(low),
            high = signed(high)
        ),
        None => say!(
            language,
            "chart-views-row-untold",
            name = name,
            own = own,
            visits = visits,
            gap = gap
        ),
    }
}

/// With its sign, as `+0.12`.
fn signed(value: f64) -> String {
    let shown = shown_score(value.abs());
    match (shown.as_str(), value < 0.0) {
        ("0.00", _) => shown,
        (_, true) => format!("−{shown}"),
        (_, false) => format!("+{shown}"),
    }
}
