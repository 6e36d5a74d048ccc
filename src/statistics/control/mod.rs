//! Whether a process stays what it was: control charts and run charts.
//!
//! A series is a value for each period in order, and None where a period has none. Values are
//! compared after rounding to nine decimals.

// How values are compared.
mod compare;
// The centre line and the limits of a chart.
mod limits;
// Charts of single values.
mod individuals;
// Charts of counts: shares and rates.
mod counts;
// Charts without limits: runs about the median.
mod runs;
// How many runs chance alone would give.
mod chance;
// What makes a point or a stretch a signal, by versioned id.
pub mod rule;
// Where a new phase may begin.
mod phase;
// What a signal and a target mean, given which way is better.
mod meaning;

pub use chance::{AnhoejLimits, anhoej_limits, runs_by_chance};
pub use compare::Side;
pub use counts::{CountChart, Counted, Spread, count_chart};
pub use individuals::{FEWEST_FOR_LIMITS, Individuals, Reach, Screening, individuals};
pub use limits::{Drawn, Limits};
pub use meaning::{Aim, Assurance, Bearing, assurance};
pub use phase::{Direction, Search, Suggested, suggested_phases};
pub use runs::{Centre, Perla, Run, RunChart, Verdict, perla, run_chart};

/// Why a chart has no limits, or a search no result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undefined {
    /// Fewer points than it takes.
    TooFew { found: usize, least: usize },
    /// No two neighbouring periods both have a point, so nothing says how much they vary.
    NoNeighbours,
    /// But for a few jumps all values are the same: limits would fall together with the centre line,
    /// and every point would lie beyond them.
    NoVariation,
}
