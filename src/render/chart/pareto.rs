//! What many sites have in common: a bar of sites a standard, the longest first.

use super::{
    key::{self, Sign},
    look::{ACCENT, ACCENT_PALE, GRID, INK, LABEL, LABEL_BOLD, MARGIN, NAME, QUIET, WIDTH},
    page::{HPos, Page, Reach, Span},
    rows::{self, GAP, Names},
    scale::widest,
};
use crate::{
    language::{Language, say},
    report::{ParetoChart, ParetoRow},
};

const NOTHING: &str = "chart-no-site-score";
const WIDEST_NAME: f64 = 212.0;
const LEAST: f64 = 16.0;
/// Draws the rows. Its key says how to read them.
pub(super) fn draw(page: &mut Page, chart: &ParetoChart) {
    let most = chart.rows.iter().map(|row| row.rated).max().unwrap_or(0);
    if most == 0 {
        page.instead(NOTHING);
        return;
    }
    let meanings = [
        (Sign::Swatch(ACCENT), page.say("chart-pareto-in-plan")),
        (Sign::Swatch(ACCENT_PALE), page.say("chart-pareto-not-in-plan")),
        (Sign::Swatch(GRID), page.say("chart-pareto-at-target")),
    ];
    let meanings: Vec<(Sign, &str)> =
        meanings.iter().map(|(sign, meaning)| (*sign, meaning.as_str())).collect();
    key::draw(page, &meanings);
    let columns = Columns::of(page.language, chart, most);
    columns.draw_head(page);
    for row in &chart.rows {
        columns.draw_row(page, row);
    }
}

struct Columns {
    names: Names,
    plot: Span,
    /// Where the count stands, flush right.
    count: f64,
    most: usize,
}

impl Columns {
    fn of(language: Language, chart: &ParetoChart, most: usize) -> Columns {
        let names = Names::of(chart.rows.iter().map(|row| (row.name.as_str(), NAME)), WIDEST_NAME);
        let count = WIDTH - MARGIN;
        let counts: Vec<String> = chart.rows.iter().map(|row| counted(language, row)).collect();
        let room = widest(LABEL_BOLD, counts.iter().map(String::as_str));
        let plot = Span { from: names.span.to + GAP, to: count - room - GAP };
        Columns { names, plot, count, most }
    }

    fn draw_head(&self, page: &mut Page) {
        let y = page.top + LABEL.leading() / 2.0;
        page.text(&page.say("chart-pareto-sites"), (self.count, y), HPos::Right, (LABEL, QUIET));
        page.top += LABEL.leading() + 2.0;
    }

    fn place(&self, sites: usize) -> f64 {
        self.plot.from + self.plot.length() * sites as f64 / self.most as f64
    }

    fn draw_row(&self, page: &mut Page, row: &ParetoRow) {
        let height = self.names.height(&row.name, NAME, LEAST);
        let middle = page.top + height / 2.0;
        rows::draw_rule(page, page.top + height);
        self.names.draw(page, &row.name, NAME, middle);
        let reach = Reach {
            across: Span { from: self.plot.from, to: self.count },
            down: Span::around(middle, height / 2.0),
        };
        let told = say!(
            page.language,
            "chart-pareto-told",
            name = row.name.as_str(),
            below = row.below.to_string(),
            n = row.rated,
            working = row.in_focus
        );
        page.told(&told, reach, |page| {
            let ends = [(row.rated, GRID), (row.below, ACCENT_PALE), (row.in_focus, ACCENT)];
            for (sites, color) in ends.into_iter().filter(|(sites, _)| 0 < *sites) {
                let across = Span { from: self.plot.from, to: self.place(sites) };
                page.rectangle(across, Span::around(middle, 6.0), color);
            }
            let look = (LABEL_BOLD, INK);
            page.text(&counted(page.language, row), (self.count, middle), HPos::Right, look);
        });
        page.top += height;
    }
}

/// Held against those that have a score.
fn counted(language: Language, row: &ParetoRow) -> String {
    let (part, all) = (row.below.to_string(), row.rated.to_string());
    say!(language, "chart-part-of-all", part = part, all = all)
}
