//! Sites and how sure their levels are, by name, in as many columns as keep the chart on a page.

use super::{
    across::Across,
    look::{ACCENT, ACCENT_PALE, GRID, HOLLOW, INK, LABEL, MARGIN, QUIET, WIDTH, marking},
    mark,
    page::{HPos, Page, Reach, Span},
    scale::{interval, widest},
};
use crate::report::{Axis, CaterpillarChart, CaterpillarRow};

const NOTHING: &str = "no site has a score yet";
/// More sites than this stand in two columns.
const IN_ONE_COLUMN: usize = 30;
const GUTTER: f64 = 24.0;
const ROW: f64 = 19.0;
const GAP: f64 = 8.0;

const ORDER: &str = "Sites by name; nothing is ranked.";
const RANGES: &str = "Thin bar: likely range (95% interval).";
const COMPARISON: &str = "Thick bar: two sites differ where their thick bars do not overlap.";
const NUMBERS: &str = "n: how many responses or visits.";

/// Draws the rows, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &CaterpillarChart) -> Vec<&'static str> {
    let rows: Vec<&CaterpillarRow> =
        chart.rows.iter().filter(|row| row.mark.value.is_finite()).collect();
    if rows.is_empty() {
        page.paragraph(NOTHING, LABEL, QUIET, 1);
        return Vec::new();
    }
    let axis = axis(chart);
    let columns = if rows.len() <= IN_ONE_COLUMN { 1 } else { 2 };
    let width = (WIDTH - 2.0 * MARGIN - GUTTER * (columns as f64 - 1.0)) / columns as f64;
    let (top, mut bottom) = (page.top, page.top);
    for (place, rows) in rows.chunks(rows.len().div_ceil(columns)).enumerate() {
        let from = MARGIN + (width + GUTTER) * place as f64;
        page.top = top;
        Column::new(Span { from, to: from + width }, &axis, &rows[0..]).draw(page, rows);
        bottom = bottom.max(page.top);
    }
    page.top = bottom;
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
        any(|row| row.mark.thin).then_some(HOLLOW),
        Some(NUMBERS),
    ];
    notes.into_iter().flatten().collect()
}

struct Column<'a> {
    name: Span,
    across: Across<'a>,
    whole: Span,
}

impl<'a> Column<'a> {
    fn new(whole: Span, axis: &'a Axis, rows: &[&CaterpillarRow]) -> Column<'a> {
        let names = widest(LABEL, rows.iter().map(|row| row.name.as_str()));
        let name = Span { from: whole.from, to: whole.from + names.min(whole.length() * 0.4) };
        let numbers: Vec<String> = rows.iter().map(|row| row.mark.n.to_string()).collect();
        let numbers = widest(LABEL, numbers.iter().map(String::as_str)).max(10.0);
        let plot = Span { from: name.to + GAP, to: whole.to - numbers - GAP };
        Column { name, across: Across::new(axis, plot), whole }
    }

    fn draw(&self, page: &mut Page, rows: &[&CaterpillarRow]) {
        self.across.draw_head(page);
        let y = page.top - 4.0 - LABEL.leading() / 2.0;
        page.text("n", (self.whole.to, y), HPos::Right, (LABEL, QUIET));
        let down = Span { from: page.top, to: page.top + ROW * rows.len() as f64 };
        self.across.draw_grid(page, down);
        self.across.draw_target(page, down);
        for row in rows {
            self.draw_row(page, row);
        }
    }

    fn draw_row(&self, page: &mut Page, row: &CaterpillarRow) {
        let y = page.top + ROW / 2.0;
        page.line(&[(self.whole.from, y + ROW / 2.0), (self.whole.to, y + ROW / 2.0)], 1.0, GRID);
        let name = LABEL.shorten(&row.name, self.name.length() + 0.5);
        page.text(&name, (self.name.from, y), HPos::Left, (LABEL, INK));
        let reach = Reach { across: self.whole, down: Span::around(y, ROW / 2.0) };
        page.told(&mark::told(&row.name, &row.mark), reach, |page| {
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
            let number = row.mark.n.to_string();
            page.text(&number, (self.whole.to, y), HPos::Right, (LABEL, ACCENT));
        });
        page.top += ROW;
    }
}
