//! Charts of single values, also called I and MR charts: limits from moving ranges.

use std::f64::consts::PI;

use super::{
    Undefined,
    compare::{is_zero, order},
    limits::Limits,
};

/// With fewer points limits are on trial: they move a good deal with every new point.
///
/// The NHS tools show limits from 13 points.
pub const FEWEST_FOR_LIMITS: usize = 12;

/// The mean moving range of two normal values in standard deviations, to three decimals.
const D2: f64 = 1.128;
/// The upper limit of moving ranges, in mean moving ranges.
const D4: f64 = 3.267;

/// How far limits lie from the mean: three standard deviations, by one of three constants that are
/// in use and differ in the fourth digit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// 3 / 1.128 mean moving ranges, 2.659574 (qicharts2, PowerBI-SPC).
    Usual,
    /// 2.66 mean moving ranges (the NHS tools).
    Rounded,
    /// 3 / d2 with d2 = 2 / sqrt(pi), 2.658681.
    Exact,
}

/// Whether moving ranges at or beyond their own upper limit are set aside, once, before limits are
/// made (Nelson 1982, Journal of Quality Technology 14:172-173).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Screening {
    Off,
    Once,
}

/// What the limits of single values are made from, in the unit of the values.
#[derive(Clone, PartialEq, Debug)]
pub struct Individuals {
    /// How many periods have a value.
    pub n: usize,
    pub mean: Option<f64>,
    /// How far each value lies from the one before it. None at the first period and next to a gap:
    /// a moving range exists only between neighbouring periods.
    pub moving_ranges: Vec<Option<f64>>,
    /// None where there is no moving range.
    pub mean_range: Option<f64>,
    /// The mean of the moving ranges below their upper limit. None where none is.
    pub screened_range: Option<f64>,
}

/// The mean and the moving ranges of a series.
pub fn individuals(values: &[Option<f64>]) -> Individuals {
    let moving_ranges = moving_ranges(values);
    let mean_range = mean(moving_ranges.iter().flatten().copied());
    let below = |&range: &f64| mean_range.is_some_and(|mean| order(range, D4 * mean).is_lt());
    Individuals {
        n: values.iter().flatten().count(),
        mean: mean(values.iter().flatten().copied()),
        mean_range,
        screened_range: mean(moving_ranges.iter().flatten().copied().filter(below)),
        moving_ranges,
    }
}

impl Individuals {
    /// The mean moving range that limits stand on.
    pub fn range_used(&self, screening: Screening) -> Option<f64> {
        match screening {
            Screening::Off => self.mean_range,
            Screening::Once => self.screened_range,
        }
    }

    /// Limits as the formula gives them, also from few points, and flat ones where nothing varies:
    /// `mean ± reach · mean moving range` (Shewhart 1931; Wheeler 1993). None where there is no
    /// moving range to stand on.
    pub fn formula(&self, reach: Reach, screening: Screening) -> Option<Limits> {
        let sigma = reach.sigma(self.range_used(screening)?);
        Some(Limits { centre: self.mean?, sigma })
    }

    /// Limits by the formula, or the reason why the series carries none.
    ///
    /// There are none where all values are the same but for a few jumps: thirteen 3s and one 4, or
    /// seven 3s and then seven 4s. What the screening of moving ranges leaves is then zero, and
    /// nothing says how much such values vary.
    pub fn limits(
        &self,
        reach: Reach,
        screening: Screening,
        fewest: usize,
    ) -> Result<Limits, Undefined> {
        if self.n < fewest {
            return Err(Undefined::TooFew { found: self.n, least: fewest });
        }
        if self.mean_range.is_none() {
            return Err(Undefined::NoNeighbours);
        }
        let varies = self.screened_range.is_some_and(|range| !is_zero(range));
        self.formula(reach, screening).filter(|_| varies).ok_or(Undefined::NoVariation)
    }

    /// The upper limit of the moving ranges, `3.267 · mean moving range`. It stays unscreened.
    pub fn range_limit(&self) -> Option<f64> {
        self.mean_range.map(|mean| D4 * mean)
    }

    /// The upper limit of the moving ranges with exact constants: `(1 + 3 d3 / d2) · mean moving
    /// range`, `d3 = sqrt(2 - 4 / pi)`.
    pub fn exact_range_limit(&self) -> Option<f64> {
        let d3 = (2.0 - 4.0 / PI).sqrt();
        self.mean_range.map(|mean| (1.0 + 3.0 * d3 / exact_d2()) * mean)
    }

    /// The periods whose moving range lies beyond its limit, strictly.
    pub fn ranges_beyond(&self) -> Vec<usize> {
        let Some(limit) = self.range_limit() else { return Vec::new() };
        let ranges = self.moving_ranges.iter().enumerate();
        let beyond = |range: Option<f64>| range.is_some_and(|range| order(range, limit).is_gt());
        ranges.filter(|&(_, &range)| beyond(range)).map(|(at, _)| at).collect()
    }
}

impl Reach {
    /// The standard deviation for which three make the limit.
    fn sigma(self, mean_range: f64) -> f64 {
        match self {
            Reach::Usual => mean_range / D2,
            Reach::Rounded => 2.66 * mean_range / 3.0,
            Reach::Exact => mean_range / exact_d2(),
        }
    }
}

fn exact_d2() -> f64 {
    2.0 / PI.sqrt()
}

/// The distances between neighbouring values; None at the first place and next to a gap.
fn moving_ranges(values: &[Option<f64>]) -> Vec<Option<f64>> {
    let before = std::iter::once(&None).chain(values);
    let range = |(before, value): (&Option<f64>, &Option<f64>)| {
        Some((value.as_ref()? - before.as_ref()?).abs())
    };
    before.zip(values).map(range).collect()
}

/// The mean standardised moving range, as a standard deviation: `mean |z - z before| / 1.128`.
pub(super) fn short_term_sigma(values: &[Option<f64>]) -> Option<f64> {
    mean(moving_ranges(values).into_iter().flatten()).map(|mean| mean / D2)
}

/// None without values, and where their sum is too large for a number.
fn mean(values: impl Iterator<Item = f64> + Clone) -> Option<f64> {
    let n = values.clone().count();
    let mean = (0 < n).then(|| values.sum::<f64>() / n as f64);
    mean.filter(|mean| mean.is_finite())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::super::reference::{close, golden, number, numbers},
        *,
    };

    fn series(values: &[f64]) -> Individuals {
        individuals(&values.iter().copied().map(Some).collect::<Vec<_>>())
    }

    #[track_caller]
    fn limits_are(limits: Limits, expected: &serde_json::Value) {
        let expected = numbers(expected);
        close(limits.centre, expected[0]);
        close(limits.lower(), expected[1]);
        close(limits.upper(), expected[2]);
    }

    #[test]
    fn limits_with_and_without_screening_agree_with_the_golden_ones() {
        let golden = &golden()["xmr"]["series_1_2_1_2_10"];
        let found = series(&numbers(&golden["y"]));
        let limits = |screening| found.limits(Reach::Usual, screening, 12).unwrap();
        limits_are(limits(Screening::Once), &golden["screened_qicharts2"]);
        limits_are(limits(Screening::Off), &golden["unscreened_qicharts2"]);
    }

    /// The limits of the reference vector `xmr_n5` by each constant.
    #[test]
    fn each_constant_has_its_own_limits() {
        let found = series(&[2.0, 2.25, 2.5, 2.25, 2.75]);
        for (reach, upper) in [
            (Reach::Usual, 3.181_117_021_276_596),
            (Reach::Rounded, 3.181_25),
            (Reach::Exact, 3.180_837_742_611_960_7),
        ] {
            close(found.formula(reach, Screening::Off).unwrap().upper(), upper);
        }
    }

    /// A peer screens away the only ranges that are not zero, and then calls all 14 points signals.
    #[test]
    fn thirteen_equal_values_and_one_other_carry_no_limits() {
        let values = numbers(&golden()["xmr"]["degenerate_ordinal"]["y"]);
        let found = series(&values);
        for screening in [Screening::Once, Screening::Off] {
            let limits = found.limits(Reach::Usual, screening, FEWEST_FOR_LIMITS);
            assert_eq!(limits, Err(Undefined::NoVariation), "{screening:?}");
        }
        let flat = found.formula(Reach::Usual, Screening::Once).unwrap();
        close(
            flat.centre,
            number(&golden()["xmr"]["degenerate_ordinal"]["peer_screened_limits"][0]),
        );
        assert!(flat.is_flat());
    }

    /// With one range of 1 among 13, unscreened limits are 3.5 ± 0.2, and all 14 values beyond.
    #[test]
    fn one_step_between_equal_values_carries_no_limits() {
        let mut values = [3.0; 14];
        values[7..].fill(4.0);
        let limits = series(&values).limits(Reach::Usual, Screening::Off, FEWEST_FOR_LIMITS);
        assert_eq!(limits, Err(Undefined::NoVariation));
    }

    #[test]
    fn a_constant_series_carries_no_limits() {
        let found = series(&[2.55; 12]);
        for screening in [Screening::Once, Screening::Off] {
            let limits = found.limits(Reach::Usual, screening, 2);
            assert_eq!(limits, Err(Undefined::NoVariation), "{screening:?}");
        }
        assert_eq!(found.screened_range, None);
        assert_eq!(found.ranges_beyond(), [0_usize; 0]);
    }

    #[test]
    fn too_few_points_are_told_with_the_number_it_takes() {
        let limits = series(&[2.0, 2.5, 2.2]).limits(Reach::Usual, Screening::Off, 12);
        assert_eq!(limits, Err(Undefined::TooFew { found: 3, least: 12 }));
        assert_eq!(series(&[2.0]).formula(Reach::Usual, Screening::Off), None);
        let nothing = individuals(&[]);
        assert_eq!((nothing.n, nothing.mean, nothing.mean_range), (0, None, None));
    }

    /// A gap has no moving range on either side; bridged, it would have |2.7 - 2.6| = 0.1.
    #[test]
    fn a_moving_range_exists_only_between_neighbouring_periods() {
        let found = individuals(&[Some(2.4), Some(2.6), None, Some(2.7), Some(2.5)]);
        let absent: Vec<bool> = found.moving_ranges.iter().map(Option::is_none).collect();
        assert_eq!(absent, [true, false, true, true, false]);
        close(found.mean_range.unwrap(), 0.2);
        let apart = individuals(&[Some(2.4), None, Some(2.6), None]);
        let limits = apart.limits(Reach::Usual, Screening::Off, 2);
        assert_eq!(limits, Err(Undefined::NoNeighbours));
    }

    proptest! {
        /// With four points no value can lie beyond: one jump of any size widens the limits by
        /// more than it.
        #[test]
        fn four_values_never_lie_beyond_their_own_limits(values in prop::array::uniform4(0.0..4.0_f64)) {
            let found = series(&values);
            let limits = found.formula(Reach::Usual, Screening::Off).unwrap();
            prop_assert!(values.iter().all(|&value| limits.side_beyond(value).is_none()));
        }

        #[test]
        fn limits_move_with_the_values(values in prop::collection::vec(1.0..4.0_f64, 3..20), by in 0.0..9.0_f64) {
            let moved: Vec<f64> = values.iter().map(|value| value + by).collect();
            let before = series(&values).formula(Reach::Rounded, Screening::Once).unwrap();
            let after = series(&moved).formula(Reach::Rounded, Screening::Once).unwrap();
            prop_assert!((before.centre + by - after.centre).abs() < 1e-9);
            prop_assert!((before.sigma - after.sigma).abs() < 1e-9);
        }
    }
}
