//! Sites and how sure their levels are, by name.

use super::{
    across::Across,
    look::{ACCENT, ACCENT_PALE, LABEL, MARGIN, QUIET, WIDTH, marking},
    mark,
    page::{HPos, Page, Reach, Span},
    rows::{self, GAP, Names},
    scale::{interval, widest},
};
use crate::report::{Axis, CaterpillarChart, CaterpillarRow};

const NOTHING: &str = "chart-no-site-score";
const WIDEST_NAME: f64 = 200.0;
const ROW: f64 = 19.0;

const ORDER: &str = "chart-note-sites-by-name";
const RANGES: &str = "chart-note-thin-bar";
const COMPARISON: &str = "chart-note-thick-bar";
const NUMBERS: &str = "chart-note-looks";

/// Draws the rows, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &CaterpillarChart) -> Vec<&'static str> {
    let rows: Vec<&CaterpillarRow> =
        chart.rows.iter().filter(|row| row.mark.value.is_finite()).collect();
    if rows.is_empty() {
        page.instead(NOTHING);
        return Vec::new();
    }
    let axis = axis(chart);
    let columns = Columns::of(&rows, &axis);
    columns.draw(page, &rows);
    notes(&rows)
}

/// The scale, with the mean over all as the line to look along.
fn axis(chart: &CaterpillarChart) -> Axis {
    Axis { target: chart.centre.clone(), ..chart.axis.clone() }
}

fn notes(rows: &[&CaterpillarRow]) -> Vec<&'static str> {
    let any = |has: fn(&CaterpillarRow) -> bool| rows.iter().any(|row| has(row));
    let notes = [
        Some(ORDER),
        any(|row| interval(&row.mark).is_some()).then_some(RANGES),
        any(|row| row.comparison.is_some()).then_some(COMPARISON),
        Some(NUMBERS),
    ];
    notes.into_iter().flatten().collect()
}

struct Columns<'a> {
    names: Names,
    plot: Span,
    across: Across<'a>,
}

impl<'a> Columns<'a> {
    fn of(rows: &[&CaterpillarRow], axis: &'a Axis) -> Columns<'a> {
        let names = Names::of(rows.iter().map(|row| (row.name.as_str(), LABEL)), WIDEST_NAME);
        let numbers: Vec<String> = rows.iter().map(|row| row.mark.n.to_string()).collect();
        let numbers = widest(LABEL, numbers.iter().map(String::as_str)).max(14.0);
        let plot = Span { from: names.span.to + GAP, to: WIDTH - MARGIN - numbers - GAP };
        Columns { names, plot, across: Across::new(axis, plot) }
    }

    fn draw(&self, page: &mut Page, rows: &[&CaterpillarRow]) {
        self.across.draw_head(page);
        let y = page.top - 4.0 - LABEL.leading() / 2.0;
        page.text("n", (WIDTH - MARGIN, y), HPos::Right, (LABEL, QUIET));
        let height = rows.iter().map(|row| self.height(row)).sum::<f64>();
        let down = Span { from: page.top, to: page.top + height };
        self.across.draw_grid(page, down);
        self.across.draw_target(page, down);
        for row in rows {
            self.draw_row(page, row);
        }
    }

    fn height(&self, row: &CaterpillarRow) -> f64 {
        self.names.height(&row.name, LABEL, ROW)
    }

    fn draw_row(&self, page: &mut Page, row: &CaterpillarRow) {
        let height = self.height(row);
        let y = page.top + height / 2.0;
        rows::draw_rule(page, page.top + height);
        self.names.draw(page, &row.name, LABEL, y);
        let reach = Reach {
            across: Span { from: self.plot.from, to: WIDTH - MARGIN },
            down: Span::around(y, height / 2.0),
        };
        page.told(&mark::told(page.language, &row.name, &row.mark), reach, |page| {
            self.draw_mark(page, row, y);
            let number = row.mark.n.to_string();
            page.text(&number, (WIDTH - MARGIN, y), HPos::Right, (LABEL, ACCENT));
        });
        page.top += height;
    }

    fn draw_mark(&self, page: &Page, row: &CaterpillarRow, y: f64) {
        let values = &self.across.values;
        if interval(&row.mark).is_some() {
            page.rectangle(values.reach(&row.mark), Span::around(y, 1.0), ACCENT_PALE);
        }
        let finite = |(low, high): &(f64, f64)| low.is_finite() && high.is_finite();
        if let Some((low, high)) = row.comparison.filter(finite) {
            let across = Span { from: values.place(low), to: values.place(high) };
            page.rectangle(across, Span::around(y, 3.0), ACCENT_PALE);
        }
        mark::shape(page, (values.place(row.mark.value), y), &row.mark, marking(0));
    }
}
