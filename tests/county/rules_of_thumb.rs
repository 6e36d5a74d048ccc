//! What simple rules find in three ratings a school and year, held against what all ratings say.

use std::collections::BTreeMap;

use cqi::{
    analysis::{Series, Slope},
    pipeline::Study,
};

use crate::reading::{all_years, series, three_by_chance};

const THINNINGS: u64 = 40;

/// How many schools a rule flags, and what all ratings say of these.
#[derive(Clone, Copy, Default, Debug)]
struct Flagged {
    schools: usize,
    /// By all ratings the line goes the other way.
    wrong_way: usize,
    /// By all ratings the line goes this way, and clearly so.
    trending: usize,
}

/// The way that a rule says a school goes: below zero down, and none where it flags nothing.
type Rule = fn(&Series, &Slope) -> Option<f64>;

/// With what was found for 40 other draws, in Python: schools flagged of 169, those the wrong way, and
/// those truly trending.
const RULES: [(&str, Rule, [f64; 3]); 3] = [
    ("half a point", half_a_point, [59.2, 10.9, 15.0]),
    ("clear slope", clear, [14.5, 0.7, 7.2]),
    ("clear among all", clear_among_all, [1.4, 0.0, 0.8]),
];

#[test]
#[ignore = "long"]
fn half_a_point_flags_every_third_school_and_many_the_wrong_way() {
    let Some(all) = all_years() else { return };
    let truth = truth(all);
    assert_eq!(truth.values().filter(|slope| slope.p <= 0.05).count(), 27);
    let thinned: Vec<Study> = (0..THINNINGS).filter_map(three_by_chance).collect();
    for (name, rule, published) in RULES {
        let flagged = thinned.iter().map(|thinned| Flagged::by(rule, thinned, &truth));
        let flagged: Vec<[usize; 3]> = flagged.map(Flagged::counts).collect();
        for (at, published) in published.into_iter().enumerate() {
            let counts: Vec<f64> = flagged.iter().map(|counts| counts[at] as f64).collect();
            agrees(name, &counts, published);
        }
    }
}

/// Holds a mean of counts against one over as many other draws: they may lie apart by three standard
/// errors of the difference, and by the rounding of the other.
#[track_caller]
#[allow(clippy::print_stdout, reason = "what is found is recorded")]
fn agrees(name: &str, counts: &[f64], published: f64) {
    let n = counts.len() as f64;
    let mean = counts.iter().sum::<f64>() / n;
    let squares: f64 = counts.iter().map(|count| (count - mean).powi(2)).sum();
    let error = (squares / (n - 1.0) / n).sqrt();
    println!("{name}: {mean:.1}, standard error {error:.2}; published {published}");
    let apart = (mean - published).abs();
    assert!(apart <= 3.0 * 2.0_f64.sqrt() * error + 0.05, "{name}: {mean} and {published}");
}

/// The slope by all ratings, of each school with three years or more.
fn truth(study: &Study) -> BTreeMap<&str, &Slope> {
    lines(study).map(|(series, slope)| (&*series.site.0, slope)).collect()
}

fn lines(study: &Study) -> impl Iterator<Item = (&Series, &Slope)> {
    series(study).filter_map(|series| {
        let trend = series.trend.as_ref().filter(|trend| 3 <= trend.n_years)?;
        Some((series, trend.slope.as_ref()?))
    })
}

fn half_a_point(series: &Series, _: &Slope) -> Option<f64> {
    let change = series.segments.last()?.latest()?.from_first_year.as_ref()?;
    Some(change.difference.to_f64()).filter(|difference| 0.5 <= difference.abs())
}

fn clear(_: &Series, slope: &Slope) -> Option<f64> {
    (slope.p <= 0.05).then_some(slope.per_year)
}

fn clear_among_all(_: &Series, slope: &Slope) -> Option<f64> {
    (slope.p_adjusted <= 0.1).then_some(slope.per_year)
}

impl Flagged {
    fn by(rule: Rule, thinned: &Study, truth: &BTreeMap<&str, &Slope>) -> Flagged {
        let mut flagged = Flagged::default();
        for (series, slope) in lines(thinned) {
            let Some(way) = rule(series, slope) else { continue };
            let truth = truth[&*series.site.0];
            let is_right = 0.0 < way * truth.per_year;
            flagged.schools += 1;
            flagged.wrong_way += usize::from(!is_right);
            flagged.trending += usize::from(is_right && truth.p <= 0.05);
        }
        flagged
    }

    fn counts(self) -> [usize; 3] {
        [self.schools, self.wrong_way, self.trending]
    }
}
