//! Whether a line rises or falls: its slope, how sure it is, and what may be said of it.

use std::{cmp::Ordering, sync::Arc};

use super::{
    Interval, Linked, MaySay, NotLinked, Shrunken, Signals, Variance,
    rules::ITEM,
    series::Line,
    stretch::{Known, Stretch, Stretches, Year, stretches},
};
use crate::{
    model::SchoolYear,
    statistics::{
        Estimate, YearMean, chance_beyond, common, degrees_of_a_sum, difference_interval, reach,
        trend::{
            ExactInterval, Point, SharedError, SharedLine, exact_sen_interval,
            line_with_shared_errors, smallest_detectable_slope, stratified_mann_kendall,
        },
    },
};

/// Which way a line goes over the years. Where it breaks, each stretch is compared with itself
/// alone: the step between two stretches never counts. Where a rule links two versions, the older
/// scores are carried to the scale of the newer one, and the line goes on.
#[derive(Clone, PartialEq, Debug)]
pub struct Trend {
    /// The time of the year that is followed: the one rated in most years.
    pub occasion: Option<Arc<str>>,
    /// The first and last year that count; the same where there is one.
    pub first_year: SchoolYear,
    pub last_year: SchoolYear,
    /// How many years can be compared with another one.
    pub n_years: usize,
    /// How many stretches they lie in.
    pub stretches: usize,
    /// What the number of years allows to be said.
    pub may_say: MaySay,
    /// The change a year; none with one year, and where nothing is known of how much years vary.
    pub slope: Option<Slope>,
    /// By nothing but the order of the values; none with fewer than three years.
    pub ranks: Option<Ranks>,
    /// What control charts say of its latest stretch; none with fewer than ten years.
    pub signals: Option<Signals>,
    pub verdict: Verdict,
    /// Changes of version over which it goes on, oldest first.
    pub linked: Vec<Linked>,
    /// Changes of version where it stays broken although a rule is there, oldest first.
    pub not_linked: Vec<NotLinked>,
}

/// A change a year, in points of the scale.
#[derive(Clone, PartialEq, Debug)]
pub struct Slope {
    pub per_year: f64,
    pub standard_error: f64,
    /// The part of it that comes from links between versions: the root of its share in the
    /// variance. All linked sites have this error in common. 0 without links.
    pub from_links: f64,
    pub interval: Interval,
    /// The smallest true change a year that would be found 8 times in 10.
    pub smallest_detectable: f64,
    /// How often chance alone would give a slope as steep.
    pub p: f64,
    /// The same, given how many sites are looked at: the share of chance findings among all that
    /// are at least as clear.
    pub p_adjusted: f64,
    /// The slope drawn toward that of all sites; none with fewer than ten sites, where most have
    /// fewer than four years, and where sites differ no more than the errors of their slopes would make them.
    pub shrunken: Option<Shrunken>,
    /// How likely it is that the true line rises, by the slope drawn toward all sites.
    pub chance_of_rise: Option<f64>,
}

/// What the order of the values alone says: the test of Mann and Kendall, and the slope of Sen. Where
/// a link may be off, years before and after it are not compared.
#[derive(Clone, PartialEq, Debug)]
pub struct Ranks {
    /// Pairs of years that rise, less pairs that fall.
    pub s: i64,
    /// The variance that `s` has by chance.
    pub variance: f64,
    /// The exact chance of an `s` as far from zero; none for more years than can be counted out.
    pub p: Option<f64>,
    /// The same, given how many sites are looked at.
    pub p_adjusted: Option<f64>,
    /// The middle one of all slopes between two years, in points a year.
    pub slope: Option<f64>,
    /// An interval for it and how often such an interval holds the true slope; only for a line
    /// without a break, or with links that have no error.
    pub interval: Option<ExactInterval>,
}

/// What may be said of a line.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// One year: no word on where it goes.
    OneYear,
    /// Two years: a difference, and whether it is more than noise, is all there is.
    TwoYears,
    /// Three or four years: up or down so far, or neither; too short to test.
    TooShortToTest(Ordering),
    /// Five years or more.
    Improving,
    Declining,
    NoClearTrend,
    /// Nothing tells how much the years vary by themselves, and their order alone is not clear.
    CannotTell,
}

/// The trend of a line, before it is seen among those of all sites. None for a line without years.
pub(super) fn trend(line: &Line<'_>, known: &Known<'_>) -> Option<Trend> {
    if *line.key.level == *ITEM {
        return None;
    }
    let Stretches { occasion, compared, not_linked } = stretches(line, known)?;
    let years = || compared.iter().flat_map(|it| &it.years).map(|year| year.row.key().school_year);
    let n_years = years().count();
    // Each stretch spends a year on its own level.
    let steps = n_years - compared.len();
    Some(Trend {
        first_year: years().min()?,
        last_year: years().max()?,
        n_years,
        stretches: compared.len(),
        may_say: MaySay::of(steps + 1),
        slope: slope(&compared),
        ranks: (2 <= steps).then(|| ranks(&compared)),
        signals: None,
        verdict: Verdict::CannotTell,
        linked: compared.into_iter().flat_map(|it| it.links).map(|(_, link)| link).collect(),
        occasion,
        not_linked,
    })
}

/// One slope for all stretches, each about its own level: that of each, weighted by how sure it is.
fn slope(stretches: &[Stretch<'_>]) -> Option<Slope> {
    let lines: Vec<SharedLine> = stretches.iter().map(Stretch::line).collect::<Option<_>>()?;
    let slopes: Vec<Estimate> = lines.iter().map(|line| line.slope).collect();
    let Estimate { value: per_year, variance } = common(&slopes)?;
    let standard_error = variance.sqrt();
    // Each stretch has its own links, and the weight of its slope as its share.
    let shared = |line: &SharedLine| line.shared * (variance / line.slope.variance).powi(2);
    let from_links = lines.iter().map(shared).sum::<f64>().sqrt();
    let freedom = degrees_of_freedom(stretches, (from_links / standard_error).powi(2));
    let half = reach(freedom)? * standard_error;
    let p = chance_beyond(per_year / standard_error, freedom)?;
    Some(Slope {
        per_year,
        standard_error,
        from_links,
        interval: difference_interval(per_year, half),
        smallest_detectable: smallest_detectable_slope(standard_error),
        p,
        p_adjusted: p,
        shrunken: None,
        chance_of_rise: None,
    })
}

impl Stretch<'_> {
    /// A line through its years, whose links move all years before them together.
    fn line(&self) -> Option<SharedLine> {
        let mean = |year: &Year<'_>| {
            let parts = year.variances.as_ref()?;
            Some(YearMean {
                year: f64::from(year.row.key().school_year.starts()),
                mean: year.value.to_f64(),
                variance: parts.iter().map(|part| part.value).sum(),
            })
        };
        let means: Vec<YearMean> = self.years.iter().map(mean).collect::<Option<_>>()?;
        let shared = |(at, (_, link)): (usize, &(usize, Linked))| SharedError {
            variance: link.error.value,
            moves: self.years.iter().map(|year| year.moves[at]).collect(),
        };
        let shared: Vec<SharedError> = self.links.iter().enumerate().map(shared).collect();
        line_with_shared_errors(&means, &shared)
    }

    /// Its years in series within which the order of values says something: cut at links that may
    /// be off, because a step that is off by chance puts all years before it in the wrong place.
    fn series(&self) -> Vec<Vec<Point>> {
        let point = |year: &Year<'_>| Point {
            time: f64::from(year.row.key().school_year.starts()),
            value: year.value.to_f64(),
        };
        let points: Vec<Point> = self.years.iter().map(point).collect();
        let unsure = self.links.iter().filter(|(_, link)| 0.0 < link.error.value);
        let cuts = unsure.map(|(at, _)| *at).chain([points.len()]);
        cuts.scan(0, |from, to| Some(points[std::mem::replace(from, to)..to].to_vec())).collect()
    }
}

/// What the variances of all years together rest on: each part of them comes from one estimate. The
/// errors of links have their share of the variance of the slope.
fn degrees_of_freedom(stretches: &[Stretch<'_>], share_of_links: f64) -> f64 {
    let mut parts: Vec<Variance> = Vec::new();
    let years = stretches.iter().flat_map(|stretch| &stretch.years);
    for variances in years.filter_map(|year| year.variances.as_ref()) {
        for (at, part) in variances.iter().enumerate() {
            match parts.get_mut(at) {
                Some(sum) => {
                    sum.value += part.value;
                    sum.degrees_of_freedom = sum.degrees_of_freedom.min(part.degrees_of_freedom);
                }
                None => parts.push(*part),
            }
        }
    }
    if 0.0 < share_of_links {
        let own: f64 = parts.iter().map(|part| part.value).sum();
        let links = stretches.iter().flat_map(|stretch| &stretch.links);
        let freedom = links.map(|(_, link)| link.error.degrees_of_freedom);
        parts.push(Variance {
            value: own * share_of_links / (1.0 - share_of_links),
            degrees_of_freedom: freedom.fold(f64::INFINITY, f64::min),
        });
    }
    degrees_of_a_sum(&parts)
}

fn ranks(stretches: &[Stretch<'_>]) -> Ranks {
    let points: Vec<Vec<Point>> = stretches.iter().flat_map(Stretch::series).collect();
    let test = stratified_mann_kendall(&points);
    let interval = match points.as_slice() {
        [only] => exact_sen_interval(only, 0.95).ok(),
        _ => None,
    };
    Ranks {
        s: test.rise.s,
        variance: test.rise.variance,
        p: test.rise.p_exact.ok(),
        p_adjusted: test.rise.p_exact.ok(),
        slope: test.slope.ok(),
        interval,
    }
}

impl Trend {
    /// What may be said, given the share of chance findings that is accepted.
    pub(super) fn verdict(&self, accepted: f64) -> Verdict {
        match self.may_say {
            MaySay::Level => Verdict::OneYear,
            MaySay::Change => Verdict::TwoYears,
            MaySay::TooShortToTest => Verdict::TooShortToTest(self.so_far()),
            MaySay::Trend => self.tested(accepted),
        }
    }

    fn tested(&self, accepted: f64) -> Verdict {
        let by_order = self.ranks.as_ref().and_then(|ranks| ranks.p_adjusted);
        let chance = self.slope.as_ref().map(|slope| slope.p_adjusted).or(by_order);
        match (chance, self.direction()) {
            (Some(chance), Ordering::Greater) if chance <= accepted => Verdict::Improving,
            (Some(chance), Ordering::Less) if chance <= accepted => Verdict::Declining,
            _ if self.slope.is_some() => Verdict::NoClearTrend,
            _ => Verdict::CannotTell,
        }
    }

    /// Up or down so far. Neither where hardly more pairs of years go that way than the other: years that
    /// go up and down have a slope, too, and no direction.
    fn so_far(&self) -> Ordering {
        let pairs = self.n_years * self.n_years.saturating_sub(1) / 2;
        match &self.ranks {
            Some(ranks) if self.linked.is_empty() && self.stretches == 1 => {
                let one_way = usize::try_from(ranks.s.unsigned_abs()).unwrap_or(usize::MAX);
                if one_way * 2 < pairs { Ordering::Equal } else { ranks.s.cmp(&0) }
            }
            _ => self.direction(),
        }
    }

    /// The way of the slope: up, down or level.
    fn direction(&self) -> Ordering {
        let per_year = self.slope.as_ref().map(|slope| slope.per_year);
        let by_order = || self.ranks.as_ref().and_then(|ranks| ranks.slope);
        let per_year = per_year.or_else(by_order).unwrap_or(0.0);
        // A slope of nothing but the last digit is none.
        if per_year.abs() < 1e-9 { Ordering::Equal } else { per_year.total_cmp(&0.0) }
    }

    /// The difference between the first and the last year that the slope stands for, in points.
    pub fn over_all_years(&self) -> Option<f64> {
        let years = f64::from(self.last_year.years_since(self.first_year));
        self.slope.as_ref().map(|slope| slope.per_year * years)
    }
}
