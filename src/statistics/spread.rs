//! How much ratings vary: within a site and year, between sites, from year to year.

/// A variance, in squared points, and how much it rests on.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Variance {
    pub value: f64,
    pub degrees_of_freedom: f64,
}

/// A value, and the variance of its error.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    pub value: f64,
    pub variance: f64,
}

/// Where sites lie and how much they differ.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Between {
    pub mean: f64,
    /// The standard error of the mean.
    pub standard_error: f64,
    /// The variance of the true values between sites; 0 where they differ no more than their
    /// errors would make them.
    pub variance: f64,
}

/// The variance within groups, pooled: the sum of squares about each group's own mean, divided by
/// the sum of their sizes less one.
///
/// A group is what was seen at one site in one year. In squared points. None where no group has two
/// values. (One-way analysis of variance: the mean square within.)
pub fn pooled_within<'a>(groups: impl IntoIterator<Item = &'a [f64]>) -> Option<Variance> {
    let mut squares = 0.0;
    let mut degrees_of_freedom = 0;
    for group in groups {
        let Some(mean) = mean(group) else { continue };
        squares += group.iter().map(|value| (value - mean).powi(2)).sum::<f64>();
        degrees_of_freedom += group.len() - 1;
    }
    if degrees_of_freedom == 0 {
        return None;
    }
    let degrees_of_freedom = degrees_of_freedom as f64;
    Some(Variance { value: squares / degrees_of_freedom, degrees_of_freedom })
}

/// The mean over sites and the variance between them, from one estimate a site.
///
/// `variance = max(0, (Q - (n - 1)) / (sum w - sum w^2 / sum w))` with `w = 1 / v` and
/// `Q = sum w (y - mean_w)^2`; then the mean with the weights `1 / (v + variance)`
/// (`DerSimonian` and Laird 1986, Controlled Clinical Trials 7:177-188). With `v = MSW / n` it equals
/// the one of analysis of variance. In points and squared points. None with fewer than two
/// estimates, or where one of them has no error.
pub fn between(estimates: &[Estimate]) -> Option<Between> {
    let has_error = estimates.iter().all(|estimate| 0.0 < estimate.variance);
    if estimates.len() < 2 || !has_error {
        return None;
    }
    let excess = squares_about_mean(estimates, 0.0) - (estimates.len() - 1) as f64;
    let variance = (excess / weight_beyond_mean(estimates)).max(0.0);
    Some(Between::known(estimates, variance))
}

impl Between {
    /// The mean over sites where the variance between them is known.
    pub(super) fn known(estimates: &[Estimate], variance: f64) -> Between {
        let (mean, total) = weighted_mean(estimates, variance);
        Between { mean, standard_error: total.recip().sqrt(), variance }
    }
}

/// The one value that all estimates stand for, if they differ by their errors alone: their mean with
/// the weights `1 / v`, its error having the variance `1 / sum w` (Cochran 1954, Biometrics
/// 10:101-129).
///
/// Where they do differ it is still their mean, and surer by this than it is. None without estimates,
/// or where one of them has no error.
pub fn common(estimates: &[Estimate]) -> Option<Estimate> {
    let has_error = estimates.iter().all(|estimate| 0.0 < estimate.variance);
    if estimates.is_empty() || !has_error {
        return None;
    }
    let (value, total) = weighted_mean(estimates, 0.0);
    Some(Estimate { value, variance: total.recip() })
}

/// The mean with the weights `1 / (v + between)`, and the sum of these weights.
pub(super) fn weighted_mean(estimates: &[Estimate], between: f64) -> (f64, f64) {
    let weight = |estimate: &Estimate| 1.0 / (estimate.variance + between);
    let total: f64 = estimates.iter().map(weight).sum();
    let sum: f64 = estimates.iter().map(|estimate| weight(estimate) * estimate.value).sum();
    (sum / total, total)
}

/// The weighted squares about the weighted mean; without a variance between sites, Cochran's Q.
pub(super) fn squares_about_mean(estimates: &[Estimate], between: f64) -> f64 {
    let (mean, _) = weighted_mean(estimates, between);
    estimates.iter().map(|e| (e.value - mean).powi(2) / (e.variance + between)).sum()
}

/// `sum w - sum w^2 / sum w` with `w = 1 / v`: what is left of the weights after taking the mean.
pub(super) fn weight_beyond_mean(estimates: &[Estimate]) -> f64 {
    let total: f64 = estimates.iter().map(|estimate| estimate.variance.recip()).sum();
    let squares: f64 = estimates.iter().map(|estimate| estimate.variance.powi(-2)).sum();
    total - squares / total
}

/// A sum of squares of differences, zero where it is no more than the rounding of numbers whose
/// squares sum to `size`.
pub(super) fn beyond_rounding(squares: f64, size: f64) -> f64 {
    let rounding = (8.0 * f64::EPSILON).powi(2) * size;
    let is_rounding = squares <= rounding && rounding.is_finite();
    if is_rounding { 0.0 } else { squares }
}

/// The mean of a site in a year, and the variance of its error.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct YearMean {
    /// The year as a number, so that gaps count.
    pub year: f64,
    pub mean: f64,
    pub variance: f64,
}

/// How much a site's means wobble from year to year about its own straight line, beyond the error
/// of each mean: `max(0, (RSS - sum (1 - h) v) / sum (1 - h))` over all sites with three years or
/// more, `h` being the leverage of a year on its line.
///
/// In squared points. None where no site has three different years.
pub fn year_to_year<'a>(sites: impl IntoIterator<Item = &'a [YearMean]>) -> Option<Variance> {
    let mut squares = 0.0;
    let mut by_error = 0.0;
    let mut freedom = 0.0;
    for years in sites.into_iter().filter(|years| 3 <= years.len()) {
        let Some(line) = Line::through(years) else { continue };
        for year in years {
            let free = 1.0 - line.leverage(year);
            squares += line.residual(year).powi(2);
            by_error += free * year.variance;
            freedom += free;
        }
    }
    if freedom == 0.0 {
        return None;
    }
    let value = ((squares - by_error) / freedom).max(0.0);
    Some(Variance { value, degrees_of_freedom: freedom })
}

/// The line of least squares through the years of a site.
pub(super) struct Line {
    centre: f64,
    height: f64,
    slope: f64,
    squares: f64,
    points: f64,
}

impl Line {
    /// None where all points lie in the same year.
    pub(super) fn through(years: &[YearMean]) -> Option<Line> {
        let points = years.len() as f64;
        let centre = years.iter().map(|year| year.year).sum::<f64>() / points;
        let height = years.iter().map(|year| year.mean).sum::<f64>() / points;
        let squares: f64 = years.iter().map(|year| (year.year - centre).powi(2)).sum();
        let products: f64 = years.iter().map(|year| (year.year - centre) * year.mean).sum();
        let slope = products / squares;
        if squares == 0.0 { None } else { Some(Line { centre, height, slope, squares, points }) }
    }

    pub(super) fn residual(&self, year: &YearMean) -> f64 {
        year.mean - self.height - self.slope * (year.year - self.centre)
    }

    fn leverage(&self, year: &YearMean) -> f64 {
        self.pull(year, year)
    }

    /// How much the mean of one year moves the line at another.
    pub(super) fn pull(&self, one: &YearMean, other: &YearMean) -> f64 {
        let apart = (one.year - self.centre) * (other.year - self.centre);
        1.0 / self.points + apart / self.squares
    }
}

/// The sum of the values over how many there are; None of none.
pub fn mean(values: &[f64]) -> Option<f64> {
    if values.is_empty() { None } else { Some(values.iter().sum::<f64>() / values.len() as f64) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{
        super::reference::{cases, close, number, numbers},
        *,
    };

    #[test]
    fn variance_within_groups_is_pooled_over_them() {
        // (0.25 + 0.25) + (1 + 0 + 1) over 1 + 2 degrees of freedom; a group of one tells nothing.
        let groups: [&[f64]; 4] = [&[2.0, 3.0], &[1.0, 2.0, 3.0], &[4.0], &[]];
        let pooled = pooled_within(groups).unwrap();
        close(pooled.value, 2.5 / 3.0);
        close(pooled.degrees_of_freedom, 3.0);
    }

    #[test]
    fn without_a_repeated_rating_there_is_no_variance() {
        assert_eq!(pooled_within([[3.0].as_slice(), &[2.0]]), None);
        assert_eq!(pooled_within([]), None);
        assert_eq!(between(&[]), None);
        assert_eq!(between(&[Estimate { value: 2.0, variance: 0.1 }]), None);
        assert_eq!(between(&[Estimate { value: 2.0, variance: 0.0 }; 3]), None);
        assert_eq!(year_to_year([]), None);
    }

    #[test]
    fn mean_and_variance_between_sites_agree_with_metafor() {
        for case in cases("pooling").iter().filter(|case| case["input"]["tau2_method"] == "DL") {
            let (input, expected) = (&case["input"], &case["expected"]);
            let ses = numbers(&input["se"]);
            let estimates: Vec<Estimate> = numbers(&input["estimates"])
                .into_iter()
                .zip(ses)
                .map(|(value, se)| Estimate { value, variance: se.powi(2) })
                .collect();
            let found = between(&estimates).unwrap();
            close(found.variance, number(&expected["tau2"]));
            close(found.mean, number(&expected["mu"]));
            close(found.standard_error, number(&expected["se_mu"]));
        }
    }

    #[test]
    fn variance_between_sites_is_that_of_analysis_of_variance() {
        for case in cases("pooling").iter().filter(|case| case["input"]["method"] == "reml_one_way")
        {
            let sites: Vec<String> =
                case["input"]["site"].as_array().unwrap().iter().map(ToString::to_string).collect();
            let mut groups: BTreeMap<String, Vec<f64>> = BTreeMap::new();
            for (site, score) in sites.into_iter().zip(numbers(&case["input"]["score"])) {
                groups.entry(site).or_default().push(score);
            }
            let within = pooled_within(groups.values().map(Vec::as_slice)).unwrap();
            let estimates: Vec<Estimate> = groups
                .values()
                .map(|scores| Estimate {
                    value: mean(scores).unwrap(),
                    variance: within.value / scores.len() as f64,
                })
                .collect();
            let found = between(&estimates).unwrap();
            close(found.variance, number(&case["expected"]["tau2_anova"]));
        }
    }

    /// Weights of 4, 1 and 1: (4 · 2 + 5 + 3) / 6, with a variance of 1/6.
    #[test]
    fn what_all_have_in_common_is_their_weighted_mean() {
        let estimate = |value, variance| Estimate { value, variance };
        let found = common(&[estimate(2.0, 0.25), estimate(5.0, 1.0), estimate(3.0, 1.0)]).unwrap();
        close(found.value, 16.0 / 6.0);
        close(found.variance, 1.0 / 6.0);
        assert_eq!(common(&[]), None);
        assert_eq!(common(&[estimate(2.0, 0.25), estimate(5.0, 0.0)]), None);
    }

    #[test]
    fn years_on_a_line_do_not_wobble() {
        let year = |year, mean| YearMean { year, mean, variance: 0.0 };
        let straight = [year(2020.0, 2.0), year(2021.0, 2.2), year(2023.0, 2.6)];
        close(year_to_year([straight.as_slice()]).unwrap().value, 0.0);
        // Off the line through 2, 3, 2 by -1/3, 2/3, -1/3, with one degree of freedom.
        let bent = [year(2020.0, 2.0), year(2021.0, 3.0), year(2022.0, 2.0)];
        let wobble = year_to_year([bent.as_slice(), &bent[..2]]).unwrap();
        close(wobble.value, 6.0 / 9.0);
        close(wobble.degrees_of_freedom, 1.0);
    }

    #[test]
    fn what_the_errors_explain_is_no_wobble() {
        let year = |year, mean| YearMean { year, mean, variance: 0.5 };
        let bent = [year(0.0, 2.0), year(1.0, 3.0), year(2.0, 2.0)];
        close(year_to_year([bent.as_slice()]).unwrap().value, 6.0 / 9.0 - 0.5);
    }
}
