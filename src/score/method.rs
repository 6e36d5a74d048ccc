//! How several values become one.

use std::{collections::BTreeMap, sync::Arc};

use super::{Outcome, Reason};
use crate::{
    model::Exact,
    rulebook::kind::{Cumulative, LevelRule, Method},
};

/// A value and how much it counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counted<'a> {
    pub(super) value: Option<&'a Exact>,
    pub(super) weight: &'a Exact,
    pub(super) n_ratings: usize,
}

/// What a method needs beside the values.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Line<'a> {
    rule: Option<&'a LevelRule>,
}

impl<'a> Line<'a> {
    pub(super) fn of(rule: &'a LevelRule) -> Line<'a> {
        Line { rule: Some(rule) }
    }
}

/// The values as one. Parts without a value stand in `parts` too: ladders and ratios go by place.
pub(super) fn apply(method: Method, parts: &[Counted<'_>], line: Line<'_>) -> Outcome {
    let known: Vec<&Exact> = parts.iter().filter_map(|part| part.value).collect();
    if known.is_empty() {
        return Outcome::None(Reason::NothingRated);
    }
    match method {
        Method::Mean => quotient(&known.iter().copied().sum(), &whole(known.len())),
        Method::WeightedMean => weighted(parts, |part| part.weight.clone()),
        Method::PooledMean => weighted(parts, |part| whole(part.n_ratings)),
        Method::Median => median(known),
        Method::Sum => Outcome::Value(known.into_iter().sum()),
        Method::Minimum => lowest(known.into_iter().min()),
        Method::Maximum => lowest(known.into_iter().max()),
        Method::Mode => mode(&known),
        Method::ShareAtOrAbove => quotient(&whole(reaching(&known, line)), &whole(known.len())),
        Method::KOfN => k_of_n(&known, line),
        Method::Ladder => ladder(parts, line),
        Method::Ratio => ratio(parts),
    }
}

/// The name given most often; all of them where there is a tie. In the order of the alphabet.
pub(super) fn most_often<'a>(names: impl IntoIterator<Item = &'a Arc<str>>) -> Outcome {
    let mut counts: BTreeMap<&Arc<str>, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let Some(&most) = counts.values().max() else { return Outcome::None(Reason::NothingRated) };
    let first = counts.into_iter().filter(|&(_, count)| count == most);
    Outcome::Names(first.map(|(name, _)| Arc::clone(name)).collect())
}

fn whole(count: usize) -> Exact {
    // A count of ratings is far below the largest whole number there is.
    Exact::whole(i64::try_from(count).unwrap_or(i64::MAX))
}

fn quotient(total: &Exact, by: &Exact) -> Outcome {
    total.checked_div(by).map_or(Outcome::None(Reason::NothingToDivideBy), Outcome::Value)
}

fn lowest(value: Option<&Exact>) -> Outcome {
    value.map_or(Outcome::None(Reason::NothingRated), |value| Outcome::Value(value.clone()))
}

fn weighted(parts: &[Counted<'_>], weight: impl Fn(&Counted<'_>) -> Exact) -> Outcome {
    let rated = parts.iter().filter_map(|part| Some((part.value?, weight(part))));
    let (total, weights) =
        rated.fold((Exact::ZERO, Exact::ZERO), |(total, weights), (value, weight)| {
            (total + value.clone() * weight.clone(), weights + weight)
        });
    quotient(&total, &weights)
}

fn median(mut values: Vec<&Exact>) -> Outcome {
    values.sort();
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        return Outcome::Value(values[middle].clone());
    }
    quotient(&(values[middle - 1].clone() + values[middle].clone()), &Exact::whole(2))
}

fn mode(values: &[&Exact]) -> Outcome {
    let mut counts: BTreeMap<&Exact, usize> = BTreeMap::new();
    for value in values {
        *counts.entry(value).or_default() += 1;
    }
    let most = counts.values().max().copied().unwrap_or(0);
    let mut first = counts.into_iter().filter(|&(_, count)| count == most);
    match (first.next(), first.next()) {
        (Some((value, _)), None) => Outcome::Value(value.clone()),
        _ => Outcome::None(Reason::Tie),
    }
}

/// How many values are at or above the rule's line. Without a line, all are.
fn reaching(values: &[&Exact], line: Line<'_>) -> usize {
    let line = line.rule.and_then(|rule| rule.at_or_above.as_ref());
    values.iter().filter(|&&value| line.is_none_or(|line| line.0 <= *value)).count()
}

fn k_of_n(values: &[&Exact], line: Line<'_>) -> Outcome {
    let Some(rule) = line.rule else { return Outcome::None(Reason::NothingRated) };
    let all = values.len();
    let small = rule.small.as_ref().filter(|small| all < small.fewer_than as usize);
    let reach = reaching(values, line);
    let enough = match (small, rule.at_least, &rule.share) {
        (Some(small), _, _) => small.at_least.map_or(all, |count| count as usize) <= reach,
        (None, Some(count), _) => count as usize <= reach,
        (None, None, Some(share)) => share.0.clone() * whole(all) <= whole(reach),
        (None, None, None) => all <= reach,
    };
    let below = rule.none_below.as_ref();
    let none_below = below.is_none_or(|floor| values.iter().all(|&value| floor.0 <= *value));
    Outcome::Value(if enough && none_below { Exact::ONE } else { Exact::ZERO })
}

/// How many steps up: a step is met when its value is above zero.
fn ladder(parts: &[Counted<'_>], line: Line<'_>) -> Outcome {
    let met: Vec<bool> =
        parts.iter().map(|part| part.value.is_some_and(|value| Exact::ZERO < *value)).collect();
    let unbroken = met.iter().take_while(|&&met| met).count();
    let cumulative = line.rule.map_or(Cumulative::All, |rule| rule.cumulative);
    let height = match cumulative {
        Cumulative::All => unbroken,
        Cumulative::TopOnly if unbroken == met.len() => unbroken,
        Cumulative::TopOnly => {
            let below_top = &met[..met.len().saturating_sub(1)];
            below_top.iter().rposition(|&met| met).map_or(0, |place| place + 1)
        }
    };
    Outcome::Value(whole(height))
}

fn ratio(parts: &[Counted<'_>]) -> Outcome {
    let [Counted { value: Some(count), .. }, Counted { value: Some(base), .. }, ..] = parts else {
        return Outcome::None(Reason::TooFewParts { have: 1, need: 2 });
    };
    quotient(count, base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exact(text: &str) -> Exact {
        text.parse().unwrap()
    }

    #[track_caller]
    fn gives(method: Method, values: &[&str], rule: &str, expected: &str) {
        let rule: LevelRule =
            toml::from_str(&format!("id = \"level\"\nmethod = \"mean\"\n{rule}")).unwrap();
        let values: Vec<Option<Exact>> = values.iter().map(|text| text.parse().ok()).collect();
        let one = Exact::ONE;
        let parts: Vec<Counted<'_>> = values
            .iter()
            .map(|value| Counted { value: value.as_ref(), weight: &one, n_ratings: 1 })
            .collect();
        let shown = match apply(method, &parts, Line::of(&rule)) {
            Outcome::Value(value) => value.to_string(),
            Outcome::Names(names) => names.join(", "),
            Outcome::None(reason) => reason.to_string(),
        };
        assert_eq!(shown, expected, "{method:?} of {values:?}");
    }

    #[test]
    fn the_middle_of_an_even_number_lies_between_two() {
        gives(Method::Median, &["1", "1", "4"], "", "1");
        gives(Method::Median, &["2", "3"], "", "5/2");
    }

    #[test]
    fn three_of_four_with_exceptions_for_few() {
        let rule = "at_or_above = 3\nshare = 0.75\nnone_below = 2\nsmall = { fewer_than = 4 }";
        gives(Method::KOfN, &["3", "3", "3", "2"], rule, "1");
        gives(Method::KOfN, &["3", "3", "2"], rule, "0");
        gives(Method::KOfN, &["3", "3", "3", "1"], rule, "0");
        gives(Method::KOfN, &["4", "3", "3"], rule, "1");
    }

    #[test]
    fn a_missing_step_breaks_a_ladder() {
        let steps = ["1", "0", "1", "1"];
        gives(Method::Ladder, &steps, "cumulative = \"top-only\"", "3");
        gives(Method::Ladder, &steps, "cumulative = \"all\"", "1");
        gives(Method::Ladder, &["1", "1", "1", "1"], "cumulative = \"top-only\"", "4");
        gives(Method::Ladder, &["1", "", "1"], "", "1");
    }

    #[test]
    fn shares_and_ratios_have_a_base() {
        gives(Method::ShareAtOrAbove, &["3", "2", "4", "", "3"], "at_or_above = 3", "3/4");
        gives(Method::Ratio, &["50", "60"], "", "5/6");
        gives(Method::Ratio, &["50", "0"], "", "the base is zero");
        gives(Method::Ratio, &["50", ""], "", "1 part rated, at least 2 needed");
    }

    #[test]
    fn a_tie_of_numbers_has_no_value_and_a_tie_of_names_stays() {
        gives(Method::Mode, &["3", "3", "4"], "", "3");
        gives(Method::Mode, &["3", "4"], "", "two values were given equally often");
        let names: Vec<Arc<str>> = ["b", "a", "b", "a", "c"].map(Into::into).to_vec();
        assert_eq!(most_often(&names), Outcome::Names(vec!["a".into(), "b".into()]));
    }

    #[test]
    fn nothing_in_gives_nothing_out() {
        for method in [Method::Mean, Method::Sum, Method::Median, Method::WeightedMean] {
            gives(method, &["", ""], "", "nothing was rated");
        }
    }

    #[test]
    fn a_pooled_mean_counts_every_rating_once() {
        let (three, one) = (exact("3"), Exact::ONE);
        let parts = [
            Counted { value: Some(&three), weight: &one, n_ratings: 3 },
            Counted { value: Some(&one), weight: &one, n_ratings: 1 },
        ];
        assert_eq!(
            apply(Method::PooledMean, &parts, Line::default()),
            Outcome::Value(exact("5/2"))
        );
    }
}
