//! Two groups: whether the values of one tend to be higher (Mann-Whitney).

use statrs::distribution::{ContinuousCDF, Normal};

use super::{Undefined, ranks::Ranks};

/// Whether the values of the first group tend to be higher.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct RankSum {
    /// In how many pairs, one of each group, the first is higher; a tie is half a pair.
    pub u: f64,
    /// The chance of a sum of ranks at least as far from its middle, had values fallen to the
    /// groups by lot.
    pub chance: f64,
    /// Twice the chance of the smaller tail, at most 1. With ties the two may differ.
    pub chance_doubled: f64,
}

/// The most work of counting all splits, as the size of both groups times that of the smaller;
/// beyond, the sum is taken as normal.
const MOST_COUNTED: usize = 5000;

/// The rank-sum test (Mann and Whitney 1947, Annals of Mathematical Statistics 18:50-60).
///
/// Equal values share the mean of their ranks, and both chances count all splits of the ranks (up
/// to two groups of 50). There is none where a group is empty.
pub fn rank_sum(first: &[f64], second: &[f64]) -> Result<RankSum, Undefined> {
    if first.is_empty() || second.is_empty() {
        return Err(Undefined::TooFew { needed: 1 });
    }
    let split = Split::of(first, second);
    let tails = split.tails();
    let pairs = (first.len() * second.len()) as f64;
    let above = split.rank_sum as f64 / 2.0 - triangle(split.chosen);
    let u = if split.is_of_first { above } else { pairs - above };
    let chance_doubled = (2.0 * tails.low.min(tails.high)).min(1.0);
    Ok(RankSum { u, chance: tails.as_far.min(1.0), chance_doubled })
}

/// The smallest sum of so many ranks.
fn triangle(many: usize) -> f64 {
    (many * (many + 1)) as f64 / 2.0
}

/// The ranks of all values, and how the smaller group shares in them. What is likely for one group
/// is so for the other, turned round.
struct Split {
    ranks: Ranks,
    chosen: usize,
    /// The sum of the doubled ranks of the smaller group.
    rank_sum: usize,
    is_of_first: bool,
}

/// Chances of a sum of ranks.
struct Tails {
    /// As low as the one observed or lower.
    low: f64,
    high: f64,
    /// As far from the middle or farther.
    as_far: f64,
}

impl Split {
    fn of(first: &[f64], second: &[f64]) -> Split {
        let ranks = Ranks::of(&[first, second].concat());
        let (of_first, of_second) = ranks.doubled.split_at(first.len());
        let is_of_first = first.len() <= second.len();
        let smaller = if is_of_first { of_first } else { of_second };
        Split { chosen: smaller.len(), rank_sum: smaller.iter().sum(), is_of_first, ranks }
    }

    fn tails(&self) -> Tails {
        let work = self.ranks.doubled.len() * self.chosen;
        if MOST_COUNTED < work { self.normal_tails() } else { self.exact_tails() }
    }

    /// How far a doubled sum of ranks lies from the middle, which is `chosen (n + 1)`.
    fn off_middle(&self, sum: usize) -> usize {
        sum.abs_diff(self.chosen * (self.ranks.doubled.len() + 1))
    }

    fn exact_tails(&self) -> Tails {
        let ways = ways_to_sums(&self.ranks.doubled, self.chosen);
        let all: f64 = ways.iter().sum();
        let share_of = |fits: &dyn Fn(usize) -> bool| {
            let ways = ways.iter().enumerate().filter(|(sum, _)| fits(*sum));
            ways.map(|(_, ways)| ways).sum::<f64>() / all
        };
        let observed = self.off_middle(self.rank_sum);
        Tails {
            low: share_of(&|sum| sum <= self.rank_sum),
            high: share_of(&|sum| self.rank_sum <= sum),
            as_far: share_of(&|sum| observed <= self.off_middle(sum)),
        }
    }

    /// `z = (R - E) / sqrt(m n / 12 (N + 1 - sum(t^3 - t) / (N (N - 1))))`, without correction for
    /// continuity.
    fn normal_tails(&self) -> Tails {
        let all = self.ranks.doubled.len() as f64;
        let chosen = self.chosen as f64;
        let ties = self.ranks.tie_term() / (all * (all - 1.0));
        let variance = chosen * (all - chosen) / 12.0 * (all + 1.0 - ties);
        if variance <= 0.0 {
            return Tails { low: 1.0, high: 1.0, as_far: 1.0 };
        }
        let z = self.off_middle(self.rank_sum) as f64 / 2.0 / variance.sqrt();
        let tail = Normal::standard().sf(z);
        Tails { low: tail, high: tail, as_far: 2.0 * tail }
    }
}

/// In how many ways `chosen` of the ranks add up to each sum.
fn ways_to_sums(ranks: &[usize], chosen: usize) -> Vec<f64> {
    let highest = ranks.iter().max().map_or(0, |rank| rank * chosen);
    // ways[taken][sum], a row no longer than so many ranks can reach.
    let mut ways: Vec<Vec<f64>> =
        (0..=chosen).map(|taken| vec![0.0; highest * taken / chosen.max(1) + 1]).collect();
    ways[0][0] = 1.0;
    for rank in ranks {
        for taken in (0..chosen).rev() {
            let (fewer, more) = ways.split_at_mut(taken + 1);
            for (sum, ways) in fewer[taken].iter().enumerate() {
                more[0][sum + rank] += ways;
            }
        }
    }
    ways.swap_remove(chosen)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::super::reference::close, *};

    /// Mann and Whitney 1947, table I: the chance of a U so small, for groups of 5 and of 4.
    #[test]
    fn tails_agree_with_the_published_table() {
        let published = [(0, 0.008), (1, 0.016), (2, 0.032), (3, 0.056), (4, 0.095), (5, 0.143)];
        for (u, tail) in published {
            // The first of five values stands above u of four; the others stand below them all.
            let second: Vec<f64> = (1..=4).map(f64::from).collect();
            let mut first = vec![0.1, 0.2, 0.3, 0.4, 0.5];
            first[4] = f64::from(u.min(4)) + 0.5;
            first[3] = f64::from((u - u.min(4)).min(4)) + 0.4;
            let found = rank_sum(&first, &second).unwrap();
            close(found.u, f64::from(u));
            assert!((found.chance_doubled / 2.0 - tail).abs() <= 5e-4, "{u}: {found:?}");
        }
    }

    #[test]
    fn an_empty_group_cannot_be_compared() {
        assert_eq!(rank_sum(&[], &[1.0]), Err(Undefined::TooFew { needed: 1 }));
        assert_eq!(rank_sum(&[1.0], &[]), Err(Undefined::TooFew { needed: 1 }));
    }

    #[test]
    fn large_groups_are_taken_as_normal_and_little_changes() {
        let first: Vec<f64> = (0..50).map(|i| f64::from(i % 4)).collect();
        let second: Vec<f64> = (0..50).map(|i| f64::from((i * 3 + 1) % 5)).collect();
        let split = Split::of(&first, &second);
        let (exact, normal) = (split.exact_tails(), split.normal_tails());
        assert!((exact.as_far - normal.as_far).abs() < 0.01, "{} {}", exact.as_far, normal.as_far);
        let equal = rank_sum(&[1.0; 200], &[1.0; 300]).unwrap();
        close(equal.chance, 1.0);
        close(equal.u, 30_000.0);
    }

    proptest! {
        /// Which group is called the first, and the order within, make no difference.
        #[test]
        fn groups_change_places(
            first in prop::collection::vec(1_i8..5, 1..7),
            second in prop::collection::vec(1_i8..5, 1..9),
        ) {
            let scores = |group: &[i8]| group.iter().map(|s| f64::from(*s)).collect::<Vec<_>>();
            let (one, other) = (scores(&first), scores(&second));
            let found = rank_sum(&one, &other).unwrap();
            let turned = rank_sum(&other, &one).unwrap();
            prop_assert!((found.chance - turned.chance).abs() < 1e-12);
            prop_assert!((found.chance_doubled - turned.chance_doubled).abs() < 1e-12);
            let higher = one.iter().flat_map(|a| other.iter().map(move |b| (a, b)))
                .map(|(a, b)| if b < a { 1.0 } else if a < b { 0.0 } else { 0.5 })
                .sum::<f64>();
            prop_assert!((found.u - higher).abs() < 1e-12);
            prop_assert!((found.u + turned.u - (one.len() * other.len()) as f64).abs() < 1e-12);
        }

        /// By going through every split, where they are few.
        #[test]
        fn the_chance_is_the_share_of_splits(
            scores in prop::collection::vec(1_i8..5, 2..10), cut in 1_usize..9,
        ) {
            let scores: Vec<f64> = scores.iter().map(|score| f64::from(*score)).collect();
            let cut = cut.min(scores.len() - 1);
            let found = rank_sum(&scores[..cut], &scores[cut..]).unwrap();
            let ranks = Ranks::of(&scores).doubled;
            let sum = |pattern: usize| -> usize {
                (0..ranks.len()).filter(|at| pattern >> at & 1 == 1).map(|at| ranks[at]).sum()
            };
            let off_middle = |sum: usize| sum.abs_diff(cut * (ranks.len() + 1));
            let observed = off_middle(ranks[..cut].iter().sum());
            let splits: Vec<usize> = (0..1_usize << ranks.len())
                .filter(|pattern| pattern.count_ones() as usize == cut).collect();
            let far = splits.iter().filter(|p| observed <= off_middle(sum(**p))).count();
            let share = far as f64 / splits.len() as f64;
            prop_assert!((found.chance - share).abs() < 1e-12);
        }
    }
}
