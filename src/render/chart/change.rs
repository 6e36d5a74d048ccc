//! From one year to another: two marks a standard, and what lies between.

use plotters::style::RGBColor;

use super::{
    across::{Across, name_above},
    look::{ACCENT, GREY_FAINT, INK, LABEL, LABEL_BOLD, MARGIN, NAME, QUIET, WIDTH},
    mark::{self, RADIUS},
    page::{HPos, Page, Reach, Span},
    rows::{self, GAP, Names},
    scale::widest,
};
use crate::{
    language::{Language, say},
    model::shown_score,
    report::{ChangeChart, ChangeGroup, ChangeRow, Sure},
};

const NOTHING: &str = "chart-no-two-years";
const WIDEST_NAME: f64 = 180.0;
const WIDEST_TOLD: f64 = 180.0;
const LEAST: f64 = 20.0;

const CLEAR: &str = "chart-note-clear-change";
const NOT_CLEAR: &str = "chart-note-unclear-change";
const CANNOT_TELL: &str = "chart-note-untold-change";
const SIZES: &str = "chart-note-sizes";

/// Draws the groups, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &ChangeChart) -> Vec<&'static str> {
    let rows = || chart.groups.iter().flat_map(drawable);
    if rows().next().is_none() {
        page.instead(NOTHING);
        return Vec::new();
    }
    let told = widest(LABEL_BOLD, rows().map(|row| row.told.as_str())).min(WIDEST_TOLD);
    let names = Names::of(rows().map(|row| (row.name.as_str(), NAME)), WIDEST_NAME);
    let all: Vec<String> = rows().map(numbers).collect();
    let numbers = widest(LABEL, all.iter().map(String::as_str)).max(14.0);
    let told_to = WIDTH - MARGIN - numbers - GAP;
    let plot = Span { from: names.span.to + GAP, to: told_to - told - GAP };
    let columns = Columns { names, plot, told: told_to, across: Across::new(&chart.axis, plot) };
    columns.across.draw_head(page);
    let y = page.top - 4.0 - LABEL.leading() / 2.0;
    page.text("n", (WIDTH - MARGIN, y), HPos::Right, (LABEL, QUIET));
    for group in &chart.groups {
        columns.draw_group(page, group);
    }
    notes(rows)
}

fn notes<'a, I: Iterator<Item = &'a ChangeRow>>(rows: impl Fn() -> I) -> Vec<&'static str> {
    let kinds =
        [(Sure::Clear, CLEAR), (Sure::NotClear, NOT_CLEAR), (Sure::CannotTell, CANNOT_TELL)];
    let present = kinds.into_iter().filter(|(sure, _)| rows().any(|row| row.sure == *sure));
    std::iter::once(SIZES).chain(present.map(|(_, note)| note)).collect()
}

fn drawable(group: &ChangeGroup) -> impl Iterator<Item = &ChangeRow> {
    group.rows.iter().filter(|row| row.before.is_finite() && row.now.is_finite())
}

struct Columns<'a> {
    names: Names,
    plot: Span,
    /// Where the differences stand, flush right.
    told: f64,
    across: Across<'a>,
}

impl Columns<'_> {
    fn draw_group(&self, page: &mut Page, group: &ChangeGroup) {
        let Some(first) = drawable(group).next() else { return };
        rows::draw_heading(page, &group.name);
        let place = |value| self.across.values.place(value);
        let (before, now) = (place(first.before), place(first.now));
        let names = [
            (before, group.from.as_str(), (LABEL, QUIET)),
            (now, group.to.as_str(), (LABEL_BOLD, INK)),
        ];
        name_above(page, self.plot, &names);
        let height = drawable(group).map(|row| self.height(row)).sum::<f64>();
        let down = Span { from: page.top, to: page.top + height };
        self.across.draw_grid(page, down);
        self.across.draw_target(page, down);
        for row in drawable(group) {
            self.draw_row(page, group, row);
        }
    }

    fn height(&self, row: &ChangeRow) -> f64 {
        self.names.height(&row.name, NAME, LEAST)
    }

    fn draw_row(&self, page: &mut Page, group: &ChangeGroup, row: &ChangeRow) {
        let height = self.height(row);
        let middle = page.top + height / 2.0;
        rows::draw_rule(page, page.top + height);
        self.names.draw(page, &row.name, NAME, middle);
        let reach = Reach {
            across: Span { from: self.plot.from, to: WIDTH - MARGIN },
            down: Span::around(middle, height / 2.0),
        };
        let told = told(page.language, group, row);
        page.told(&told, reach, |page| self.draw_change(page, row, middle));
        page.top += height;
    }

    fn draw_change(&self, page: &Page, row: &ChangeRow, y: f64) {
        let (before, now) =
            (self.across.values.place(row.before), self.across.values.place(row.now));
        let ink = ink(row.sure);
        match row.sure {
            Sure::Clear => {
                let across = Span { from: before.min(now), to: before.max(now) };
                page.rectangle(across, Span::around(y, 1.5), ink);
            }
            Sure::NotClear => page.line(&[(before, y), (now, y)], 1.5, ink),
            Sure::CannotTell => page.dashes([(before, y), (now, y)], (3.0, 4.0), ink),
        }
        page.disc((before, y), RADIUS * 0.65, GREY_FAINT);
        page.disc((now, y), RADIUS * 1.1, ink);
        let face = if row.sure == Sure::Clear { LABEL_BOLD } else { LABEL };
        let told = face.shorten(&row.told, WIDEST_TOLD);
        let ink = if row.sure == Sure::Clear { INK } else { QUIET };
        page.text(&told, (self.told, y), HPos::Right, (face, ink));
        page.text(&numbers(row), (WIDTH - MARGIN, y), HPos::Right, (LABEL, QUIET));
    }
}

fn told(language: Language, group: &ChangeGroup, row: &ChangeRow) -> String {
    say!(
        language,
        "chart-change-told",
        name = row.name.as_str(),
        before = shown_score(row.before),
        from = group.from.as_str(),
        now = shown_score(row.now),
        to = group.to.as_str(),
        told = row.told.as_str()
    )
}

fn numbers(row: &ChangeRow) -> String {
    format!("{}, {}", row.n.0, row.n.1)
}

fn ink(sure: Sure) -> RGBColor {
    if sure == Sure::Clear { ACCENT } else { mark::UNSURE }
}
