//! Before and after, pair by pair: Wilcoxon's signed ranks.

use super::{super::equal::comparable, super::interval::two_sided_normal, ranks::Ranks};

/// Whether pairs went up as often, and as far, as down.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SignedRanks {
    pub n_pairs: usize,
    /// Pairs that differ.
    pub n_used: usize,
    /// The sum of the ranks of the rises, pairs without a difference left out.
    pub plus: f64,
    /// The same of the falls.
    pub minus: f64,
    /// The chance of a sum at least as far from its middle, had each difference been as likely to
    /// go the other way; pairs without a difference left out before ranking.
    pub chance: f64,
    /// The same, with pairs without a difference left out after ranking.
    pub chance_pratt: f64,
}

/// The most pairs of which all sign patterns are counted; beyond, the sum is taken as normal.
const MOST_COUNTED: usize = 300;

/// The signed-rank test (Wilcoxon 1945, Biometrics Bulletin 1:80-83; Pratt 1959, JASA 54:655-667)
/// of differences, after less before.
///
/// Equal sizes share the mean of their ranks, and both chances count all sign patterns (up to 300
/// pairs). Without a difference that is not 0 both chances are 1.
pub fn signed_ranks(differences: &[f64]) -> SignedRanks {
    let all: Vec<f64> = differences.iter().map(|difference| comparable(*difference)).collect();
    let differing: Vec<f64> = all.iter().copied().filter(|d| *d != 0.0).collect();
    let used = Signed::ranked(&differing);
    SignedRanks {
        n_pairs: all.len(),
        n_used: differing.len(),
        plus: used.plus as f64 / 2.0,
        minus: (used.total() - used.plus) as f64 / 2.0,
        chance: used.chance(),
        chance_pratt: Signed::ranked(&all).chance(),
    }
}

/// Doubled ranks of the sizes of the differences that are not 0, and the sum of those that rise.
struct Signed {
    ranks: Vec<usize>,
    plus: usize,
}

impl Signed {
    fn ranked(differences: &[f64]) -> Signed {
        let sizes: Vec<f64> = differences.iter().map(|difference| difference.abs()).collect();
        let mut signed = Signed { ranks: Vec::new(), plus: 0 };
        for (difference, rank) in differences.iter().zip(Ranks::of(&sizes).doubled) {
            if *difference != 0.0 {
                signed.ranks.push(rank);
            }
            if 0.0 < *difference {
                signed.plus += rank;
            }
        }
        signed
    }

    fn total(&self) -> usize {
        self.ranks.iter().sum()
    }

    /// How far a sum lies from the middle, twice.
    fn off_middle(&self, plus: usize) -> usize {
        (2 * plus).abs_diff(self.total())
    }

    fn chance(&self) -> f64 {
        if MOST_COUNTED < self.ranks.len() { self.normal_chance() } else { self.exact_chance() }
    }

    fn exact_chance(&self) -> f64 {
        let observed = self.off_middle(self.plus);
        let sums = chances_of_sums(&self.ranks);
        let as_far = |(plus, _): &(usize, f64)| observed <= self.off_middle(*plus);
        let chance: f64 = sums.into_iter().enumerate().filter(as_far).map(|(_, c)| c).sum();
        chance.min(1.0)
    }

    /// With ties, the variance of the sum is a quarter of the sum of squared ranks.
    fn normal_chance(&self) -> f64 {
        let squares: f64 = self.ranks.iter().map(|rank| (*rank as f64).powi(2)).sum();
        let z = self.off_middle(self.plus) as f64 / squares.sqrt();
        two_sided_normal(z)
    }
}

/// The chance of each sum of ranks when each rank counts or does not, as a coin falls.
fn chances_of_sums(ranks: &[usize]) -> Vec<f64> {
    let mut chances = vec![0.0; ranks.iter().sum::<usize>() + 1];
    chances[0] = 1.0;
    for rank in ranks {
        for sum in (0..chances.len()).rev() {
            let with = sum.checked_sub(*rank).map_or(0.0, |without| chances[without]);
            chances[sum] = f64::midpoint(chances[sum], with);
        }
    }
    chances
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::super::reference::close, *};

    /// Darwin's maize, cross- less self-fertilized, in eighths of an inch (Fisher 1935, The Design
    /// of Experiments, section 17): no ties of size but 14 and 8. The exact p of R's
    /// `exactRankTests::wilcox.exact` and `coin::wilcoxsign_test` is 0.04126.
    #[test]
    fn darwins_maize_grows_as_published() {
        let eighths = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48].map(f64::from);
        let found = signed_ranks(&eighths);
        close(found.plus, 96.0);
        close(found.minus, 24.0);
        assert!((found.chance - 0.041_26).abs() < 5e-6, "{}", found.chance);
    }

    /// Among the 2^n patterns of n rises without ties only two are as far out.
    #[test]
    fn all_rising_is_two_patterns_of_all() {
        let rises: Vec<f64> = (1..=20).map(f64::from).collect();
        close(signed_ranks(&rises).chance * 2_f64.powi(19), 1.0);
    }

    #[test]
    fn no_difference_shows_nothing() {
        for none in [&[][..], &[0.0, 0.0]] {
            let found = signed_ranks(none);
            close(found.chance, 1.0);
            close(found.chance_pratt, 1.0);
            assert_eq!(found.n_used, 0);
        }
    }

    #[test]
    fn many_pairs_are_taken_as_normal_and_little_changes() {
        let alternating = |many: u32| -> Vec<f64> {
            (1..=many).map(|i| f64::from(i) * if i % 3 == 0 { -1.0 } else { 0.9 }).collect()
        };
        let signed = Signed::ranked(&alternating(300));
        assert!((signed.exact_chance() - signed.normal_chance()).abs() < 1e-4);
        let beyond = signed_ranks(&alternating(400));
        assert!(0.0 < beyond.chance && beyond.chance < 1.0);
    }

    proptest! {
        /// By counting every pattern, where they are few.
        #[test]
        fn the_chance_is_the_share_of_patterns(
            steps in prop::collection::vec(-3_i8..=3, 0..9),
        ) {
            let differences: Vec<f64> = steps.iter().map(|step| f64::from(*step) * 0.1).collect();
            let signed = Signed::ranked(&differences);
            let patterns = 1_usize << signed.ranks.len();
            let sum_of = |pattern: usize| -> usize {
                let counts = |place: &usize| pattern >> place & 1 == 1;
                (0..signed.ranks.len()).filter(counts).map(|place| signed.ranks[place]).sum()
            };
            let observed = signed.off_middle(signed.plus);
            let far = |pattern: &usize| observed <= signed.off_middle(sum_of(*pattern));
            let share = (0..patterns).filter(far).count() as f64 / patterns as f64;
            prop_assert!((signed.exact_chance() - share).abs() < 1e-12);
        }
    }
}
