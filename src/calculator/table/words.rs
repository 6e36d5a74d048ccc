//! Numbers in sentences.

/// To three decimals, or three digits where it is small; without zeros at the end.
pub(super) fn number(value: f64) -> String {
    let text = decimals(value);
    if !text.contains('.') {
        return text;
    }
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

/// To three decimals, or three digits where it is small, for columns.
pub fn decimals(value: f64) -> String {
    const USUAL: i32 = 3;
    const MOST: i32 = 12;
    let size = value.abs();
    let is_small = 0.0 < size && size < 0.01;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the logarithm of a number is between -324 and 309, and clamped"
    )]
    let places = if is_small { (USUAL - 1) - size.log10().floor() as i32 } else { USUAL };
    let places = usize::try_from(places.clamp(USUAL, MOST)).unwrap_or(3);
    format!("{value:.places$}")
}

/// `72%`.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0}%", 100.0 * share)
}

/// `p = 0.032`, `p < 0.001`.
pub(super) fn chance(p: f64) -> String {
    const SMALLEST: f64 = 0.001;
    if p < SMALLEST { format!("p < {SMALLEST}") } else { format!("p = {p:.3}") }
}

/// `1 value`, `2 values`.
pub(super) fn count(many: usize, noun: &str) -> String {
    let ending = if many == 1 { "" } else { "s" };
    format!("{many} {noun}{ending}")
}

/// `a`, `a and b`, `a, b and c`; of many the first few, and how many more.
pub(super) fn some_of(names: &[&str]) -> String {
    const SHOWN: usize = 5;
    let (shown, more) = names.split_at(names.len().min(SHOWN));
    let mut names: Vec<String> = shown.iter().map(|name| (*name).to_owned()).collect();
    if !more.is_empty() {
        names.push(format!("{} more", more.len()));
    }
    match names.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [all_but_last @ .., last] => format!("{} and {last}", all_but_last.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_three_decimals_or_three_digits() {
        let shown = [
            (2.5, "2.5"),
            (0.041_666, "0.042"),
            (0.004_166_6, "0.00417"),
            (1234.5, "1234.5"),
            (-0.0, "0"),
        ];
        for (value, text) in shown {
            assert_eq!(number(value), text);
        }
        assert_eq!(decimals(3.0), "3.000");
        assert_eq!(decimals(0.000_012_34), "0.0000123");
    }

    #[test]
    fn many_names_are_counted() {
        assert_eq!(some_of(&["a", "b"]), "a and b");
        assert_eq!(some_of(&["a", "b", "c", "d", "e", "f", "g"]), "a, b, c, d, e and 2 more");
    }
}
