//! Many questions asked at once.
//!
//! A p-value is made larger by how many questions it stands among. None stands for a question
//! without an answer: it keeps its place and does not count among the questions.

/// The chance of even one wrong finding among all (Holm 1979, Scandinavian Journal of Statistics
/// 6:65-70): the running maximum of `(m - r + 1) p` over the ranks `r` from 1 to `m`, at most 1.
pub fn holm(chances: &[Option<f64>]) -> Vec<Option<f64>> {
    let sorted = Sorted::of(chances);
    let many = sorted.values.len();
    let mut highest = 0.0_f64;
    let adjusted = sorted.values.iter().enumerate().map(|(below, chance)| {
        highest = highest.max((many - below) as f64 * chance);
        highest.min(1.0)
    });
    sorted.put_back(adjusted.collect(), chances.len())
}

/// The share of wrong findings among those found (Benjamini and Hochberg 1995, JRSS B 57:289-300):
/// the running minimum of `m p / r` from the highest rank `r` down, at most 1.
///
/// Equal p-values are adjusted alike, so that all of them or none are found.
pub fn benjamini_hochberg(chances: &[Option<f64>]) -> Vec<Option<f64>> {
    step_up(chances, 1.0)
}

/// The share of wrong findings where the questions hang together in any way, such as standards that
/// share items: as [`benjamini_hochberg`], times `1 + 1/2 + ... + 1/m` (Benjamini and Yekutieli
/// 2001, Annals of Statistics 29:1165-1188).
pub fn benjamini_yekutieli(chances: &[Option<f64>]) -> Vec<Option<f64>> {
    let many = chances.iter().flatten().count();
    step_up(chances, (1..=many).map(|rank| 1.0 / rank as f64).sum())
}

fn step_up(chances: &[Option<f64>], penalty: f64) -> Vec<Option<f64>> {
    let sorted = Sorted::of(chances);
    let many = sorted.values.len() as f64;
    let mut lowest = 1.0_f64;
    let mut adjusted: Vec<f64> = (1..=sorted.values.len())
        .rev()
        .map(|rank| {
            lowest = lowest.min(penalty * many / rank as f64 * sorted.values[rank - 1]);
            lowest
        })
        .collect();
    adjusted.reverse();
    sorted.put_back(adjusted, chances.len())
}

/// P-values from the smallest to the largest, and where each stood.
struct Sorted {
    places: Vec<usize>,
    values: Vec<f64>,
}

impl Sorted {
    fn of(chances: &[Option<f64>]) -> Sorted {
        let mut present: Vec<(usize, f64)> = chances
            .iter()
            .enumerate()
            .filter_map(|(place, chance)| Some((place, (*chance)?)))
            .filter(|(_, chance)| !chance.is_nan())
            .map(|(place, chance)| (place, possible(chance)))
            .collect();
        present.sort_by(|(_, one), (_, other)| one.total_cmp(other));
        let (places, values) = present.into_iter().unzip();
        Sorted { places, values }
    }

    fn put_back(&self, adjusted: Vec<f64>, many: usize) -> Vec<Option<f64>> {
        let mut answers = vec![None; many];
        for (&place, value) in self.places.iter().zip(adjusted) {
            answers[place] = Some(value);
        }
        answers
    }
}

/// No data make anything impossible: a p-value of 0 is one too small for a floating-point number,
/// and stands for the smallest there is.
fn possible(chance: f64) -> f64 {
    const SMALLEST: f64 = f64::from_bits(1);
    chance.max(SMALLEST)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{
        super::reference::{close, golden, numbers},
        *,
    };

    fn present(chances: &[f64]) -> Vec<Option<f64>> {
        chances.iter().copied().map(Some).collect()
    }

    #[track_caller]
    fn all_close(found: &[Option<f64>], expected: &[f64]) {
        assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(expected) {
            close(found.unwrap(), *expected);
        }
    }

    #[test]
    fn shares_of_wrong_findings_agree_with_the_golden_ones() {
        let golden = &golden()["bh_adjust"];
        let found = benjamini_hochberg(&present(&numbers(&golden["p"])));
        all_close(&found, &numbers(&golden["adj"]));
    }

    /// With three questions the penalty is 1 + 1/2 + 1/3 = 11/6: 3 * 0.01 * 11/6 = 0.055,
    /// 3/2 * 0.02 * 11/6 = 0.055, 3/3 * 0.03 * 11/6 = 0.055.
    #[test]
    fn questions_that_hang_together_cost_more() {
        all_close(&benjamini_yekutieli(&present(&[0.03, 0.01, 0.02])), &[0.055; 3]);
    }

    #[test]
    fn a_question_without_an_answer_keeps_its_place_and_does_not_count() {
        let chances = [Some(0.04), None, Some(0.01)];
        for (adjust, expected) in [
            (holm as fn(&[Option<f64>]) -> Vec<Option<f64>>, [0.04, 0.02]),
            (benjamini_hochberg, [0.04, 0.02]),
            (benjamini_yekutieli, [0.06, 0.03]),
        ] {
            let found = adjust(&chances);
            assert_eq!(found[1], None);
            all_close(&[found[0], found[2]], &expected);
        }
        assert_eq!(holm(&[None, Some(f64::NAN)]), [None, None]);
        assert_eq!(benjamini_hochberg(&[]), []);
    }

    #[test]
    fn all_that_are_equal_at_the_cut_are_found() {
        let found = benjamini_hochberg(&present(&[0.05, 0.9, 0.05, 0.05]));
        // 4 * 0.05 / 3 for each of the three.
        assert_eq!(found[0], found[2]);
        assert_eq!(found[0], found[3]);
        close(found[0].unwrap(), 0.2 / 3.0);
    }

    #[test]
    fn nothing_is_impossible() {
        for adjust in [holm, benjamini_hochberg, benjamini_yekutieli] {
            let found = adjust(&present(&[0.0, 0.5]));
            assert!(0.0 < found[0].unwrap());
            assert!(found[0].unwrap() < 1e-300);
        }
    }

    proptest! {
        #[test]
        fn adjusting_makes_no_p_smaller_and_keeps_their_order(
            chances in prop::collection::vec(prop::option::of(0.0..=1.0_f64), 0..12),
        ) {
            for adjust in [holm, benjamini_hochberg, benjamini_yekutieli] {
                let adjusted = adjust(&chances);
                let pairs: Vec<(f64, f64)> = chances.iter().zip(&adjusted)
                    .filter_map(|(before, after)| Some(((*before)?, (*after)?)))
                    .collect();
                prop_assert_eq!(pairs.len(), chances.iter().flatten().count());
                for (before, after) in &pairs {
                    prop_assert!(before - 1e-12 <= *after && *after <= 1.0);
                    prop_assert!(pairs.iter().all(|(b, a)| before < b || a <= after));
                }
            }
        }
    }
}
