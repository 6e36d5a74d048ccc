//! Comparisons of few values.
