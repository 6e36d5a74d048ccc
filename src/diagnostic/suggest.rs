//! Did you mean.

use strsim::damerau_levenshtein;

/// Longer texts are no slips of a name. Comparing two takes room for each letter of one times each
/// of the other.
const LONGEST: usize = 1_000;

/// The known name that `word` is most likely a slip of, if any is near enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let length = word.chars().count();
    let slips_allowed = (length / 3).clamp(1, 4);
    let slips = |name: &str| {
        let name = name.to_lowercase();
        // A slip makes a name longer or shorter by one letter at most.
        let is_as_long = name.chars().count().abs_diff(length) <= slips_allowed;
        (is_as_long && length <= LONGEST).then(|| damerau_levenshtein(&word, &name))
    };
    known
        .into_iter()
        .filter_map(|name| Some((slips(name)?, name)))
        .filter(|&(slips, _)| slips <= slips_allowed)
        .min()
        .map(|(_, name)| name)
}

/// How alike two names are, from 0 to 1: 1 less the slips between them over the longer one.
pub fn likeness(left: &str, right: &str) -> f64 {
    let is_long = [left, right].into_iter().any(|name| LONGEST < name.chars().count());
    if is_long {
        return if left == right { 1.0 } else { 0.0 };
    }
    strsim::normalized_damerau_levenshtein(&left.to_lowercase(), &right.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let sites = ["Oak Street", "Elm Street", "Harbor"];
        assert_eq!(nearest("Oak Stret", sites), Some("Oak Street"));
        assert_eq!(nearest("Oka Street", sites), Some("Oak Street"));
        assert_eq!(nearest("oak street", sites), Some("Oak Street"));
        assert_eq!(nearest("Lincoln", sites), None);
    }

    #[test]
    fn a_text_as_long_as_a_book_is_no_slip() {
        let (one, other) = ("a".repeat(100_000), "b".repeat(100_000));
        assert_eq!(nearest(&one, [other.as_str()]), None);
        assert!(likeness(&one, &other).abs() < f64::EPSILON);
    }

    #[test]
    fn likeness_runs_from_nothing_to_the_same() {
        assert!((likeness("Harbor", "harbor") - 1.0).abs() < f64::EPSILON);
        assert!(likeness("Harbor", "Xyz").abs() < f64::EPSILON);
    }
}
