//! A number as people see it, against one of the data.

use super::data::Row;

/// What is wrong with a number that is shown where a column of the data has one; None where the two
/// agree. Scores are held to the last digit, half up, by the fraction that they are; estimates may lie
/// half of the last digit away.
pub(crate) fn fault(shown: &str, row: &Row, column: &str) -> Option<String> {
    let told = &row[column];
    let is_score = column == "score" && row.contains_key("score_exact");
    let agrees = if is_score {
        rounded(&row["score_exact"], places(shown)).as_deref() == Some(shown)
    } else {
        told.parse().is_ok_and(|value| shows(shown, value))
    };
    (!agrees).then(|| format!("`{shown}`, where `{column}` is `{told}`"))
}

/// Whether a text is this number, a half rounded away from zero. With fewer than two decimals it has
/// to be it exactly.
pub(crate) fn shows(shown: &str, value: f64) -> bool {
    let Ok(number) = shown.replace(['\u{2212}', '\u{2013}'], "-").parse::<f64>() else {
        return false;
    };
    let places = places(shown);
    let half = if places < 2 { 0.0 } else { 0.5 * 10_f64.powi(-places) };
    let more = number.abs() - value.abs();
    let is_half_less = 0.0 < half && (more + half).abs() < 1e-9;
    0.0 <= number * value && more.abs() <= half + 1e-9 && !is_half_less
}

/// Whether a text is this share in whole percent. All and none are said of nothing less, and of what
/// was only tried out or estimated not even then.
pub(crate) fn shows_percent(shown: &str, share: f64) -> bool {
    match shown {
        "100" => return 1.0 <= share,
        "over 99" => return (0.995..=1.0).contains(&share),
        "0" => return share <= 0.0,
        "under 1" => return (0.0..0.005).contains(&share),
        _ => {}
    }
    shown.parse::<f64>().is_ok_and(|number| (number - share * 100.0).abs() <= 0.5 + 1e-9)
}

fn places(shown: &str) -> i32 {
    let decimals = shown.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    i32::try_from(decimals).expect("a few decimals")
}

/// A fraction such as `25/8` as a decimal number, half up: `3.13`. None where it would take more
/// decimals than there is room for, and where fewer than two would hide something.
fn rounded(fraction: &str, places: i32) -> Option<String> {
    let (above, below) = fraction.split_once('/').unwrap_or((fraction, "1"));
    let (above, below): (i128, i128) = (above.parse().ok()?, below.parse().ok()?);
    let unit = 10_i128.checked_pow(u32::try_from(places).ok()?)?;
    if places < 2 && above * unit % below != 0 {
        return None;
    }
    let rounded = (2 * above * unit + below).div_euclid(2 * below);
    if places == 0 {
        return Some(rounded.to_string());
    }
    let width = usize::try_from(places).ok()?;
    Some(format!("{}.{:0width$}", rounded / unit, rounded % unit))
}

#[test]
fn a_score_is_rounded_half_up() {
    let known = [("25/8", 2, "3.13"), ("107/40", 2, "2.68"), ("3", 2, "3.00"), ("5/2", 1, "2.5")];
    for (fraction, places, shown) in known {
        assert_eq!(rounded(fraction, places).as_deref(), Some(shown));
    }
    assert_eq!(rounded("8/3", 1), None);
}

#[test]
fn an_estimate_may_lie_half_of_its_last_digit_away() {
    assert!(shows("+0.45", 0.4482) && shows("\u{2212}0.03", -0.0312) && shows("0.00", -0.004));
    assert!(shows("+0.13", 0.125) && !shows("+0.12", 0.125) && shows("\u{2212}0.13", -0.125));
    assert!(!shows("0.45", 0.4449) && !shows("0.03", -0.03) && !shows("3", 3.2));
}
