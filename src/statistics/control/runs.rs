//! Charts without limits: runs of points on one side of a centre line.

use super::{
    chance::{AnhoejLimits, anhoej_limits, runs_by_chance},
    compare::{Side, side},
};

/// The line about which runs are counted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Centre {
    /// The median of the points themselves.
    OwnMedian,
    /// A target, or the median of an earlier baseline.
    Given(f64),
}

/// Points in a row on one side of the centre line, by their place; or points in a row that go one
/// way. Points on the line are passed over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Run {
    pub side: Side,
    pub points: Vec<usize>,
}

/// A run chart.
#[derive(Clone, PartialEq, Debug)]
pub struct RunChart {
    /// None where there is neither a point nor a given centre.
    pub centre: Option<f64>,
    /// How many periods have a value.
    pub n: usize,
    /// All runs in their order. Missing values are passed over: they end no run.
    pub runs: Vec<Run>,
    /// How many useful points there must be for the Anhøj rules to say anything.
    needed: usize,
}

/// What the Anhøj rules say about a run chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// With fewer useful points than that the rules hardly ever give a signal, so that "no signal"
    /// would say nothing.
    NotApplicable {
        min: usize,
    },
    NoSignal,
    Signal,
}

/// About its own median a series cannot break the rules with fewer useful points: the two sides
/// balance.
const NEEDED_ABOUT_OWN_MEDIAN: usize = 10;
/// About another line, six points on one side have fewer crossings than chance would give.
const NEEDED_ABOUT_GIVEN: usize = 6;

/// The runs of a series about a centre line.
pub fn run_chart(values: &[Option<f64>], centre: Centre) -> RunChart {
    let points = || values.iter().enumerate().filter_map(|(at, value)| Some((at, (*value)?)));
    let (centre, needed) = match centre {
        Centre::OwnMedian => (median(points().map(|(_, value)| value)), NEEDED_ABOUT_OWN_MEDIAN),
        Centre::Given(centre) => (Some(centre), NEEDED_ABOUT_GIVEN),
    };
    let runs = centre.map_or_else(Vec::new, |centre| runs(points(), centre));
    RunChart { centre, n: points().count(), runs, needed }
}

impl RunChart {
    /// How many points are not on the centre line.
    pub fn useful(&self) -> usize {
        self.runs.iter().map(|run| run.points.len()).sum()
    }

    /// How many points the longest run has. None without useful points, as for all that follows.
    pub fn longest_run(&self) -> Option<usize> {
        self.runs.iter().map(|run| run.points.len()).max()
    }

    /// How often the line from point to point crosses the centre line.
    pub fn crossings(&self) -> Option<usize> {
        self.runs.len().checked_sub(1)
    }

    pub fn limits(&self) -> Option<AnhoejLimits> {
        anhoej_limits(self.useful())
    }

    /// Whether a run is longer, or crossings are fewer, than the limits say, however few points
    /// there are. What may be said of it is the verdict.
    pub fn exceeds(&self) -> bool {
        let longer = |limits: AnhoejLimits| Some(limits.longest_run) < self.longest_run();
        let fewer = |limits: AnhoejLimits| self.crossings() < Some(limits.fewest_crossings);
        self.limits().is_some_and(|limits| longer(limits) || fewer(limits))
    }

    /// What the Anhøj rules say (Anhøj 2015, PLOS ONE 10:e0121349).
    pub fn verdict(&self) -> Verdict {
        if self.useful() < self.needed {
            return Verdict::NotApplicable { min: self.needed };
        }
        if self.exceeds() { Verdict::Signal } else { Verdict::NoSignal }
    }
}

/// The run chart rules of the Institute for Healthcare Improvement (Perla, Provost and Murray 2011,
/// BMJ Quality & Safety 20:46-51). A missing value ends shifts and trends; the number of runs is
/// counted past it.
#[derive(Clone, PartialEq, Debug)]
pub struct Perla {
    pub chart: RunChart,
    /// Six points or more in a row on one side; points on the line neither add nor break.
    pub shifts: Vec<Run>,
    /// Five points or more in a row, all rising or all falling; a point like the one before it
    /// neither adds nor breaks.
    pub trends: Vec<Run>,
    /// The fewest and the most runs that chance would give. None where all points lie on one side.
    pub runs_by_chance: Option<(usize, usize)>,
}

const SHORTEST_SHIFT: usize = 6;
const SHORTEST_TREND: usize = 5;

/// The run chart rules that the Institute for Healthcare Improvement teaches. Its fourth, a point
/// far from all others at a glance, is for eyes.
pub fn perla(values: &[Option<f64>], centre: Centre) -> Perla {
    let chart = run_chart(values, centre);
    let on = |wanted: Side| {
        let runs = chart.runs.iter().filter(|run| run.side == wanted);
        runs.map(|run| run.points.len()).sum()
    };
    let mut shifts = Vec::new();
    let mut trends = Vec::new();
    for stretch in stretches(values) {
        trends.extend(climbs(&stretch));
        if let Some(centre) = chart.centre {
            shifts.extend(runs(stretch, centre));
        }
    }
    shifts.retain(|run| SHORTEST_SHIFT <= run.points.len());
    trends.retain(|run| SHORTEST_TREND <= run.points.len());
    let runs_by_chance = runs_by_chance(on(Side::Above), on(Side::Below));
    Perla { chart, shifts, trends, runs_by_chance }
}

impl Perla {
    /// Whether there are fewer or more runs than chance would give.
    pub fn has_unusual_runs(&self) -> bool {
        let runs = self.chart.runs.len();
        self.runs_by_chance.is_some_and(|(fewest, most)| runs < fewest || most < runs)
    }
}

/// Points between gaps, each with its place.
fn stretches(values: &[Option<f64>]) -> Vec<Vec<(usize, f64)>> {
    let placed: Vec<(usize, Option<f64>)> = values.iter().copied().enumerate().collect();
    let present = |&(at, value): &(usize, Option<f64>)| Some((at, value?));
    placed
        .split(|(_, value)| value.is_none())
        .map(|stretch| stretch.iter().filter_map(present).collect())
        .filter(|stretch: &Vec<_>| !stretch.is_empty())
        .collect()
}

/// Runs of points on one side of a line.
fn runs(points: impl IntoIterator<Item = (usize, f64)>, line: f64) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (at, value) in points {
        let Some(side) = side(value, line) else { continue };
        match runs.last_mut() {
            Some(run) if run.side == side => run.points.push(at),
            _ => runs.push(Run { side, points: vec![at] }),
        }
    }
    runs
}

/// Runs of points that all rise or all fall. A step between two alike is passed over; the point at
/// which the way turns belongs to both.
fn climbs(points: &[(usize, f64)]) -> Vec<Run> {
    let mut climbs: Vec<Run> = Vec::new();
    for pair in points.windows(2) {
        let Some(side) = side(pair[1].1, pair[0].1) else { continue };
        match climbs.last_mut() {
            Some(climb) if climb.side == side => climb.points.push(pair[1].0),
            _ => climbs.push(Run { side, points: vec![pair[0].0, pair[1].0] }),
        }
    }
    climbs
}

/// The middle value, or the mean of the middle two. None without values.
pub(super) fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let upper = *sorted.get(sorted.len() / 2)?;
    let lower = sorted[(sorted.len() - 1) / 2];
    Some(lower / 2.0 + upper / 2.0)
}

#[cfg(test)]
mod tests {
    use super::{super::super::reference::golden, *};

    /// A series from signs: + above the line, - below it, 0 on it, a blank for a gap.
    fn signs(signs: &str) -> Vec<Option<f64>> {
        let value = |sign| match sign {
            '+' => Some(3.0),
            '-' => Some(1.0),
            '0' => Some(2.0),
            _ => None,
        };
        signs.chars().map(value).collect()
    }

    fn about_two(text: &str) -> RunChart {
        run_chart(&signs(text), Centre::Given(2.0))
    }

    /// Every series of so many points above and below a line, equally likely; in the first half of
    /// them the last point lies below.
    fn coins(n: u32) -> impl Iterator<Item = Vec<Option<f64>>> {
        let side = move |coins: u32, at| Some(if coins >> at & 1 == 0 { 1.0 } else { 3.0 });
        (0..1_u32 << n).map(move |coins| (0..n).map(|at| side(coins, at)).collect())
    }

    #[test]
    fn false_signals_of_coins_are_as_often_as_counted() {
        let golden = &golden()["anhoej_exact_false_signal_iid_coin"];
        for n in 6..=18 {
            // The other half are the same with the sides exchanged.
            let half = 1 << (n - 1);
            let exceeds = |x: &Vec<Option<f64>>| run_chart(x, Centre::Given(2.0)).exceeds();
            let share = coins(n).take(half).filter(exceeds).count() as f64 / half as f64;
            let expected = golden[n.to_string()].as_f64().unwrap();
            assert!((share - expected).abs() < 5e-5 + 1e-9, "{share} of {n} is not {expected}");
        }
    }

    #[test]
    fn about_their_own_median_fewer_than_ten_points_cannot_signal() {
        let is_balanced = |x: &Vec<Option<f64>>| {
            let above = x.iter().filter(|value| **value == Some(3.0)).count();
            2 * above == x.len()
        };
        for n in [4, 6, 8] {
            let exceeds = |x: Vec<Option<f64>>| run_chart(&x, Centre::OwnMedian).exceeds();
            assert!(!coins(n).filter(is_balanced).any(exceeds), "{n} points");
        }
        assert!(coins(10).filter(is_balanced).any(|x| run_chart(&x, Centre::OwnMedian).exceeds()));
    }

    #[test]
    fn about_a_given_line_six_points_are_the_fewest_that_signal() {
        assert_eq!(about_two("++++++").verdict(), Verdict::Signal);
        for n in 1..6 {
            assert!(!coins(n).any(|x| run_chart(&x, Centre::Given(2.0)).exceeds()), "{n} points");
        }
        assert_eq!(about_two("+++++").verdict(), Verdict::NotApplicable { min: 6 });
        assert_eq!(about_two("+-+-+-").verdict(), Verdict::NoSignal);
    }

    #[test]
    fn nine_useful_points_are_not_called_free_of_signals() {
        let nine: Vec<Option<f64>> = (1..=9).map(|value| Some(f64::from(value))).collect();
        let chart = run_chart(&nine, Centre::OwnMedian);
        // The median itself, 5, is on the line.
        assert_eq!(chart.useful(), 8);
        assert_eq!(chart.verdict(), Verdict::NotApplicable { min: 10 });
        let eleven: Vec<Option<f64>> = (1..=11).map(|value| Some(f64::from(value))).collect();
        assert_eq!(run_chart(&eleven, Centre::OwnMedian).verdict(), Verdict::Signal);
    }

    /// Twelve 3s hold the median, and eight 4s make one run of eight: longer than six, by ties.
    #[test]
    fn ties_at_the_median_do_not_make_a_signal_of_few_points() {
        let values: Vec<Option<f64>> =
            [[3.0; 12].as_slice(), &[4.0; 8]].concat().into_iter().map(Some).collect();
        let chart = run_chart(&values, Centre::OwnMedian);
        assert!(chart.exceeds());
        assert_eq!(chart.verdict(), Verdict::NotApplicable { min: 10 });
    }

    #[test]
    fn points_on_the_line_and_gaps_end_no_run() {
        let chart = about_two("++0+ +--");
        assert_eq!((chart.n, chart.useful()), (7, 6));
        assert_eq!((chart.longest_run(), chart.crossings()), (Some(4), Some(1)));
        let up = Run { side: Side::Above, points: vec![0, 1, 3, 5] };
        assert_eq!(chart.runs[0], up);
    }

    #[test]
    fn without_useful_points_nothing_is_defined() {
        for values in [signs("000"), signs("  "), signs("")] {
            let chart = run_chart(&values, Centre::OwnMedian);
            assert_eq!((chart.longest_run(), chart.crossings()), (None, None));
            assert_eq!((chart.limits(), chart.exceeds()), (None, false));
        }
        assert_eq!(run_chart(&[], Centre::OwnMedian).centre, None);
    }

    fn ihi(text: &str) -> Perla {
        perla(&signs(text), Centre::Given(2.0))
    }

    #[test]
    fn a_shift_is_six_points_on_one_side_past_those_on_the_line() {
        assert_eq!(ihi("-++0+++-").shifts, []);
        let shift = Run { side: Side::Above, points: vec![1, 2, 4, 5, 6, 7] };
        assert_eq!(ihi("-++0++++-").shifts, [shift]);
        assert_eq!(ihi("+++ +++").shifts, []);
    }

    fn trends(values: &[Option<f64>]) -> Vec<Run> {
        perla(values, Centre::OwnMedian).trends
    }

    #[test]
    fn a_trend_is_five_points_one_way_past_those_like_the_one_before() {
        let rising = [1.0, 2.0, 3.0, 3.0, 4.0, 5.0].map(Some);
        let up = Run { side: Side::Above, points: vec![0, 1, 2, 4, 5] };
        assert_eq!(trends(&rising), [up]);
        assert_eq!(trends(&rising[..5]), []);
        // The turning point, 5, is the last of the rise and the first of the fall.
        let and_falling = [1.0, 2.0, 3.0, 4.0, 5.0, 4.0, 3.0, 2.0, 1.0].map(Some);
        let found = trends(&and_falling);
        assert_eq!(found.len(), 2);
        assert_eq!(found[1], Run { side: Side::Below, points: vec![4, 5, 6, 7, 8] });
        let gap = [Some(1.0), Some(2.0), Some(3.0), None, Some(4.0), Some(5.0)];
        assert_eq!(trends(&gap), []);
    }

    /// With 5 above and 5 below, 3 to 9 runs are what chance gives.
    #[test]
    fn too_few_and_too_many_runs_are_unusual() {
        for (text, runs, unusual) in
            [("+++++-----", 2, true), ("++---+++--", 4, false), ("+-+-+-+-+-", 10, true)]
        {
            let found = ihi(text);
            assert_eq!(found.runs_by_chance, Some((3, 9)));
            assert_eq!((found.chart.runs.len(), found.has_unusual_runs()), (runs, unusual));
        }
        assert!(!ihi("+++++").has_unusual_runs());
    }
}
