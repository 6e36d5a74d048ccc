//! Names in a row, as a sentence says them.

use super::{Language, say};

/// `a`, `a and b`, `a, b and c`.
pub fn all_of<'a>(language: Language, names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [all_but_last @ .., last] => {
            let first = all_but_last.join(", ");
            // Spanish says "e" before the sound of an i.
            if sounds_like_i(last) {
                say!(language, "list-before-i", first = first, last = *last)
            } else {
                say!(language, "list", first = first, last = *last)
            }
        }
    }
}

/// As in `Inclusión` and `Historia`, not as in `Hielo`.
fn sounds_like_i(word: &str) -> bool {
    let start: String = word.to_lowercase().chars().take(3).collect();
    let sound = start.strip_prefix('h').unwrap_or(&start);
    sound.starts_with(['i', 'í']) && !sound.starts_with("ie") && !sound.starts_with("ia")
}

/// A text in mid-sentence: `PE teacher` stays as it is.
pub fn in_mid_sentence(text: &str) -> String {
    let mut letters = text.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_aloud() {
        let said = |language, names: &[&str]| all_of(language, names.iter().copied());
        assert_eq!(said(Language::English, &[]), "");
        assert_eq!(said(Language::English, &["a", "b", "i"]), "a, b and i");
        assert_eq!(said(Language::Spanish, &["a"]), "a");
        assert_eq!(said(Language::Spanish, &["a", "b"]), "a y b");
        assert_eq!(said(Language::Spanish, &["Salud", "Inclusión"]), "Salud e Inclusión");
        assert_eq!(said(Language::Spanish, &["Agua", "Hielo"]), "Agua y Hielo");
    }

    #[test]
    fn a_text_is_lowered_unless_it_begins_with_a_short_form() {
        assert_eq!(in_mid_sentence("Budget, activity list"), "budget, activity list");
        assert_eq!(in_mid_sentence("PE teacher"), "PE teacher");
    }
}
