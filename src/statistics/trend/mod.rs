//! Whether values rise or fall with time.

// A line whose errors are known beforehand.
mod known_line;

pub use known_line::{KnownLine, known_line, smallest_detectable_slope};
