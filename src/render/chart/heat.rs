//! Sites by standards: a cell for each score, shaded where it lies below target.

use std::ops::Range;

use plotters::style::RGBColor;

use super::{
    key::{self, Sign},
    look::{GREY_PALE, INK, LABEL, LABEL_BOLD, MARGIN, NAME, PAPER, SHADES, WIDTH},
    page::{HPos, Page, Reach, Span},
    rows::{GAP, Names},
    scale::widest,
};
use crate::{
    language::{Language, say},
    report::{Axis, HeatCell, HeatMap, HeatRow},
};

const NOTHING: &str = "chart-no-site-score";
const WIDEST_NAME: f64 = 180.0;
const TALLEST_HEAD: f64 = 132.0;
/// A cell is no wider than this, however few there are.
const WIDEST_CELL: f64 = 64.0;
const ROW: f64 = 22.0;

const ORDER: &str = "chart-note-order";
const THIN: &str = "chart-note-brackets";
const NO_SCORE: &str = "chart-no-score";

/// Draws the cells, and says how to read them.
pub(super) fn draw(page: &mut Page, chart: &HeatMap) -> Vec<&'static str> {
    if chart.rows.is_empty() || chart.columns.is_empty() {
        page.instead(NOTHING);
        return Vec::new();
    }
    let shades = Shades::of(page.language, &chart.axis);
    let cells = || chart.rows.iter().flat_map(|row| &row.cells);
    let any_missing = cells().any(|cell| drawable(cell.as_ref()).is_none());
    let words = shades.words(page.language);
    let no_score = page.say(NO_SCORE);
    let mut meanings: Vec<(Sign, &str)> =
        words.iter().map(|(color, word)| (Sign::Swatch(*color), word.as_str())).collect();
    if any_missing {
        meanings.push((Sign::Hatched, &no_score));
    }
    key::draw(page, &meanings);
    let columns = Columns::of(chart);
    for (place, band) in columns.bands(chart).into_iter().enumerate() {
        if 0 < place {
            page.top += 16.0;
        }
        columns.draw_head(page, &chart.columns[band.clone()]);
        for row in &chart.rows {
            columns.draw_row(page, &chart.columns, (row, band.clone()), &shades);
        }
    }
    let thin = cells().flatten().any(|cell| cell.thin);
    std::iter::once(ORDER).chain(thin.then_some(THIN)).collect()
}

fn drawable(cell: Option<&HeatCell>) -> Option<&HeatCell> {
    cell.filter(|cell| cell.value.is_finite())
}

/// Which shade a value has.
struct Shades {
    /// Values from here on have none.
    from: f64,
    /// What reaches it is called.
    name: String,
    /// How far it is from one shade to the next.
    step: f64,
}

impl Shades {
    /// Four shades between the lowest value and the target; between the ends of the scale where
    /// there is no target.
    fn of(language: Language, axis: &Axis) -> Shades {
        let lowest = axis.lowest.min(axis.highest);
        let target = axis.target.as_ref().filter(|(value, _)| value.is_finite());
        let (from, name) = match target {
            Some((value, label)) => {
                (*value, say!(language, "chart-and-above", target = label.as_str()))
            }
            None => (axis.highest, number(axis.highest)),
        };
        let step = (from - lowest).max(f64::MIN_POSITIVE) / SHADES.len() as f64;
        Shades { from, name, step }
    }

    fn shade(&self, value: f64) -> RGBColor {
        let below = (1..SHADES.len()).take_while(|steps| value < self.floor(*steps)).count();
        if self.from <= value { PAPER } else { SHADES[below] }
    }

    /// The lowest value of one of the shades.
    fn floor(&self, steps: usize) -> f64 {
        self.from - self.step * steps as f64
    }

    /// Every shade, and what has it.
    fn words(&self, language: Language) -> Vec<(RGBColor, String)> {
        let mut words = vec![(PAPER, self.name.clone())];
        for (place, shade) in SHADES.iter().enumerate() {
            let word = if place + 1 == SHADES.len() {
                say!(language, "chart-shade-below", value = number(self.floor(place)))
            } else {
                say!(language, "chart-shade-from", value = number(self.floor(place + 1)))
            };
            words.push((*shade, word));
        }
        words
    }
}

/// With as few decimals as it takes.
fn number(value: f64) -> String {
    let exact = format!("{value:.2}");
    exact.trim_end_matches('0').trim_end_matches('.').to_owned()
}

struct Columns {
    names: Names,
    from: f64,
    cell: f64,
}

impl Columns {
    /// As wide as the numbers need, or wider where there is room.
    fn of(chart: &HeatMap) -> Columns {
        let names = Names::of(chart.rows.iter().map(|row| (row.name.as_str(), NAME)), WIDEST_NAME);
        let from = names.span.to + GAP / 2.0;
        let cells = chart.rows.iter().flat_map(|row| &row.cells).flatten();
        let shown: Vec<String> = cells.map(shown).collect();
        let least = widest(LABEL_BOLD, shown.iter().map(String::as_str)) + 3.0;
        let room = WIDTH - MARGIN - from;
        let cell = (room / chart.columns.len() as f64).max(least).min(WIDEST_CELL.max(least));
        Columns { names, from, cell }
    }

    /// Which columns stand side by side: all of them, unless their numbers would have no room.
    fn bands(&self, chart: &HeatMap) -> Vec<Range<usize>> {
        let all = chart.columns.len();
        let fitting = (1..=all)
            .take_while(|count| self.from + self.cell * *count as f64 <= WIDTH - MARGIN + 0.1);
        let most = fitting.last().unwrap_or(1);
        let each = all.div_ceil(all.div_ceil(most));
        (0..all).step_by(each).map(|first| first..(first + each).min(all)).collect()
    }

    /// The standards, read from below, above their columns.
    fn draw_head(&self, page: &mut Page, columns: &[String]) {
        let lines = if self.cell < 2.0 * LABEL.leading() { 1 } else { 2 };
        let room = LABEL.narrowest(columns, TALLEST_HEAD, lines);
        let wrapped = columns.iter().map(|name| LABEL.wrap(name, room, lines));
        let wrapped: Vec<Vec<String>> = wrapped.collect();
        let all = wrapped.iter().flatten().map(String::as_str);
        let bottom = page.top + widest(LABEL, all) + 6.0;
        for (place, lines) in wrapped.iter().enumerate() {
            let x = self.from + self.cell * (place as f64 + 0.5);
            page.upright(lines, (x, bottom - 4.0), (LABEL, INK));
        }
        page.top = bottom;
    }

    fn draw_row(
        &self,
        page: &mut Page,
        columns: &[String],
        (row, band): (&HeatRow, Range<usize>),
        shades: &Shades,
    ) {
        let height = self.names.height(&row.name, NAME, ROW);
        let down = Span { from: page.top, to: page.top + height };
        self.names.draw(page, &row.name, NAME, down.middle());
        for (place, column) in band.enumerate() {
            let from = self.from + self.cell * place as f64;
            let reach = Reach { across: Span { from, to: from + self.cell }, down };
            let cell = drawable(row.cells.get(column).and_then(Option::as_ref));
            let told = cell.map_or_else(|| page.say(NO_SCORE), |cell| cell.told.clone());
            page.told(&format!("{}, {}: {told}", row.name, columns[column]), reach, |page| {
                draw_cell(page, reach, cell, shades);
            });
        }
        page.top += height;
    }
}

/// What is written in a cell.
fn shown(cell: &HeatCell) -> String {
    if cell.thin { format!("({})", cell.shown) } else { cell.shown.clone() }
}

fn draw_cell(page: &Page, Reach { across, down }: Reach, cell: Option<&HeatCell>, shades: &Shades) {
    let Some(cell) = cell else {
        page.hatch(across, down);
        page.frame(across, down, GREY_PALE);
        return;
    };
    let shade = shades.shade(cell.value);
    page.rectangle(across, down, shade);
    page.frame(across, down, GREY_PALE);
    let ink = if shade == SHADES[SHADES.len() - 1] { PAPER } else { INK };
    let face = if shade == PAPER { LABEL } else { LABEL_BOLD };
    page.text(&shown(cell), (across.middle(), down.middle()), HPos::Center, (face, ink));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From 1 to a target of 3 are four steps of one half.
    #[test]
    fn what_lies_further_below_target_is_darker() {
        let axis = Axis {
            lowest: 1.0,
            highest: 4.0,
            ticks: Vec::new(),
            target: Some((3.0, "target 3.0".to_owned())),
        };
        let shades = Shades::of(Language::English, &axis);
        let found = [4.0, 3.0, 2.99, 2.5, 2.49, 1.99, 1.5, 1.49, 1.0].map(|it| shades.shade(it));
        let [a, b, c, d] = SHADES;
        assert_eq!(found, [PAPER, PAPER, a, a, b, c, c, d, d]);
        let words: Vec<String> =
            shades.words(Language::English).into_iter().map(|(_, word)| word).collect();
        let told = ["from 2.5", "from 2", "from 1.5", "below 1.5"];
        assert_eq!(words[0], "target 3.0 and above");
        assert_eq!(words[1..], told);
    }

    /// Grey print keeps the order of the shades: the weights are those of luma in Rec. 601.
    #[test]
    fn shades_are_in_order_without_color() {
        let grey = |color: &RGBColor| {
            0.299 * f64::from(color.0) + 0.587 * f64::from(color.1) + 0.114 * f64::from(color.2)
        };
        let greys: Vec<f64> = std::iter::once(&PAPER).chain(&SHADES).map(grey).collect();
        assert!(greys.windows(2).all(|pair| pair[1] + 20.0 < pair[0]), "{greys:?}");
    }
}
