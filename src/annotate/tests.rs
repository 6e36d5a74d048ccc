//! Copies of made files.
