//! How a marked cell looks.

use crate::diagnostic::Severity;

/// The fill of a marked cell, as red, green and blue in hexadecimal digits: pale vermilion, yellow
/// and blue, which people who see colors differently can tell apart, also in grey. Black text
/// stands on each with a contrast of at least 13 to 1.
pub(super) const fn fill(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "F7C4AE",
        Severity::Warning => "FFF2B8",
        Severity::Note => "D6E7F5",
    }
}
