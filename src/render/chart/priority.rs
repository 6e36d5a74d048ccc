//! How a priority came about: steps that add and take away, one below the other.

use super::{
    look::{ACCENT, ACCENT_PALE, GREY_FAINT, INK, LABEL, LABEL_BOLD, MARGIN, WIDTH},
    mark::UNSURE,
    page::{HPos, Page, Reach, Span},
    rows::{self, GAP, Names},
    scale::{Scale, widest},
};
use crate::{
    model::shown_score,
    report::{Axis, PriorityChart, PriorityPanel},
};

const NOTHING: &str = "chart-no-priority";
const WIDEST_NAME: f64 = 290.0;
const WIDEST_DIGITS: f64 = 120.0;
const LEAST: f64 = 24.0;
/// From the middle of a bar to its edge.
const THICK: f64 = 6.0;
const READING: &str = "chart-note-priority";

/// Draws a panel a standard, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &PriorityChart) -> Vec<&'static str> {
    let panels: Vec<Panel> = chart.panels.iter().map(Panel::new).collect();
    if panels.is_empty() {
        page.instead(NOTHING);
        return Vec::new();
    }
    let columns = Columns::of(&panels);
    for panel in &panels {
        columns.draw_panel(page, panel);
    }
    vec![READING]
}

struct Panel<'a> {
    title: &'a str,
    bars: Vec<Bar<'a>>,
}

/// From one place to another.
struct Bar<'a> {
    name: &'a str,
    from: f64,
    to: f64,
    is_total: bool,
}

impl<'a> Panel<'a> {
    fn new(panel: &'a PriorityPanel) -> Panel<'a> {
        let mut at = 0.0;
        let mut bars = Vec::new();
        for step in panel.steps.iter().filter(|step| step.by.is_finite()) {
            bars.push(Bar { name: &step.name, from: at, to: at + step.by, is_total: false });
            at += step.by;
        }
        bars.push(Bar { name: &panel.total, from: 0.0, to: at, is_total: true });
        Panel { title: &panel.title, bars }
    }
}

impl Bar<'_> {
    fn shown(&self) -> String {
        let by = self.to - self.from;
        let size = shown_score(by.abs());
        match (self.is_total || size == "0.00", by < 0.0) {
            (true, _) => size,
            (false, true) => format!("−{size}"),
            (false, false) => format!("+{size}"),
        }
    }
}

struct Columns {
    names: Names,
    plot: Span,
    values: Scale,
}

impl Columns {
    fn of(panels: &[Panel]) -> Columns {
        let bars = || panels.iter().flat_map(|panel| &panel.bars);
        let names = Names::of(bars().map(|bar| (bar.name, LABEL_BOLD)), WIDEST_NAME);
        let digits: Vec<String> = bars().map(Bar::shown).collect();
        let digits = widest(LABEL_BOLD, digits.iter().map(String::as_str)).min(WIDEST_DIGITS);
        let plot = Span { from: names.span.to + GAP, to: WIDTH - MARGIN - digits - GAP };
        let ends = || bars().flat_map(|bar| [bar.from, bar.to]);
        let lowest = ends().fold(0.0, f64::min);
        let highest = ends().fold(0.1, f64::max);
        let axis = Axis { lowest, highest, ticks: Vec::new(), target: None };
        Columns { names, plot, values: Scale::new(&axis, plot) }
    }

    fn draw_panel(&self, page: &mut Page, panel: &Panel) {
        rows::draw_heading(page, panel.title);
        let mut above: Option<f64> = None;
        for bar in &panel.bars {
            let height = self.names.height(bar.name, face(bar), LEAST);
            let middle = page.top + height / 2.0;
            self.draw_bar(page, panel, bar, (middle, height));
            if let Some(above) = above {
                // Where the step above ended, this one begins.
                let x = self.values.place(if bar.is_total { bar.to } else { bar.from });
                page.line(&[(x, above + THICK), (x, middle - THICK)], 1.0, UNSURE);
            }
            above = Some(middle);
            page.top += height;
        }
    }

    fn draw_bar(&self, page: &Page, panel: &Panel, bar: &Bar, (middle, height): (f64, f64)) {
        rows::draw_rule(page, middle + height / 2.0);
        self.names.draw(page, bar.name, face(bar), middle);
        let reach = Reach {
            across: Span { from: self.plot.from, to: WIDTH - MARGIN },
            down: Span::around(middle, height / 2.0),
        };
        let told = format!("{}, {}: {}", panel.title, bar.name, bar.shown());
        page.told(&told, reach, |page| {
            let (from, to) = (self.values.place(bar.from), self.values.place(bar.to));
            let color = match (bar.is_total, bar.to < bar.from) {
                (true, _) => ACCENT,
                (false, true) => GREY_FAINT,
                (false, false) => ACCENT_PALE,
            };
            let across = Span { from: from.min(to), to: from.max(to).max(from.min(to) + 1.0) };
            page.rectangle(across, Span::around(middle, THICK), color);
            let face = if bar.is_total { LABEL_BOLD } else { LABEL };
            let shown = face.shorten(&bar.shown(), WIDEST_DIGITS);
            page.text(&shown, (WIDTH - MARGIN, middle), HPos::Right, (face, INK));
        });
    }
}

fn face(bar: &Bar) -> super::text::Face {
    if bar.is_total { LABEL_BOLD } else { LABEL }
}
