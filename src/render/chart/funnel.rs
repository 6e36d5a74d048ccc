//! Sites by how many looks they rest on, within the limits that chance gives. Only what lies outside
//! is named.

use super::{
    look::{ACCENT, GOAL, GRID, INK, LABEL, LABEL_BOLD, MARGIN, PAPER, QUIET, SLATE, WIDTH},
    mark,
    page::{HPos, Page, Point, Reach, Span},
    scale::{Scale, every, spread, widest},
    trend::{GAP, GAP_BELOW, LABEL_ROOM, ROW},
};
use crate::{
    language::say,
    model::shown_score,
    report::{Axis, FunnelChart, FunnelLimits, FunnelSite},
};

const NOTHING: &str = "chart-no-site-score";
const HEIGHT: f64 = 280.0;
const HEADROOM: f64 = 10.0;
const RADIUS: f64 = 3.6;
/// Room for the names of the limits.
const RIGHT: f64 = 112.0;

const READING: &str = "chart-note-funnel";
const UNNAMED: &str = "chart-note-unnamed";

/// Draws the plot, and says how to read it.
pub(super) fn draw(page: &mut Page, chart: &FunnelChart) -> Vec<&'static str> {
    let sites: Vec<&FunnelSite> = chart.sites.iter().filter(|it| it.value.is_finite()).collect();
    if sites.is_empty() {
        page.instead(NOTHING);
        return Vec::new();
    }
    let plot = Plot::new(page.top, chart, &sites);
    plot.draw_grid(page);
    plot.draw_limits(page);
    let all_named = plot.draw_sites(page, &sites);
    page.top = plot.down.to + GAP_BELOW + 2.0 * ROW;
    if all_named { vec![READING] } else { vec![READING, UNNAMED] }
}

/// A line of limits: where it lies, whether it is dashed, and its name as a message.
type Line = (fn(&FunnelLimits) -> f64, bool, &'static str);

const LIMITS: [Line; 4] = [
    (|it| it.at_998.1, false, "chart-limit-998"),
    (|it| it.at_95.1, true, "chart-limit-95"),
    (|it| it.at_95.0, true, "chart-limit-95"),
    (|it| it.at_998.0, false, "chart-limit-998"),
];

struct Plot<'a> {
    chart: &'a FunnelChart,
    across: Span,
    down: Span,
    values: Scale,
    counts: Scale,
    /// Where the counts begin and end.
    ends: (f64, f64),
    /// Every number of looks that a site has.
    numbers: Vec<usize>,
}

impl<'a> Plot<'a> {
    fn new(top: f64, chart: &'a FunnelChart, sites: &[&FunnelSite]) -> Plot<'a> {
        let ticks = widest(LABEL, chart.axis.ticks.iter().map(|(_, label)| label.as_str()));
        let left = MARGIN + (ticks.min(LABEL_ROOM) + GAP).max(36.0);
        let across = Span { from: left, to: WIDTH - MARGIN - RIGHT };
        let down = Span { from: top, to: top + HEIGHT };
        let upward = Span { from: down.to - HEADROOM, to: down.from + HEADROOM };
        let mut numbers: Vec<usize> = sites.iter().map(|site| site.n).collect();
        numbers.sort_unstable();
        numbers.dedup();
        // Half a slot is left at both ends.
        let (first, last) = (numbers[0] as f64, numbers[numbers.len() - 1] as f64);
        let slack = ((last - first) / 16.0).max(0.5);
        let (lowest, highest) = (first - slack, last + slack);
        let counts = Axis { lowest, highest, ticks: Vec::new(), target: None };
        Plot {
            chart,
            across,
            down,
            values: Scale::new(&chart.axis, upward),
            counts: Scale::new(&counts, across),
            ends: (lowest, highest),
            numbers,
        }
    }

    fn draw_grid(&self, page: &Page) {
        for (y, text) in self.values.ticks(&self.chart.axis, LABEL.leading()) {
            page.line(&[(self.across.from, y), (self.across.to, y)], 1.0, GRID);
            let text = LABEL.shorten(&text, LABEL_ROOM);
            page.text(&text, (self.across.from - GAP, y), HPos::Right, (LABEL, QUIET));
        }
        let y = self.down.to + GAP_BELOW + ROW / 2.0;
        let room = Span { from: self.across.from - GAP, to: self.across.to + GAP };
        for n in self.ticks() {
            let x = room.keep(self.counts.place(n as f64), LABEL.width(&n.to_string()));
            page.text(&n.to_string(), (x, y), HPos::Center, (LABEL, QUIET));
        }
        let counted = LABEL.shorten(&self.chart.counted, self.across.length());
        page.text(&counted, (self.across.middle(), y + ROW), HPos::Center, (LABEL, QUIET));
    }

    /// Whole numbers from the first to the last, as many as have room.
    fn ticks(&self) -> impl Iterator<Item = usize> {
        let (first, last) = (self.numbers[0], self.numbers[self.numbers.len() - 1]);
        let steps = (last - first).max(1) as f64;
        let pitch = (self.counts.place(last as f64) - self.counts.place(first as f64)) / steps;
        let room = LABEL.width(&last.to_string()) + 14.0;
        let step = if pitch <= 0.0 { 1 } else { every(pitch, room) };
        (first..=last).step_by(step)
    }

    /// The mean and the limits, named at their right ends.
    fn draw_limits(&self, page: &Page) {
        let (centre, name) = &self.chart.centre;
        let mut ends = Vec::new();
        if centre.is_finite() {
            let y = self.values.place(*centre);
            page.line(&[(self.across.from, y), (self.across.to, y)], 1.3, QUIET);
            ends.push((y, name.clone()));
        }
        for (of, is_dashed, name) in LIMITS {
            let points = self.chart.limits.iter().map(|it| (it.n as f64, of(it)));
            let points: Vec<(f64, f64)> = points.filter(|(_, value)| value.is_finite()).collect();
            let Some((_, last)) = points.last() else { continue };
            for [from, to] in self.on_scale(&points) {
                if is_dashed {
                    page.dashes([from, to], mark::DASHES, GOAL);
                } else {
                    page.line(&[from, to], 1.3, GOAL);
                }
            }
            if (self.chart.axis.lowest..=self.chart.axis.highest).contains(last) {
                ends.push((self.values.place(*last), page.say(name)));
            }
        }
        let wanted: Vec<(f64, f64)> = ends.iter().map(|(y, _)| (*y, LABEL.leading())).collect();
        for (y, (_, name)) in spread(&wanted, self.down).into_iter().zip(&ends) {
            let name = LABEL.shorten(name, RIGHT - GAP);
            page.text(&name, (self.across.to + GAP, y), HPos::Left, (LABEL, QUIET));
        }
    }

    /// The pieces of a line that lie on the scale: what is beyond it is not drawn along its edge.
    fn on_scale(&self, points: &[(f64, f64)]) -> Vec<[Point; 2]> {
        let (first, last) = (points[0], points[points.len() - 1]);
        let (from, to) = ((self.ends.0, first.1), (self.ends.1, last.1));
        let whole = [&[from], points, &[to]].concat();
        let (low, high) = (self.chart.axis.lowest, self.chart.axis.highest);
        let pieces = whole.windows(2).filter_map(|pair| within([pair[0], pair[1]], (low, high)));
        pieces
            .map(|ends| ends.map(|(n, value)| (self.counts.place(n), self.values.place(value))))
            .collect()
    }

    /// Whether every name had room.
    fn draw_sites(&self, page: &Page, sites: &[&FunnelSite]) -> bool {
        let places = self.places(sites);
        let mut taken: Vec<Reach> = places.iter().map(|at| around(*at, RADIUS + 1.0)).collect();
        for (site, at) in sites.iter().zip(&places) {
            let named = site.name.as_ref();
            let (radius, ink) = if named.is_some() { (5.0, ACCENT) } else { (RADIUS, SLATE) };
            let name = named.cloned().unwrap_or_else(|| page.say("chart-within-limits"));
            let (value, n) = (shown_score(site.value), site.n.to_string());
            let told = say!(page.language, "chart-value", value = value, n = n);
            let told = format!("{name}: {told}");
            page.told(&told, around(*at, 7.0), |page| page.disc(*at, radius, ink));
        }
        let mut all_named = true;
        for (site, at) in sites.iter().zip(&places) {
            if let Some(name) = &site.name {
                all_named &= self.draw_name(page, name, *at, &mut taken);
            }
        }
        all_named
    }

    /// Where sites stand: beside each other where they would cover each other.
    fn places(&self, sites: &[&FunnelSite]) -> Vec<Point> {
        let mut places: Vec<Point> = Vec::new();
        for site in sites {
            let (x, y) = (self.counts.place(site.n as f64), self.values.place(site.value));
            let covers =
                |x: f64| places.iter().any(|at| (at.0 - x).hypot(at.1 - y) < 2.0 * RADIUS + 0.4);
            let steps = (0..40).map(|step: i32| {
                let side = if step % 2 == 0 { 1.0 } else { -1.0 };
                x + side * f64::from((step + 1) / 2) * (2.0 * RADIUS + 0.6)
            });
            let inside = |x: &f64| self.across.from <= *x && *x <= self.across.to;
            let free = steps.filter(inside).find(|x| !covers(*x));
            places.push((free.unwrap_or(x), y));
        }
        places
    }

    /// Writes a name where it covers nothing: beside its mark, above or below it. Whether there was
    /// room.
    fn draw_name(&self, page: &Page, name: &str, (x, y): Point, taken: &mut Vec<Reach>) -> bool {
        let name = LABEL_BOLD.shorten(name, self.across.length() * 0.6);
        let width = LABEL_BOLD.width(&name);
        let half = LABEL.leading() / 2.0;
        let aside = [10.0, -10.0 - width, -width / 2.0];
        let steps = [0.0, -1.0, 1.0, -2.0, 2.0];
        let tries = steps.iter().flat_map(|step| aside.iter().map(move |aside| (*aside, *step)));
        let free = tries.map(|(aside, step)| Reach {
            across: Span { from: x + aside, to: x + aside + width },
            down: Span::around(y + step * (half + 2.0), half - 1.0),
        });
        let fits = |reach: &Reach| {
            self.across.from <= reach.across.from
                && reach.across.to <= self.across.to
                && self.down.from <= reach.down.from
                && reach.down.to <= self.down.to
                && !taken.iter().any(|other| reach.overlaps(*other))
        };
        let Some(reach) = free.into_iter().find(fits) else { return false };
        let at = (reach.across.from, reach.down.middle());
        page.rectangle(reach.across, reach.down, PAPER);
        page.text(&name, at, HPos::Left, (LABEL_BOLD, INK));
        taken.push(reach);
        true
    }
}

fn around((x, y): Point, half: f64) -> Reach {
    Reach { across: Span::around(x, half), down: Span::around(y, half) }
}

/// The part of a line between a lowest and a highest value.
fn within([from, to]: [(f64, f64); 2], (low, high): (f64, f64)) -> Option<[(f64, f64); 2]> {
    let along = |share: f64| (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
    let rise = to.1 - from.1;
    let crossing = |value: f64| if rise.abs() < 1e-12 { 0.0 } else { (value - from.1) / rise };
    let (one, other) = (crossing(low), crossing(high));
    let flat_outside = rise.abs() < 1e-12 && !(low..=high).contains(&from.1);
    let (enters, leaves) = if rise.abs() < 1e-12 {
        (0.0, 1.0)
    } else {
        (one.min(other).max(0.0), one.max(other).min(1.0))
    };
    (!flat_outside && enters < leaves).then(|| [along(enters), along(leaves)])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From (0, 0) to (4, 8): 2 is reached at 1, and 6 at 3.
    #[test]
    fn a_line_is_cut_where_it_leaves_the_scale() {
        let line = [(0.0, 0.0), (4.0, 8.0)];
        assert_eq!(within(line, (2.0, 6.0)), Some([(1.0, 2.0), (3.0, 6.0)]));
        assert_eq!(within(line, (-1.0, 9.0)), Some(line));
        assert_eq!(within(line, (9.0, 12.0)), None);
        let flat = [(0.0, 3.0), (4.0, 3.0)];
        assert_eq!(within(flat, (2.0, 6.0)), Some(flat));
        assert_eq!(within(flat, (4.0, 6.0)), None);
    }
}
