//! Agreement of any number of raters with gaps: Krippendorff's alpha.

use super::{super::equal::comparable, Disagreement, Undefined, mean};

/// How far apart two ratings are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Distance {
    /// 1 where they differ.
    Nominal,
    /// How many ratings lie between them, half of those at each end counted: squared.
    Ordinal,
    /// Their difference, squared.
    Interval,
}

/// The ratings of the subjects that have two or more.
#[derive(Clone, PartialEq, Debug)]
pub struct Pairable {
    units: Vec<Unit>,
    /// How many different ratings there are.
    different: usize,
}

/// A subject that was rated twice or more.
#[derive(Clone, PartialEq, Debug)]
struct Unit {
    subject: usize,
    ratings: Vec<Given>,
}

/// A rating, and how many smaller ones there are among the different ones.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Given {
    value: f64,
    place: usize,
}

impl Pairable {
    pub fn of(ratings: &[Vec<Option<f64>>]) -> Pairable {
        let rows = ratings.iter().map(|row| row.iter().copied().flatten().collect());
        let rows = rows.enumerate().filter(|(_, row): &(usize, Vec<f64>)| 2 <= row.len());
        let rows: Vec<(usize, Vec<f64>)> = rows.collect();
        let mut different = sorted(rows.iter().flat_map(|(_, row)| row));
        different.dedup_by(|one, other| one.total_cmp(other).is_eq());
        let given = |value: f64| {
            let own = comparable(value);
            let place = different.partition_point(|other| other.total_cmp(&own).is_lt());
            Given { value, place }
        };
        let unit = |(subject, row): (usize, Vec<f64>)| Unit {
            subject,
            ratings: row.into_iter().map(given).collect(),
        };
        Pairable { units: rows.into_iter().map(unit).collect(), different: different.len() }
    }

    pub fn units(&self) -> usize {
        self.units.len()
    }

    pub fn values(&self) -> usize {
        self.units.iter().map(|unit| unit.ratings.len()).sum()
    }

    /// `1 - Do / De`: 1 where ratings of a subject never differ, 0 where they differ as much as
    /// ratings of any two subjects, below 0 where they differ more.
    ///
    /// With `D` the sum of distances over the ordered pairs of a list, `n` ratings and `m` of them
    /// in a subject, `Do = sum D(subject) / (m - 1) / n` and `De = D(all) / (n (n - 1))`
    /// (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability). No value where nothing was
    /// rated twice, and where all ratings are the same: whether raters tell subjects apart cannot
    /// be seen.
    pub fn alpha(&self, distance: Distance) -> Result<f64, Undefined> {
        self.disagreement(distance)?.beyond_chance()
    }

    /// The two parts of alpha, `Do` and `De`, for bringing several items together. An ordinal distance
    /// is the share of all ratings that lie between two, squared, so that it goes from 0 to 1 however
    /// many ratings there are; a nominal one is 0 or 1, one of intervals in squared units.
    ///
    /// Both are 0 where all ratings are the same. None where nothing was rated twice.
    pub fn disagreement(&self, distance: Distance) -> Result<Disagreement, Undefined> {
        self.disagreement_among(|_| true, distance)
    }

    /// The same of some of the subjects, which are meant by their place in the table.
    pub fn disagreement_among(
        &self,
        is_meant: impl Fn(usize) -> bool,
        distance: Distance,
    ) -> Result<Disagreement, Undefined> {
        let units: Vec<&Unit> = self.units.iter().filter(|unit| is_meant(unit.subject)).collect();
        let mut given = units.iter().flat_map(|unit| &unit.ratings);
        let first = given.next().ok_or(Undefined::NothingRatedTwice)?;
        if given.all(|other| other.place == first.place) {
            return Ok(Disagreement { seen: 0.0, by_chance: 0.0 });
        }
        Ok(match distance {
            Distance::Nominal => parts(&units, |given| given.value, unlike_pairs),
            Distance::Ordinal => {
                let ranks = self.mid_ranks(&units);
                parts(&units, |given| ranks[given.place], squared_distances)
            }
            Distance::Interval => parts(&units, |given| given.value, squared_distances),
        })
    }

    /// Each different rating as the middle of the places that its equals take when all are sorted, as
    /// a share of all. The difference of two is what lies between them, half of those at each end
    /// counted.
    fn mid_ranks(&self, units: &[&Unit]) -> Vec<f64> {
        let mut counts = vec![0_usize; self.different];
        units.iter().flat_map(|unit| &unit.ratings).for_each(|given| counts[given.place] += 1);
        let all: usize = counts.iter().sum();
        let mut below = 0;
        let rank = |count: usize| {
            let up_to = below + count;
            let middle = f64::midpoint(below as f64, up_to as f64);
            below = up_to;
            middle / all as f64
        };
        counts.into_iter().map(rank).collect()
    }
}

fn parts(units: &[&Unit], value: impl Fn(&Given) -> f64, pairs: fn(&[f64]) -> f64) -> Disagreement {
    let all: Vec<f64> = units.iter().flat_map(|unit| &unit.ratings).map(value).collect();
    let mut rest = all.as_slice();
    let of_unit = |unit: &&Unit| {
        let (own, later) = rest.split_at(unit.ratings.len());
        rest = later;
        pairs(own) / (own.len() - 1) as f64
    };
    let within: f64 = units.iter().map(of_unit).sum();
    let ratings = all.len() as f64;
    Disagreement { seen: within / ratings, by_chance: pairs(&all) / (ratings * (ratings - 1.0)) }
}

/// How many ordered pairs differ.
fn unlike_pairs(values: &[f64]) -> f64 {
    let sorted = sorted(values);
    let alike = sorted.chunk_by(|one, other| one.total_cmp(other).is_eq());
    (values.len() as f64).powi(2) - alike.map(|run| (run.len() as f64).powi(2)).sum::<f64>()
}

/// The sum of the squared differences over all ordered pairs: `2 n` times the squares about the
/// mean, so that no pair has to be looked at.
fn squared_distances(values: &[f64]) -> f64 {
    let centre = mean(values.iter().copied()).unwrap_or_default();
    2.0 * values.len() as f64 * values.iter().map(|value| (value - centre).powi(2)).sum::<f64>()
}

fn sorted<'a>(values: impl IntoIterator<Item = &'a f64>) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.into_iter().copied().map(comparable).collect();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::super::reference::{cases, close, golden, number},
        super::scale::same,
        *,
    };

    const DISTANCES: [Distance; 3] = [Distance::Nominal, Distance::Ordinal, Distance::Interval];

    fn all(pairable: &Pairable) -> [Result<f64, Undefined>; 3] {
        DISTANCES.map(|distance| pairable.alpha(distance))
    }

    /// Krippendorff's own example: four observers, twelve units, gaps.
    #[test]
    fn the_published_example_is_reproduced() {
        let cases = cases("agreement");
        let example = cases
            .iter()
            .find(|case| case["name"] == "kripp_krippendorff_4_observers_12_units")
            .unwrap();
        let rows = example["input"]["ratings"].as_array().unwrap();
        let row = |row: &serde_json::Value| {
            row.as_array().unwrap().iter().map(serde_json::Value::as_f64).collect()
        };
        let pairable = Pairable::of(&rows.iter().map(row).collect::<Vec<_>>());
        let golden = &golden()["krippendorff_4x12"];
        close(pairable.alpha(Distance::Nominal).unwrap(), number(&golden["nominal"]));
        close(pairable.alpha(Distance::Ordinal).unwrap(), number(&golden["ordinal"]));
        close(pairable.alpha(Distance::Interval).unwrap(), number(&golden["interval"]));
    }

    /// Krippendorff's reference data B (2011): two observers, ten units, two values: 14 of 20
    /// ratings are 0 and six are 1, four units disagree; alpha 0.095.
    #[test]
    fn the_published_binary_example_is_reproduced() {
        let one = [0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0];
        let other = [1.0, 1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
        let rows: Vec<_> =
            one.into_iter().zip(other).map(|(a, b)| vec![Some(a), Some(b)]).collect();
        for alpha in all(&Pairable::of(&rows)) {
            close(alpha.unwrap(), 1.0 - 19.0 * 8.0 / (2.0 * 14.0 * 6.0));
        }
    }

    #[test]
    fn without_variation_there_is_none() {
        let same = Pairable::of(&[vec![Some(3.0), Some(3.0)], vec![Some(3.0), None]]);
        assert_eq!(all(&same), [Err(Undefined::NoVariation); 3]);
        let alone = Pairable::of(&[vec![Some(1.0), None], vec![None, Some(2.0)], vec![]]);
        assert_eq!(all(&alone), [Err(Undefined::NothingRatedTwice); 3]);
        // Equal but for the way they were averaged.
        let averaged = Pairable::of(&[vec![Some(0.1 + 0.2), Some(0.3)]]);
        assert_eq!(all(&averaged), [Err(Undefined::NoVariation); 3]);
    }

    #[test]
    fn what_is_too_large_to_be_written_is_said() {
        let pairable = Pairable::of(&[vec![Some(1e200), Some(-1e200)]]);
        assert_eq!(pairable.alpha(Distance::Interval), Err(Undefined::TooLarge));
        close(pairable.alpha(Distance::Nominal).unwrap(), 0.0);
    }

    fn tables() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
        let rating = prop::option::of((1_u8..5).prop_map(f64::from));
        prop::collection::vec(prop::collection::vec(rating, 3), 1..15)
    }

    proptest! {
        #[test]
        fn neither_the_order_of_raters_nor_the_zero_of_the_scale_matters(ratings in tables()) {
            let moved: Vec<Vec<Option<f64>>> = ratings
                .iter()
                .map(|row| row.iter().rev().map(|value| value.map(|value| value + 7.0)).collect())
                .collect();
            let (one, other) = (all(&Pairable::of(&ratings)), all(&Pairable::of(&moved)));
            for (one, other) in one.into_iter().zip(other) {
                match (one, other) {
                    (Ok(one), Ok(other)) => prop_assert!((one - other).abs() < 1e-9),
                    (one, other) => prop_assert_eq!(one, other),
                }
            }
        }

        #[test]
        fn some_of_the_subjects_are_a_table_of_their_own(ratings in tables(), left in 0_usize..15) {
            let others = ratings.iter().enumerate().filter(|(subject, _)| *subject != left);
            let others = Pairable::of(&others.map(|(_, row)| row.clone()).collect::<Vec<_>>());
            let all = Pairable::of(&ratings);
            for kind in DISTANCES {
                let among = all.disagreement_among(|subject| subject != left, kind);
                prop_assert_eq!(among, others.disagreement(kind));
            }
        }

        #[test]
        fn it_is_what_the_pairs_say(ratings in tables()) {
            let pairable = Pairable::of(&ratings);
            for kind in DISTANCES {
                let Ok(alpha) = pairable.alpha(kind) else { continue };
                prop_assert!((alpha - pair_by_pair(&pairable, kind)).abs() < 1e-9);
            }
        }
    }

    /// The formula as it is defined.
    fn pair_by_pair(pairable: &Pairable, kind: Distance) -> f64 {
        let values = |unit: &Unit| unit.ratings.iter().map(|given| given.value).collect();
        let units: Vec<Vec<f64>> = pairable.units.iter().map(values).collect();
        let all: Vec<f64> = units.iter().flatten().copied().collect();
        let pairs = |unit: &[f64]| -> f64 {
            let with =
                |one: &f64| unit.iter().map(|other| distance(&all, kind, *one, *other)).sum();
            unit.iter().map(with).collect::<Vec<f64>>().iter().sum()
        };
        let n = all.len() as f64;
        let of_unit = |unit: &Vec<f64>| pairs(unit) / (unit.len() as f64 - 1.0);
        let observed = units.iter().map(of_unit).sum::<f64>() / n;
        1.0 - observed / (pairs(&all) / (n * (n - 1.0)))
    }

    fn distance(all: &[f64], kind: Distance, one: f64, other: f64) -> f64 {
        let count = |low: f64, high: f64| {
            all.iter().filter(|value| (low..=high).contains(*value)).count() as f64
        };
        match kind {
            Distance::Nominal => f64::from(u8::from(!same(one, other))),
            Distance::Interval => (one - other).powi(2),
            Distance::Ordinal => {
                let ends = f64::midpoint(count(one, one), count(other, other));
                (count(one.min(other), one.max(other)) - ends).powi(2)
            }
        }
    }
}
