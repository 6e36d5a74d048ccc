//! Did you mean.

use strsim::damerau_levenshtein;

/// The known name that `word` is most likely a slip of, if any is near enough.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    let slips_allowed = (word.chars().count() / 3).clamp(1, 4);
    known
        .into_iter()
        .map(|name| (damerau_levenshtein(&word, &name.to_lowercase()), name))
        .filter(|&(slips, _)| slips <= slips_allowed)
        .min()
        .map(|(_, name)| name)
}

/// How alike two names are, from 0 to 1: 1 less the slips between them over the longer one.
pub fn likeness(left: &str, right: &str) -> f64 {
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
    fn likeness_runs_from_nothing_to_the_same() {
        assert!((likeness("Harbor", "harbor") - 1.0).abs() < f64::EPSILON);
        assert!(likeness("Harbor", "Xyz").abs() < f64::EPSILON);
    }
}
