//! A line through years of which some have an error in common, such as what carried them from an
//! older scale.

use super::{
    super::{Between, Estimate, YearMean},
    known_line::known_line,
};

/// An error that several years have in common, beside the one that each has for itself.
#[derive(Clone, PartialEq, Debug)]
pub struct SharedError {
    pub variance: f64,
    /// How many points it moves each year by when it is one point; 0 for years that it spares.
    pub moves: Vec<f64>,
}

/// A line with known errors, some of them shared.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SharedLine {
    /// The change a year in points of the scale, and the variance of its error.
    pub slope: Estimate,
    /// What the shared errors have in that variance.
    pub shared: f64,
}

/// The line of generalised least squares (Aitken 1935, Proceedings of the Royal Society of
/// Edinburgh 55:42-48): with `V = diag(v) + sum of u z z'` over the shared errors, `u` being the
/// variance and `z` the moves of each, and `(a, b) = a' V^-1 b`, the slope is
/// `(t - tbar, m) / (t - tbar, t - tbar)`, its variance `1 / (t - tbar, t - tbar)`, and a shared
/// error moves it by `(t - tbar, z) / (t - tbar, t - tbar)`.
///
/// Years before a break that share an error `u`: with `u = 0` they lie on one line with those after
/// it; the larger `u`, the less the step between counts; without end, both sides have levels of
/// their own ([`super::stratified_mann_kendall`] for slopes). So a link never makes a slope less
/// sure than no link. To add `u` to each year as if it were its own error would do so: it takes
/// weight off the slope within the older years, which a shared error leaves as it is.
///
/// None where [`known_line`] has none, and where the moves are not one for each year.
pub fn line_with_shared_errors(years: &[YearMean], shared: &[SharedError]) -> Option<SharedLine> {
    let alone = known_line(years)?.slope;
    let shared: Vec<&SharedError> = shared.iter().filter(|error| 0.0 < error.variance).collect();
    if shared.is_empty() {
        return Some(SharedLine { slope: alone, shared: 0.0 });
    }
    if shared.iter().any(|error| error.moves.len() != years.len()) {
        return None;
    }
    let precision = Precision::of(years, &shared);
    let ones = vec![1.0; years.len()];
    let of_level = precision.times(&ones);
    let times: Vec<f64> = years.iter().map(|year| year.year).collect();
    let centre = product(&of_level, &times) / product(&of_level, &ones);
    let from_centre: Vec<f64> = times.iter().map(|time| time - centre).collect();
    let pulls = precision.times(&from_centre);
    let squares = product(&pulls, &from_centre);
    let slope_of = |values: &[f64]| product(&pulls, values) / squares;
    let means: Vec<f64> = years.iter().map(|year| year.mean).collect();
    Some(SharedLine {
        slope: Estimate { value: slope_of(&means), variance: squares.recip() },
        shared: shared.iter().map(|it| it.variance * slope_of(&it.moves).powi(2)).sum(),
    })
}

/// The mean over sites when each of their values has, beside its own error, a part of one error that
/// all share: a standard error that does not get smaller with more sites. `errors` are what it adds
/// to the standard error of each; over sites they add up with the weights of the mean, as they do
/// where one link moves all sites the same way, and to less than that where several do.
pub fn with_shared_error(all: Between, values: &[Estimate], errors: &[f64]) -> Between {
    let weight = |value: &Estimate| 1.0 / (value.variance + all.variance);
    let total: f64 = values.iter().map(weight).sum();
    let weighted: f64 = values.iter().zip(errors).map(|(value, error)| weight(value) * error).sum();
    let shared = if 0.0 < weighted { weighted / total } else { 0.0 };
    Between { standard_error: all.standard_error.hypot(shared), ..all }
}

/// `V^-1`, one shared error after the other (Sherman and Morrison 1950, Annals of Mathematical
/// Statistics 21:124-127): `(W + u z z')^-1 = W^-1 - x x' u / (1 + u z' x)` with `x = W^-1 z`.
struct Precision {
    weights: Vec<f64>,
    /// `x` and `u / (1 + u z' x)` for each.
    shared: Vec<(Vec<f64>, f64)>,
}

impl Precision {
    fn of(years: &[YearMean], shared: &[&SharedError]) -> Precision {
        let weights = years.iter().map(|year| year.variance.recip()).collect();
        let mut precision = Precision { weights, shared: Vec::new() };
        for SharedError { variance, moves } in shared {
            let spread = precision.times(moves);
            let factor = variance / (1.0 + variance * product(moves, &spread));
            precision.shared.push((spread, factor));
        }
        precision
    }

    fn times(&self, vector: &[f64]) -> Vec<f64> {
        let mut found: Vec<f64> = self.weights.iter().zip(vector).map(|(w, v)| w * v).collect();
        for (spread, factor) in &self.shared {
            let much = factor * product(spread, vector);
            found.iter_mut().zip(spread).for_each(|(value, part)| *value -= much * part);
        }
        found
    }
}

fn product(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::super::reference::close, *};

    fn year(year: f64, mean: f64, variance: f64) -> YearMean {
        YearMean { year, mean, variance }
    }

    fn linked(variance: f64, moves: &[f64]) -> SharedError {
        SharedError { variance, moves: moves.to_vec() }
    }

    /// Four years with variances of 1, of which the first two share an error of variance 1. There
    /// `V^-1 = I - J / 3`, so that `(1, 1) = 8/3`, `(1, t) = 16/3` and `tbar = 2`; then `t - tbar`
    /// is -2, -1, 0, 1, its square `5 - 9/3 + 1 = 3`, and the pulls are -1, 0, 0, 1: the slope is
    /// `(m4 - m1) / 3` with a variance of 1/3, to which the shared error adds `(1/3)^2`.
    #[test]
    fn a_shared_error_is_counted_once() {
        let years =
            [year(0.0, 2.0, 1.0), year(1.0, 9.0, 1.0), year(2.0, 7.0, 1.0), year(3.0, 3.5, 1.0)];
        let line = line_with_shared_errors(&years, &[linked(1.0, &[1.0, 1.0, 0.0, 0.0])]).unwrap();
        close(line.slope.value, 0.5);
        close(line.slope.variance, 1.0 / 3.0);
        close(line.shared, 1.0 / 9.0);
    }

    #[test]
    fn an_error_of_all_years_alike_moves_the_level_and_no_slope() {
        let years = [year(2020.0, 2.0, 0.25), year(2021.0, 9.0, 1.0), year(2022.0, 3.0, 0.25)];
        let line = line_with_shared_errors(&years, &[linked(5.0, &[1.0; 3])]).unwrap();
        let alone = known_line(&years).unwrap().slope;
        close(line.slope.value, alone.value);
        close(line.slope.variance, alone.variance);
        close(line.shared, 0.0);
    }

    /// Values with weights of 4 and 1 of which the first shares an error of 0.5: 0.4 for the mean,
    /// beside its own 0.3.
    #[test]
    fn a_shared_error_stays_however_many_sites_there_are() {
        let all = Between { mean: 0.1, standard_error: 0.3, variance: 0.05 };
        let values = [0.2, 0.95].map(|variance| Estimate { value: 0.1, variance });
        close(with_shared_error(all, &values, &[0.5, 0.0]).standard_error, 0.5);
        assert_eq!(with_shared_error(all, &values, &[0.0, 0.0]), all);
        let many = vec![values[0]; 1000];
        close(with_shared_error(all, &many, &[0.5; 1000]).standard_error, 0.34_f64.sqrt());
    }

    #[test]
    fn without_a_line_or_with_moves_that_do_not_fit_there_is_none() {
        let years = [year(2020.0, 2.0, 0.1), year(2021.0, 3.0, 0.2)];
        assert_eq!(line_with_shared_errors(&years[..1], &[linked(1.0, &[1.0])]), None);
        assert_eq!(line_with_shared_errors(&years, &[linked(1.0, &[1.0])]), None);
    }

    /// Years, and how many of them lie before the break.
    fn broken() -> impl Strategy<Value = (Vec<YearMean>, usize)> {
        prop::collection::vec((1.0_f64..4.0, 0.01_f64..1.0), 4..10).prop_flat_map(|means| {
            let years: Vec<YearMean> = means
                .iter()
                .enumerate()
                .map(|(at, (mean, variance))| year(2015.0 + at as f64, *mean, *variance))
                .collect();
            let last = years.len() - 2;
            (Just(years), 2..=last)
        })
    }

    fn across(years: &[YearMean], before: usize, variance: f64) -> SharedLine {
        let moves: Vec<f64> =
            (0..years.len()).map(|at| if at < before { 1.0 } else { 0.0 }).collect();
        line_with_shared_errors(years, &[linked(variance, &moves)]).unwrap()
    }

    proptest! {
        #[test]
        fn a_link_without_error_joins_and_one_of_no_worth_breaks((years, before) in broken()) {
            let joined = known_line(&years).unwrap().slope;
            let nearly = across(&years, before, 1e-12).slope;
            prop_assert!((nearly.value - joined.value).abs() < 1e-6);
            prop_assert!((nearly.variance - joined.variance).abs() < 1e-6);

            let [one, other] =
                [&years[..before], &years[before..]].map(|part| known_line(part).unwrap().slope);
            let weight = one.variance.recip() + other.variance.recip();
            let value = (one.value / one.variance + other.value / other.variance) / weight;
            let hardly = across(&years, before, 1e9).slope;
            prop_assert!((hardly.value - value).abs() < 1e-4, "{} {}", hardly.value, value);
            prop_assert!((hardly.variance * weight - 1.0).abs() < 1e-4);
        }

        #[test]
        fn a_slope_is_as_sure_as_its_link(
            (years, before) in broken(),
            less in 0.0_f64..1.0,
            more in 0.0_f64..1.0,
        ) {
            let (surer, other) =
                (across(&years, before, less), across(&years, before, less + more));
            prop_assert!(surer.slope.variance <= other.slope.variance * (1.0 + 1e-9));
            prop_assert!(other.shared <= other.slope.variance * (1.0 + 1e-9));
        }

        #[test]
        fn the_order_of_links_does_not_matter((years, before) in broken()) {
            let moves = |until: usize| -> Vec<f64> {
                (0..years.len()).map(|at| if at < until { 1.0 } else { 0.0 }).collect()
            };
            let mut links = [linked(0.1, &moves(before)), linked(0.3, &moves(before - 1))];
            let there = line_with_shared_errors(&years, &links).unwrap();
            links.reverse();
            let back = line_with_shared_errors(&years, &links).unwrap();
            close(there.slope.value, back.slope.value);
            close(there.slope.variance, back.slope.variance);
            close(there.shared, back.shared);
        }
    }
}
