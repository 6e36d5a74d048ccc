//! From values to places on the page, and which ticks have room.

use plotters::coord::{ranged1d::Ranged, types::RangedCoordf64};

use super::{page::Span, text::Face};
use crate::report::{Axis, Mark};

/// Units that plotters sees for a pixel.
const FINE: f64 = 100.0;

/// A scale laid along a span of the page.
pub(super) struct Scale {
    values: RangedCoordf64,
    lowest: f64,
    highest: f64,
    span: Span,
}

impl Scale {
    /// Lays `axis` along `span`, from its lowest value to its highest.
    pub(super) fn new(axis: &Axis, span: Span) -> Scale {
        let (lowest, highest) = ends(axis);
        Scale { values: RangedCoordf64::from(lowest..highest), lowest, highest, span }
    }

    /// Where `value` stands. What is off the scale stands at its end.
    pub(super) fn place(&self, value: f64) -> f64 {
        let value = value.clamp(self.lowest, self.highest);
        let limits = (fine(self.span.from), fine(self.span.to));
        f64::from(self.values.map(&value, limits)) / FINE
    }

    /// Where the interval of `mark` stands, from the lesser place to the greater;
    /// the mark alone where it has none.
    pub(super) fn reach(&self, mark: &Mark) -> Span {
        let (low, high) = interval(mark).unwrap_or((mark.value, mark.value));
        let (low, high) = (self.place(low), self.place(high));
        Span { from: low.min(high), to: low.max(high) }
    }

    /// The ticks at their places, thinned out to be `apart` or more from each other.
    pub(super) fn ticks(&self, axis: &Axis, apart: f64) -> Vec<(f64, String)> {
        let on_scale = |value: f64| (self.lowest..=self.highest).contains(&value);
        let ticks = axis.ticks.iter().filter(|(value, _)| on_scale(*value));
        let placed: Vec<(f64, String)> =
            ticks.map(|(value, label)| (self.place(*value), label.clone())).collect();
        let closest = placed.windows(2).map(|pair| (pair[1].0 - pair[0].0).abs());
        let least = every(closest.fold(f64::INFINITY, f64::min), apart);
        // Rather a few fewer than to lose the last one.
        let gaps = placed.len().saturating_sub(1);
        let step = (least..=gaps).find(|step| gaps.is_multiple_of(*step)).unwrap_or(least);
        placed.into_iter().step_by(step).collect()
    }
}

/// The interval of a mark, where it can be drawn.
pub(super) fn interval(mark: &Mark) -> Option<(f64, f64)> {
    mark.interval.filter(|(low, high)| low.is_finite() && high.is_finite())
}

/// How many of the things that stand `pitch` apart must share a label that needs `room`.
pub(super) fn every(pitch: f64, room: f64) -> usize {
    let mut step = 1;
    while (step as f64) * pitch < room && step < 1000 {
        step += 1;
    }
    step
}

/// The width of the widest of `labels`.
pub(super) fn widest<'a>(face: Face, labels: impl IntoIterator<Item = &'a str>) -> f64 {
    labels.into_iter().map(|label| face.width(label)).fold(0.0, f64::max)
}

/// Moves things apart along a line, as little as may be: each is given as the place
/// where it should stand and its length, and keeps its turn among the others.
pub(super) fn spread(wanted: &[(f64, f64)], room: Span) -> Vec<f64> {
    let mut turns: Vec<usize> = (0..wanted.len()).collect();
    turns.sort_by(|&one, &other| wanted[one].0.total_cmp(&wanted[other].0));
    let mut places = vec![0.0; wanted.len()];
    let mut free = f64::NEG_INFINITY;
    for &turn in &turns {
        let (place, length) = wanted[turn];
        places[turn] = room.keep(place, length).max(free + length / 2.0);
        free = places[turn] + length / 2.0;
    }
    let mut free = room.to;
    for &turn in turns.iter().rev() {
        let length = wanted[turn].1;
        places[turn] = places[turn].min(free - length / 2.0);
        free = places[turn] - length / 2.0;
    }
    places
}

/// The ends of an axis in order and apart, whatever it says.
fn ends(axis: &Axis) -> (f64, f64) {
    let (lowest, highest) = (axis.lowest.min(axis.highest), axis.highest.max(axis.lowest));
    if !lowest.is_finite() || !highest.is_finite() {
        (0.0, 1.0)
    } else if lowest < highest {
        (lowest, highest)
    } else {
        (lowest - 0.5, highest + 0.5)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "a page is far smaller than an i32")]
fn fine(pixels: f64) -> i32 {
    (pixels * FINE).round() as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn axis(lowest: f64, highest: f64) -> Axis {
        let ticks = (1..=4).map(|tick| (f64::from(tick), tick.to_string())).collect();
        Axis { lowest, highest, ticks, target: None }
    }

    #[test]
    fn values_stand_in_proportion_and_never_off_the_scale() {
        let upward = Scale::new(&axis(1.0, 4.0), Span { from: 100.0, to: 10.0 });
        let places = [(1.0, 100.0), (4.0, 10.0), (2.5, 55.0), (9.0, 10.0), (-3.0, 100.0)];
        for (value, place) in places {
            assert!((upward.place(value) - place).abs() < 0.02, "{value}");
        }
    }

    #[test]
    fn a_scale_of_one_value_has_that_value_in_the_middle() {
        let scale = Scale::new(&axis(2.0, 2.0), Span { from: 0.0, to: 10.0 });
        assert!((scale.place(2.0) - 5.0).abs() < 0.02);
    }

    #[test]
    fn ticks_without_room_are_thinned_out() {
        let scale = Scale::new(&axis(1.0, 4.0), Span { from: 0.0, to: 30.0 });
        let shown = |apart| {
            let ticks = scale.ticks(&axis(1.0, 4.0), apart).into_iter();
            ticks.map(|(_, label)| label).collect::<String>()
        };
        assert_eq!([shown(9.0), shown(15.0), shown(25.0), shown(99.0)], ["1234", "14", "14", "1"]);
    }

    #[test]
    fn things_are_moved_apart_and_stay_inside() {
        let room = Span { from: 0.0, to: 100.0 };
        let places = spread(&[(50.0, 10.0), (52.0, 10.0), (99.0, 10.0)], room);
        assert_eq!(places, [50.0, 60.0, 95.0]);
        let places = spread(&[(99.0, 10.0), (98.0, 10.0)], room);
        assert_eq!(places, [95.0, 85.0]);
    }
}
