//! Small words that make messages read like sentences, and letters that stand still.

/// The text on one line, with a space for every letter that would do something to a terminal: end
/// the line, change the color, or turn round what follows.
pub(super) fn on_one_line(text: &str) -> String {
    text.chars().map(|letter| if steers(letter) { ' ' } else { letter }).collect()
}

fn steers(letter: char) -> bool {
    let turns_round = matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    letter.is_control() || turns_round
}

/// `1 cell`, `2 cells`.
pub fn count(many: usize, noun: &str) -> String {
    count_of(many, noun, &format!("{noun}s"))
}

/// `1 activity`, `2 activities`.
pub fn count_of(many: usize, one: &str, more: &str) -> String {
    let noun = if many == 1 { one } else { more };
    format!("{many} {noun}")
}

/// `` `a` ``, `` `a` or `b` ``, `` `a`, `b` or `c` ``.
pub fn one_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    listed(&quoted, "or")
}

/// `a`, `a and b`, `a, b and c`.
pub fn all_of<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
    listed(&names, "and")
}

fn listed(names: &[String], joint: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [all_but_last @ .., last] => format!("{} {joint} {last}", all_but_last.join(", ")),
    }
}

/// What another program says of a text, in one line and without the words that blame.
pub fn in_plain_words(told: &str) -> String {
    const BLAME: [(&str, &str); 3] =
        [("invalid", "unreadable"), ("illegal", "unreadable"), ("failed", "stopped")];
    let line = told.lines().collect::<Vec<_>>().join(", ");
    BLAME.iter().fold(line, |line, (blame, plain)| line.replace(blame, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_cell_and_two_cells() {
        assert_eq!(count(0, "cell"), "0 cells");
        assert_eq!(count(1, "cell"), "1 cell");
        assert_eq!(count_of(2, "activity", "activities"), "2 activities");
    }

    #[test]
    fn a_text_cannot_steer_a_terminal() {
        assert_eq!(on_one_line("3\r\nor 4\t\u{1b}[31mé…"), "3  or 4  [31mé…");
        assert_eq!(on_one_line("Oak\u{202e}kaO\u{2069}"), "Oak kaO ");
    }

    #[test]
    fn choices_read_aloud() {
        assert_eq!(one_of([]), "");
        assert_eq!(one_of(["a"]), "`a`");
        assert_eq!(one_of(["a", "b", "c"]), "`a`, `b` or `c`");
        assert_eq!(all_of(["a", "b", "c"]), "a, b and c");
    }
}
