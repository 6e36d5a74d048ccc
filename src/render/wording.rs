//! What several formats say to readers by themselves. What a report says stands in the report.

use crate::language::{Language, say};

/// Whose way of writing a language is meant.
pub(super) const REGION: &str = "US";

/// The language and the way of writing it, as `en-US`.
pub(super) fn locale(language: Language) -> String {
    format!("{language}-{REGION}")
}

/// `Figure 2`.
pub(super) fn figure(language: Language, number: usize) -> String {
    say!(language, "format-figure", number = number.to_string())
}

pub(super) fn figures_in_words(language: Language) -> String {
    say!(language, "format-figures-in-words")
}
