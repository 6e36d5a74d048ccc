//! Grade spans such as `TK-5`, and whether two of them have a grade in common.

/// The first and the last grade; TK is -1 and K is 0. None where the text is no span.
fn span(text: &str) -> Option<(i8, i8)> {
    let mut ends = text.split(['-', '\u{2013}']).map(grade);
    let first = ends.next()??;
    let last = match ends.next() {
        Some(last) => last?,
        None => first,
    };
    (first <= last && ends.next().is_none()).then_some((first, last))
}

fn grade(text: &str) -> Option<i8> {
    match text.trim().to_uppercase().as_str() {
        "TK" => Some(-1),
        "K" => Some(0),
        number => number.parse().ok().filter(|grade| (1..=12).contains(grade)),
    }
}

/// Whether both are known and no grade lies in both.
pub(super) fn differ(one: Option<&str>, other: Option<&str>) -> bool {
    let known = one.and_then(span).zip(other.and_then(span));
    known.is_some_and(|(one, other)| one.1 < other.0 || other.1 < one.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_with_a_grade_in_common_do_not_differ() {
        let told = |one, other| differ(Some(one), Some(other));
        assert!(told("TK-5", "6-8"));
        assert!(told("9-12", "K-8"));
        assert!(!told("K-8", "6\u{2013}8"));
        assert!(!told("TK-5", "5"));
    }

    #[test]
    fn what_is_not_known_does_not_differ() {
        assert!(!differ(None, Some("6-8")));
        assert!(!differ(Some("all grades"), Some("6-8")));
        assert!(!differ(Some("8-6"), Some("9-12")));
    }
}
