//! Whether values rise or fall with time.

// A line whose errors are known beforehand; and one whose years share some of them.
mod known_line;
mod shared_error;
// Lines that take their errors from the points: least squares, and the median of all slopes.
mod least_squares;
mod theil_sen;
// Nothing but the order of the values, in one series or in several.
mod mann_kendall;
mod stratified;
// Whether one year's deviation lasts into the next.
mod carry_over;
// What these rest on: which values are equal, and what chance alone would give.
mod by_chance;
mod order;

pub use carry_over::{CarryOver, carry_over};
pub use known_line::{KnownLine, known_line, smallest_detectable_slope};
pub use least_squares::{LeastSquares, Precision, least_squares};
pub use mann_kendall::{MannKendall, Rise, mann_kendall};
pub use shared_error::{SharedError, SharedLine, line_with_shared_errors, with_shared_error};
pub use stratified::{Stratified, stratified_mann_kendall};
pub use theil_sen::{ExactInterval, TheilSen, exact_sen_interval, theil_sen};

/// A value, and when it was seen.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    pub time: f64,
    pub value: f64,
}

/// Why a number of a trend is not defined.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Undefined {
    /// There are fewer points than it takes.
    TooFewPoints,
    /// There are more points than can be counted out one by one.
    TooManyPoints,
    /// All points lie at the same time.
    OneTime,
    /// All values are equal.
    NoVariation,
    /// So many points share a time or a value that their order has no variance.
    TooManyTies,
    /// The points lie exactly on a line, so that nothing tells how far off it could be.
    ExactLine,
    /// The numbers are so large that their squares or differences are no numbers any more.
    TooLarge,
}
