//! Single values over the years about their centre line, and which of them are signals.

use super::{
    look::{ACCENT, GREY_PALE, GRID, HEADING, INK, LABEL, LABEL_BOLD, MARGIN, QUIET, SLATE, WIDTH},
    mark,
    page::{HPos, Page, Reach, Span},
    scale::{Scale, every, spread, widest},
    trend::{GAP, GAP_BELOW, LABEL_ROOM, NOTHING, ROW},
};
use crate::{
    language::{facts, say},
    model::shown_score,
    report::{ControlChart, ControlPanel},
};

const HEIGHT: f64 = 128.0;
const HEADROOM: f64 = 8.0;
const MARKED: &str = "chart-note-signals";
const LINE: &str = "chart-note-signal-line";
const LIMITS: &str = "chart-note-limits";

/// Draws a plot a panel, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &ControlChart) -> Vec<&'static str> {
    if chart.panels.is_empty() {
        page.instead(NOTHING);
        return Vec::new();
    }
    for (place, panel) in chart.panels.iter().enumerate() {
        if 0 < place {
            page.top += ROW;
        }
        Plot::new(page.top, chart, panel).draw(page);
    }
    notes(chart)
}

fn notes(chart: &ControlChart) -> Vec<&'static str> {
    let signals = || chart.panels.iter().flat_map(|panel| &panel.signals);
    let notes = [
        signals().any(|signal| !signal.years.is_empty()).then_some(MARKED),
        signals().any(|signal| signal.years.is_empty()).then_some(LINE),
        chart.panels.iter().any(|panel| panel.limits.is_some()).then_some(LIMITS),
    ];
    notes.into_iter().flatten().collect()
}

struct Plot<'a> {
    chart: &'a ControlChart,
    panel: &'a ControlPanel,
    across: Span,
    down: Span,
    values: Scale,
    pitch: f64,
}

impl<'a> Plot<'a> {
    fn new(top: f64, chart: &'a ControlChart, panel: &'a ControlPanel) -> Plot<'a> {
        let ticks = widest(LABEL, chart.axis.ticks.iter().map(|(_, label)| label.as_str()));
        let left = MARGIN + (ticks.min(LABEL_ROOM) + GAP).max(36.0);
        let across = Span { from: left, to: WIDTH - MARGIN - LABEL_ROOM - GAP };
        let top = top + HEADING.leading() + GAP_BELOW;
        let down = Span { from: top, to: top + HEIGHT };
        let upward = Span { from: down.to - HEADROOM, to: down.from + HEADROOM };
        let pitch = across.length() / chart.years.len().max(1) as f64;
        Plot { chart, panel, across, down, values: Scale::new(&chart.axis, upward), pitch }
    }

    fn draw(&self, page: &mut Page) {
        let title = HEADING.shorten(&self.panel.title, WIDTH - 2.0 * MARGIN);
        let middle = page.top + HEADING.leading() / 2.0;
        page.text(&title, (MARGIN, middle), HPos::Left, (HEADING, INK));
        self.draw_grid(page);
        self.draw_lines(page);
        self.draw_values(page);
        page.top = self.down.to + GAP_BELOW + ROW + 2.0;
        for signal in &self.panel.signals {
            let signal = say!(page.language, "chart-signal", rule = signal.rule.as_str());
            page.paragraph(&signal, LABEL_BOLD, ACCENT, 2);
        }
        page.paragraph(&self.panel.verdict, LABEL, QUIET, 3);
    }

    fn year(&self, year: usize) -> f64 {
        self.across.from + self.pitch * (year as f64 + 0.5)
    }

    fn draw_grid(&self, page: &Page) {
        for (y, text) in self.values.ticks(&self.chart.axis, LABEL.leading()) {
            page.line(&[(self.across.from, y), (self.across.to, y)], 1.0, GRID);
            let text = LABEL.shorten(&text, LABEL_ROOM);
            page.text(&text, (self.across.from - GAP, y), HPos::Right, (LABEL, QUIET));
        }
        let labels = self.chart.years.iter().map(String::as_str);
        let step = every(self.pitch, widest(LABEL, labels).min(80.0) + 8.0);
        let last = self.chart.years.len().saturating_sub(1);
        let room = Span { from: self.across.from - GAP, to: self.across.to + GAP };
        for (year, label) in self.chart.years.iter().enumerate() {
            if (last - year).is_multiple_of(step) {
                let label = LABEL.shorten(label, (self.pitch * step as f64).min(room.length()));
                let x = room.keep(self.year(year), LABEL.width(&label));
                let y = self.down.to + GAP_BELOW + ROW / 2.0;
                page.text(&label, (x, y), HPos::Center, (LABEL, QUIET));
            }
        }
    }

    /// The centre line and the limits, named at their right ends.
    fn draw_lines(&self, page: &Page) {
        let mut ends: Vec<(f64, String)> = Vec::new();
        let finite = |value: &f64| value.is_finite();
        if let Some((value, label)) = self.panel.centre.as_ref().filter(|(it, _)| finite(it)) {
            let y = self.values.place(*value);
            page.line(&[(self.across.from, y), (self.across.to, y)], 1.3, QUIET);
            ends.push((y, label.clone()));
        }
        if let Some((low, high)) =
            self.panel.limits.filter(|(low, high)| finite(low) && finite(high))
        {
            for (value, name) in [(high, "chart-upper-limit"), (low, "chart-lower-limit")] {
                // A limit beyond the scale holds nothing back: it is told and not drawn.
                let on_scale = self.chart.axis.lowest <= value && value <= self.chart.axis.highest;
                if on_scale {
                    let y = self.values.place(value);
                    let line = [(self.across.from, y), (self.across.to, y)];
                    page.dashes(line, mark::DASHES, QUIET);
                    let value = format!("{value:.2}");
                    ends.push((y, page.language.say(name, &facts!(value = value))));
                }
            }
        }
        let wanted: Vec<(f64, f64)> = ends.iter().map(|(y, _)| (*y, LABEL.leading())).collect();
        for (y, (_, label)) in spread(&wanted, self.down).into_iter().zip(&ends) {
            let label = LABEL.shorten(label, LABEL_ROOM);
            page.text(&label, (self.across.to + GAP, y), HPos::Left, (LABEL, QUIET));
        }
    }

    fn draw_values(&self, page: &Page) {
        let known = self.panel.values.iter().take(self.chart.years.len()).enumerate();
        let points: Vec<(usize, f64)> = known
            .filter_map(|(year, value)| Some((year, value.filter(|value| value.is_finite())?)))
            .collect();
        if points.is_empty() {
            let middle = (self.across.middle(), self.down.middle());
            let nothing = page.say(NOTHING);
            let across = Span::around(middle.0, LABEL.width(&nothing) / 2.0 + 4.0);
            page.rectangle(across, Span::around(middle.1, 9.0), super::look::PAPER);
            page.text(&nothing, middle, HPos::Center, (LABEL, QUIET));
        }
        let place = |(year, value): &(usize, f64)| (self.year(*year), self.values.place(*value));
        let whole = self.panel.signals.iter().any(|signal| signal.years.is_empty());
        let (width, ink) = if whole { (2.0, ACCENT) } else { (1.2, GREY_PALE) };
        for run in points.chunk_by(|one, next| next.0 == one.0 + 1).filter(|run| 1 < run.len()) {
            page.line(&run.iter().map(place).collect::<Vec<_>>(), width, ink);
        }
        for point in &points {
            let at = place(point);
            let rules: Vec<&str> = self.rules(point.0).collect();
            let told = [vec![self.panel.title.as_str()], rules.clone()].concat().join("; ");
            let told = format!("{told}; {}: {}", self.chart.years[point.0], shown_score(point.1));
            let reach = Reach { across: Span::around(at.0, 7.0), down: Span::around(at.1, 7.0) };
            let (radius, ink) = if rules.is_empty() { (3.4, SLATE) } else { (5.5, ACCENT) };
            page.told(&told, reach, |page| page.disc(at, radius, ink));
        }
    }

    /// The rules that a year is a signal by.
    fn rules(&self, year: usize) -> impl Iterator<Item = &'a str> {
        let signals = self.panel.signals.iter();
        signals.filter(move |signal| signal.years.contains(&year)).map(|it| it.rule.as_str())
    }
}
