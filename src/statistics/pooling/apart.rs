//! Which sites can be told apart.

use super::super::Interval;

/// The group of each interval: two in different groups can be told apart, because between the groups
/// lies a gap that no interval reaches across. Within a group no such gap is left; its outermost may
/// still differ from each other.
///
/// Groups are numbered from 0 in the order in which their first interval comes, so that a number says
/// nothing of where a group lies. Intervals that touch overlap. Empty for no intervals.
pub fn told_apart(intervals: &[Interval]) -> Vec<usize> {
    let mut by_place: Vec<usize> = (0..intervals.len()).collect();
    by_place.sort_by(|&one, &other| intervals[one].low.total_cmp(&intervals[other].low));
    let mut firsts = vec![0; intervals.len()];
    let mut reached = f64::NEG_INFINITY;
    let mut chain: Vec<usize> = Vec::new();
    for at in by_place {
        if reached < intervals[at].low {
            close(&mut chain, &mut firsts);
        }
        reached = reached.max(intervals[at].high);
        chain.push(at);
    }
    close(&mut chain, &mut firsts);
    numbered(&firsts)
}

/// Notes for each member of a chain which of them comes first.
fn close(chain: &mut Vec<usize>, firsts: &mut [usize]) {
    let Some(first) = chain.iter().copied().min() else { return };
    for at in chain.drain(..) {
        firsts[at] = first;
    }
}

fn numbered(firsts: &[usize]) -> Vec<usize> {
    let mut known: Vec<usize> = firsts.to_vec();
    known.sort_unstable();
    known.dedup();
    // The first of each chain is among those that are known.
    firsts.iter().map(|first| known.partition_point(|other| other < first)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn intervals(pairs: &[(f64, f64)]) -> Vec<Interval> {
        pairs.iter().map(|&(low, high)| Interval { low, high }).collect()
    }

    #[test]
    fn a_gap_parts_and_a_chain_does_not() {
        // 2.0 to 2.4 and 2.8 to 3.0 lie apart, and 2.3 to 2.9 links them; 3.2 to 3.4 is alone.
        let sites = intervals(&[(3.2, 3.4), (2.0, 2.4), (2.8, 3.0), (2.3, 2.9)]);
        assert_eq!(told_apart(&sites), [0, 1, 1, 1]);
        assert_eq!(told_apart(&sites[..3]), [0, 1, 2]);
    }

    #[test]
    fn what_touches_overlaps_and_one_may_span_all() {
        assert_eq!(told_apart(&intervals(&[(1.0, 2.0), (2.0, 3.0)])), [0, 0]);
        assert_eq!(told_apart(&intervals(&[(1.0, 4.0), (1.2, 1.4), (3.0, 3.5)])), [0, 0, 0]);
        assert_eq!(told_apart(&[]), [0_usize; 0]);
    }

    proptest! {
        #[test]
        fn groups_are_those_of_neighbours_that_overlap(
            pairs in prop::collection::vec((0..40_u8, 0..6_u8), 0..12),
        ) {
            let pairs = pairs.iter().map(|&(low, width)| (f64::from(low), f64::from(low + width)));
            let sites = intervals(&pairs.collect::<Vec<_>>());
            let found = told_apart(&sites);
            let overlap = |one: &Interval, other: &Interval| {
                one.low <= other.high && other.low <= one.high
            };
            // Whoever can be reached from one over neighbours that overlap, found by repetition.
            let mut group: Vec<usize> = (0..sites.len()).collect();
            for _ in 0..sites.len() {
                for one in 0..sites.len() {
                    for other in 0..sites.len() {
                        if overlap(&sites[one], &sites[other]) {
                            group[one] = group[one].min(group[other]);
                        }
                    }
                }
            }
            for one in 0..sites.len() {
                for other in 0..sites.len() {
                    prop_assert_eq!(found[one] == found[other], group[one] == group[other]);
                }
            }
        }
    }
}
