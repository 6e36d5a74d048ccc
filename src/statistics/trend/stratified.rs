//! Whether values rise or fall within each of several series: sites, items, or the years before and
//! after an instrument changed.

use super::{
    Point, Undefined,
    by_chance::{ByChance, MOST_POINTS},
    mann_kendall::{Order, Rise},
    order::median,
    theil_sen::slopes,
};

/// The test of Mann and Kendall over several series.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stratified {
    /// Of all pairs that lie within one series.
    pub rise: Rise,
    /// The median of all slopes within a series.
    pub slope: Result<f64, Undefined>,
}

/// Whether values rise or fall, comparing only what lies in the same series: S and its variance are
/// summed, and chance orders each series by itself (Hirsch and Slack 1984, Water Resources Research
/// 20:727-732, for seasons; Helsel and Frans 2006, Environmental Science and Technology
/// 40:4066-4073, for places).
///
/// One series a version of an instrument: the step between versions does not count. Series must not
/// depend on each other. Each series is in the order of time.
pub fn stratified_mann_kendall(series: &[Vec<Point>]) -> Stratified {
    let orders: Vec<Order> = series.iter().map(|points| Order::of(&values(points))).collect();
    let sum = |part: fn(&Order) -> f64| orders.iter().map(part).fold(0.0, |sum, part| sum + part);
    let all = Order {
        s: orders.iter().map(|order| order.s).sum(),
        variance: sum(|order| order.variance),
        pairs: sum(|order| order.pairs),
        untied: sum(|order| order.untied),
        ties: Vec::new(),
    };
    Stratified { rise: all.rise(by_chance(&orders)), slope: middle_slope(series) }
}

fn values(points: &[Point]) -> Vec<f64> {
    points.iter().map(|point| point.value).collect()
}

fn by_chance(orders: &[Order]) -> Result<ByChance, Undefined> {
    let values: usize = orders.iter().flat_map(|order| &order.ties).sum();
    if MOST_POINTS < values {
        return Err(Undefined::TooManyPoints);
    }
    orders
        .iter()
        .try_fold(ByChance::of(&[])?, |all, order| Ok(all.and(&ByChance::of(&order.ties)?)))
}

fn middle_slope(series: &[Vec<Point>]) -> Result<f64, Undefined> {
    let mut all = Vec::new();
    for points in series {
        all.extend(slopes(points)?);
    }
    all.sort_by(f64::total_cmp);
    median(&all).ok_or(Undefined::TooFewPoints)
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            super::reference::{close, golden, number, numbers},
            mann_kendall,
        },
        *,
    };

    fn by_position(values: &[f64]) -> Vec<Point> {
        let point = |(time, value): (usize, &f64)| Point { time: time as f64, value: *value };
        values.iter().enumerate().map(point).collect()
    }

    #[test]
    fn a_change_of_version_does_not_hide_the_trend() {
        let golden = golden();
        let cases = golden["mann_kendall"].as_array().unwrap();
        let case = cases.iter().find(|case| case["blocks"].is_array()).unwrap();
        let (years, blocks) = (numbers(&case["y"]), numbers(&case["blocks"]));
        let changes = blocks.iter().filter(|block| **block < 2.0).count();
        let (before, after) = years.split_at(changes);

        let found = stratified_mann_kendall(&[by_position(before), by_position(after)]);
        assert_eq!(Some(found.rise.s), case["blocked"]["S"].as_i64());
        close(found.rise.p_exact.unwrap(), number(&case["blocked"]["p_exact"]));
        close(found.slope.unwrap(), number(&case["blocked"]["sen"]));

        let joined = stratified_mann_kendall(&[by_position(&years)]);
        assert_eq!(Some(joined.rise.s), case["unblocked"]["S"].as_i64());
        close(joined.rise.p_exact.unwrap(), number(&case["unblocked"]["p_exact"]));
        close(joined.slope.unwrap(), number(&case["unblocked"]["sen"]));
    }

    #[test]
    fn one_series_gives_the_plain_test() {
        let values = [2.5, 2.5, 2.75, 3.0, 2.75, 3.0, 3.25, 3.0];
        let (plain, found) =
            (mann_kendall(&values), stratified_mann_kendall(&[by_position(&values)]));
        assert_eq!(found.rise.s, plain.rise.s);
        close(found.rise.z, plain.rise.z);
        close(found.rise.p_exact.unwrap(), plain.rise.p_exact.unwrap());
        assert_eq!(found.rise.tau_a, plain.rise.tau_a);
    }

    #[test]
    fn series_without_pairs_say_nothing() {
        for series in [vec![], vec![vec![]], vec![by_position(&[2.0]), by_position(&[3.0])]] {
            let found = stratified_mann_kendall(&series);
            assert_eq!((found.rise.s, found.rise.p_normal), (0, 1.0));
            close(found.rise.p_exact.unwrap(), 1.0);
            assert_eq!(found.rise.tau_a, Err(Undefined::TooFewPoints));
            assert_eq!(found.slope, Err(Undefined::TooFewPoints));
        }
    }

    #[test]
    fn a_network_of_many_sites_has_the_normal_p_alone() {
        let found = stratified_mann_kendall(&vec![by_position(&[1.0, 2.0, 3.0]); 60]);
        assert_eq!(found.rise.s, 180);
        assert_eq!(found.rise.p_exact, Err(Undefined::TooManyPoints));
        // Each site has a variance of 3 * 2 * 11 / 18.
        close(found.rise.z, 179.0 / (60.0 * 66.0_f64 / 18.0).sqrt());
    }
}
