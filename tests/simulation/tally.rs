//! Counting how often something is so.

use std::{fmt, iter::Sum, ops::Add};

/// How often something was so, of how many times it could have been.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Tally {
    pub(crate) times: usize,
    pub(crate) of: usize,
}

impl Tally {
    pub(crate) fn of(all: impl IntoIterator<Item = bool>) -> Tally {
        all.into_iter().map(|is_so| Tally { times: usize::from(is_so), of: 1 }).sum()
    }

    pub(crate) fn share(self) -> f64 {
        self.times as f64 / self.of as f64
    }

    /// Holds the share against two bounds, both included.
    #[track_caller]
    #[allow(clippy::print_stdout, reason = "what is found is recorded")]
    pub(crate) fn lies_within(self, low: f64, high: f64, what: &str) {
        println!("{what}: {self}");
        let lies_within = (low..=high).contains(&self.share());
        assert!(lies_within, "{what}: {self} does not lie from {low} to {high}");
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.4} ({} of {})", self.share(), self.times, self.of)
    }
}

impl Add for Tally {
    type Output = Tally;

    fn add(self, other: Tally) -> Tally {
        Tally { times: self.times + other.times, of: self.of + other.of }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Tally>>(all: I) -> Tally {
        all.fold(Tally::default(), Add::add)
    }
}
