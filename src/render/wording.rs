//! What the formats themselves say to readers. What a report says stands in the report.

pub(super) const SKIP: &str = "Skip to the report";
/// For a report that has no title of its own.
pub(super) const UNTITLED: &str = "Report";
pub(super) const CONTENTS: &str = "Contents";
pub(super) const IN_NUMBERS: &str = "This figure in words and numbers";
pub(super) const SWIPE: &str = "Move the chart sideways to see all of it.";
pub(super) const FIGURES_IN_WORDS: &str = "The figures in words";
pub(super) const TICKED: &str = "ticked";
pub(super) const NOT_TICKED: &str = "not ticked";
pub(super) const TO_WRITE: &str = "to be written: ";
pub(super) const WRITE_HERE: &str = "Click here to write";
/// Where the words above say what to write: wide spaces, so that there is something to click on.
pub(super) const ROOM: &str = "\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}\u{2003}";
pub(super) const PAGE: &str = "Page ";
pub(super) const OF: &str = " of ";

/// `Figure 2`.
pub(super) fn figure(number: usize) -> String {
    format!("Figure {number}")
}

/// What stands for letters that a document has no shape for.
pub(super) fn unknown_letters(letters: &[String]) -> String {
    let letters = letters.join(", ");
    format!(
        "□ stands for a letter that this document has no shape for ({letters}). The web page and the \
         Word file hold it."
    )
}
