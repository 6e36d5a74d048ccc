//! What stands between the columns of a text.

use std::collections::BTreeMap;

/// A separator of columns: any letter of one byte.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Separator(u8);

/// Those that programs write, the least likely to stand in a text first.
const CANDIDATES: [Separator; 4] =
    [Separator(b'\t'), Separator(b'|'), Separator(b';'), Separator(b',')];

/// How much of a text is looked at.
const SAMPLE_BYTES: usize = 64 << 10;

impl Separator {
    pub(super) const fn byte(self) -> u8 {
        self.0
    }

    pub(super) fn named(self) -> String {
        match self.0 {
            b'\t' => "tabs".to_owned(),
            b'|' => "bars (`|`)".to_owned(),
            b';' => "semicolons".to_owned(),
            b',' => "commas".to_owned(),
            other => format!("`{}`", char::from(other)),
        }
    }
}

/// What a file with this ending is expected to have.
pub(super) fn usual(ending: &str) -> Separator {
    let has_tabs = ["tsv", "tab", "txt"].iter().any(|known| ending.eq_ignore_ascii_case(known));
    Separator(if has_tabs { b'\t' } else { b',' })
}

/// Whether nobody would be surprised to find it in a file with this ending.
pub(super) fn is_usual(separator: Separator, ending: &str) -> bool {
    let may_be_either = ending.eq_ignore_ascii_case("txt") && separator == Separator(b',');
    separator == usual(ending) || may_be_either
}

/// The separator that a first line such as `sep=;` declares, and the text after that line.
/// Excel writes and hides such lines.
pub(super) fn declared(text: &str) -> Option<(Separator, &str)> {
    let end = text.find(['\r', '\n'])?;
    let (line, rest) = text.split_at(end);
    let line = line.trim_matches('"');
    let (key, separator) = line.split_at_checked(4)?;
    let is_declaration = key.eq_ignore_ascii_case("sep=") && separator.len() == 1;
    if !is_declaration {
        return None;
    }
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    Some((Separator(separator.as_bytes()[0]), rest))
}

/// The separator that stands equally often in most lines; `usual` if there is none in any.
pub(super) fn sniff(text: &str, usual: Separator) -> Separator {
    let lines = lines(sample(text));
    let agreeing = |candidate: usize| {
        let counts = lines.iter().map(|counts| counts[candidate]).filter(|&count| 0 < count);
        let mut agreeing = BTreeMap::new();
        counts.for_each(|count| *agreeing.entry(count).or_insert(0) += 1);
        agreeing.into_values().max().unwrap_or(0)
    };
    let mut best = (0, usual);
    for (candidate, &separator) in CANDIDATES.iter().enumerate() {
        let lines = agreeing(candidate);
        if best.0 < lines {
            best = (lines, separator);
        }
    }
    best.1
}

/// How often each candidate stands in each line, outside of quotes. A quote counts as one where a
/// cell may begin, whichever the separator is.
fn lines(sample: &str) -> Vec<[usize; CANDIDATES.len()]> {
    let mut lines = Vec::new();
    let mut counts = [0; CANDIDATES.len()];
    let (mut is_quoted, mut may_open) = (false, true);
    for byte in sample.bytes().chain([b'\n']) {
        let separator = CANDIDATES.iter().position(|candidate| candidate.0 == byte);
        match (byte, separator) {
            // A closing quote may open again, because two stand for one within quotes.
            (b'"', _) if is_quoted || may_open => (is_quoted, may_open) = (!is_quoted, is_quoted),
            _ if is_quoted => {}
            (b'\r' | b'\n', _) => {
                lines.push(counts);
                (counts, may_open) = ([0; CANDIDATES.len()], true);
            }
            (_, Some(candidate)) => {
                counts[candidate] += 1;
                may_open = true;
            }
            _ => may_open = false,
        }
    }
    lines
}

/// The first lines, all of them whole if the text is longer.
fn sample(text: &str) -> &str {
    if text.len() <= SAMPLE_BYTES {
        return text;
    }
    let head = &text[..text.floor_char_boundary(SAMPLE_BYTES)];
    head.rfind(['\r', '\n']).map_or(head, |end| &head[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn sniffs(text: &str, separator: u8) {
        assert_eq!(sniff(text, Separator(b',')), Separator(separator), "sniffing {text:?}");
    }

    #[test]
    fn the_separator_that_rows_agree_on_is_taken() {
        sniffs("a,b,c\n1,2,3\n", b',');
        sniffs("a;b;c\n1;2;3\n", b';');
        sniffs("a\tb\n1\t2\n", b'\t');
        sniffs("a|b\n1|2\n", b'|');
    }

    #[test]
    fn decimal_commas_do_not_split() {
        sniffs("1,5;2,5;3,5\n1,0;2,0;3,0\n", b';');
        sniffs("1,5;2\n1,0;2\n", b';');
    }

    #[test]
    fn separators_within_quotes_do_not_count() {
        sniffs("a,\"x;y;z\"\nb,\"x;y;z\"\n", b',');
        sniffs("name;note\nA;\"one, two,\nthree\"\nB;\"four, five\"\n", b';');
    }

    #[test]
    fn a_title_above_the_table_does_not_mislead() {
        sniffs("Ratings; fall 2024\n\nSite,Rating,Note\nOak,3,fine; really\nElm,4,\n", b',');
    }

    #[test]
    fn one_column_leaves_the_usual_separator() {
        sniffs("Site\nOak\nElm\n", b',');
        assert_eq!(sniff("Site\nOak\n", usual("tsv")), Separator(b'\t'));
    }
}
