//! What the comments say to people.

use crate::diagnostic::{Code, Severity, count};

/// Who comments.
pub(super) const AUTHOR: &str = "cqi";

/// What stands between the last line of somebody else's comment and ours: a blank line, and who
/// speaks.
pub(super) fn after_another() -> String {
    format!("\n{AUTHOR}: ")
}

/// `To put right first (T011)`.
pub(super) fn heading(severity: Severity, code: Code) -> String {
    let weight = match severity {
        Severity::Error => "To put right first",
        Severity::Warning => "To look at",
        Severity::Note => "Note",
    };
    format!("{weight} ({code})")
}

pub(super) fn about_cell(address: &str, message: &str) -> String {
    format!("About cell {address}: {message}")
}

pub(super) fn about_this_sheet(message: &str) -> String {
    format!("About this sheet: {message}")
}

pub(super) fn about_sheet(name: &str, message: &str) -> String {
    format!("About the sheet \u{201c}{name}\u{201d}: {message}")
}

pub(super) fn about_this_file(message: &str) -> String {
    format!("About this file: {message}")
}

pub(super) fn what_to_do(help: &str) -> String {
    let help = in_quotes(help);
    let end = if help.ends_with('?') { "" } else { "." };
    format!("What to do: {help}{end}")
}

pub(super) fn more(many: usize) -> String {
    format!("And {}, which cqi check lists.", count(many, "more thing"))
}

/// A message as a sentence, with quotation marks around names.
pub(super) fn sentence(message: &str) -> String {
    let quoted = in_quotes(message);
    let mut letters = quoted.chars();
    let first = letters.next().map(char::to_uppercase);
    let start: String = first.into_iter().flatten().collect();
    format!("{start}{}.", letters.as_str())
}

fn in_quotes(text: &str) -> String {
    let mut opens = true;
    let quote = |sign: char| match sign {
        '`' => {
            let mark = if opens { '\u{201c}' } else { '\u{201d}' };
            opens = !opens;
            mark
        }
        sign => sign,
    };
    text.chars().map(quote).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_becomes_a_sentence_with_names_in_quotation_marks() {
        assert_eq!(sentence("no site is called `Oak Stret`"), "No site is called “Oak Stret”.");
        assert_eq!(sentence("`7` is not on `1 to 4`"), "“7” is not on “1 to 4”.");
        assert_eq!(what_to_do("did you mean `Oak`?"), "What to do: did you mean “Oak”?");
    }
}
