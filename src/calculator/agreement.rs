//! Answers of `statistics::agreement`.

use serde_json::{Value, json};

use super::{
    Answer,
    input::{Input, Trouble},
};
use crate::statistics::{
    Interval,
    agreement::{
        Complete, Distance, Kappa, MOST_OBSERVATIONS, MOST_OBSERVERS, MeanSquares, Observer,
        Pairable, Scale, Table, Undefined, Visit, Weights, cronbach, gwet, measurement_error,
        observations_needed, observer_severity, one_way, pairs, reliability_of_mean, several,
        shares,
    },
};

pub(super) fn answer(method: &str, input: &Input<'_>) -> Option<Answer> {
    let answer = match method {
        "pair_agreement" => of_pair(input),
        "kappa_table" => of_table(input),
        "krippendorff_alpha" => of_krippendorff(input),
        "gwet" => of_gwet(input),
        "icc" => of_icc(input),
        "icc_one_way" => of_one_way(input),
        "cronbach_alpha" => of_cronbach(input),
        "multi_rater" => of_several(input),
        "observations_needed" => of_observations(input),
        "measurement_error" => of_measurement(input),
        "observer_severity" => of_severity(input),
        _ => return None,
    };
    Some(answer)
}

fn of_pair(input: &Input<'_>) -> Answer {
    let (one, other) = (input.values("a")?, input.values("b")?);
    if one.len() != other.len() {
        return Err(Trouble("`a` and `b` differ in length".to_owned()));
    }
    let pairs = pairs(&one, &other);
    let shares = shares(&pairs);
    let table = Table::of_pairs(&pairs, &scale(input)?);
    let kappa = |weights| table.clone().and_then(|table| table.kappa(weights));
    let unweighted = kappa(Weights::Unweighted);
    let linear = kappa(Weights::Linear);
    let quadratic = kappa(Weights::Quadratic);
    let output = json!({
        "n": pairs.len(),
        "prop_exact": shares.map(|shares| shares.exact),
        "prop_within1": shares.map(|shares| shares.within_one),
        "kappa": value(unweighted),
        "se_kappa": standard_error(unweighted),
        "kappa_linear": value(linear),
        "se_kappa_linear": standard_error(linear),
        "kappa_quadratic": value(quadratic),
        "se_kappa_quadratic": standard_error(quadratic),
    });
    Ok(with_reason(output, [unweighted.err(), linear.err(), quadratic.err()]))
}

fn of_table(input: &Input<'_>) -> Answer {
    let counts = table(input, "table")?;
    let total: f64 = counts.iter().flatten().sum();
    let disagreements = table(input, "disagreement_weights")?;
    let table = Table::of_counts(counts).ok_or_else(|| {
        Trouble("`table` has as many columns as rows, and counts of 0 or more".to_owned())
    })?;
    let unweighted = table.kappa(Weights::Unweighted);
    let weighted = table.kappa_of_disagreements(&disagreements);
    let output = json!({
        "n": total,
        "kappa": value(unweighted),
        "se_kappa": standard_error(unweighted),
        "weighted_kappa": value(weighted),
        "se_weighted_kappa": standard_error(weighted),
    });
    Ok(with_reason(output, [unweighted.err(), weighted.err()]))
}

fn of_krippendorff(input: &Input<'_>) -> Answer {
    let pairable = Pairable::of(&input.rows("ratings")?);
    let alpha = |distance| pairable.alpha(distance);
    let (nominal, ordinal, interval) =
        (alpha(Distance::Nominal), alpha(Distance::Ordinal), alpha(Distance::Interval));
    let output = json!({
        "alpha_nominal": nominal.ok(),
        "alpha_ordinal": ordinal.ok(),
        "alpha_interval": interval.ok(),
        "n_pairable_units": pairable.units(),
        "n_pairable_values": pairable.values(),
    });
    Ok(with_reason(output, [nominal.err(), ordinal.err(), interval.err()]))
}

fn of_gwet(input: &Input<'_>) -> Answer {
    let weights = match input.text("weights")? {
        "unweighted" => Weights::Unweighted,
        "linear" => Weights::Linear,
        "quadratic" => Weights::Quadratic,
        "ordinal" => Weights::Ordinal,
        _ => {
            let known = "`weights` is `unweighted`, `linear`, `quadratic` or `ordinal`";
            return Err(Trouble(known.to_owned()));
        }
    };
    let found = gwet(&input.rows("ratings")?, &scale(input)?, weights);
    let gwet = found.ok();
    let interval = gwet.and_then(|gwet| gwet.interval);
    let output = json!({
        "ac": gwet.map(|gwet| gwet.value),
        "se": gwet.and_then(|gwet| gwet.standard_error),
        "ci_low": interval.map(|interval| interval.low),
        "ci_high": interval.map(|interval| interval.high),
        "pa": gwet.map(|gwet| gwet.observed),
        "pe": gwet.map(|gwet| gwet.by_chance),
        "n": gwet.map(|gwet| gwet.subjects),
        "n_pairable_units": gwet.map(|gwet| gwet.rated_twice),
    });
    let unsure = gwet.filter(|gwet| gwet.interval.is_none()).map(|_| Undefined::NothingLeft);
    Ok(with_reason(output, [found.err(), unsure]))
}

fn of_icc(input: &Input<'_>) -> Answer {
    let ratings = Complete::of(&input.rows("ratings")?);
    let squares = MeanSquares::of(&ratings);
    let icc = squares.correlations();
    let mut output = json!({
        "n": ratings.subjects(),
        "k": ratings.raters(),
        "ms_rows": squares.rows,
        "ms_cols": squares.columns,
        "ms_within": squares.within,
        "ms_error": squares.error,
        "f_icc1": icc.test1.map(|test| test.f),
        "p_icc1": icc.test1.map(|test| test.p),
        "f_icc3": icc.test3.map(|test| test.f),
        "p_icc3": icc.test3.map(|test| test.p),
        "icc2_df2": icc.icc2_freedom,
    });
    let coefficients = [
        ("icc1", icc.icc1),
        ("icc2", icc.icc2),
        ("icc3", icc.icc3),
        ("icc1k", icc.icc1k),
        ("icc2k", icc.icc2k),
        ("icc3k", icc.icc3k),
    ];
    for (name, coefficient) in coefficients {
        output[name] = json!(coefficient.value.ok());
        output[format!("{name}_ci")] = ends(coefficient.interval.ok());
    }
    let values = coefficients.iter().map(|(_, coefficient)| coefficient.value.err());
    let intervals = coefficients.iter().map(|(_, coefficient)| coefficient.interval.err());
    Ok(with_reason(output, values.chain(intervals)))
}

fn of_one_way(input: &Input<'_>) -> Answer {
    let groups =
        input.groups("groups")?.into_iter().map(|group| group.into_iter().flatten().collect());
    let found = one_way(&groups.collect::<Vec<Vec<f64>>>());
    let one_way = found.ok();
    let icc = one_way.map(|one_way| one_way.icc);
    let test = one_way.and_then(|one_way| one_way.test);
    let output = json!({
        "n_groups": one_way.map(|one_way| one_way.groups),
        "ms_between": one_way.map(|one_way| one_way.between),
        "ms_within": one_way.map(|one_way| one_way.within),
        "n0": one_way.map(|one_way| one_way.size),
        "icc1": icc.and_then(|icc| icc.value.ok()),
        "icc1_ci": ends(icc.and_then(|icc| icc.interval.ok())),
        "f": test.map(|test| test.f),
        "p": test.map(|test| test.p),
    });
    let reasons = icc.map(|icc| [icc.value.err(), icc.interval.err()]);
    Ok(with_reason(output, [found.err()].into_iter().chain(reasons.into_iter().flatten())))
}

fn of_cronbach(input: &Input<'_>) -> Answer {
    let answers = Complete::of(&input.rows("items")?);
    let found = cronbach(&answers);
    let output = json!({
        "n": answers.subjects(),
        "k": answers.raters(),
        "alpha": found.ok().map(|cronbach| cronbach.alpha),
        "ci_low": found.ok().map(|cronbach| cronbach.interval.low),
        "ci_high": found.ok().map(|cronbach| cronbach.interval.high),
    });
    Ok(with_reason(output, [found.err()]))
}

fn of_several(input: &Input<'_>) -> Answer {
    let ratings = Complete::of(&input.rows("ratings")?);
    let several = several(&ratings, &scale(input)?);
    let output = json!({
        "n": ratings.subjects(),
        "k": ratings.raters(),
        "prop_all_exact": several.all.map(|shares| shares.exact),
        "prop_all_within1": several.all.map(|shares| shares.within_one),
        "mean_pairwise_prop_exact": several.pairwise.map(|shares| shares.exact),
        "mean_pairwise_prop_within1": several.pairwise.map(|shares| shares.within_one),
        "light_kappa": several.light_kappa.ok(),
        "fleiss_kappa": several.fleiss_kappa.ok(),
    });
    Ok(with_reason(output, [several.light_kappa.err(), several.fleiss_kappa.err()]))
}

/// The reliability that a mean of observations should have, where none is named.
const USUAL_GOAL: f64 = 0.7;

fn of_observations(input: &Input<'_>) -> Answer {
    let single = input.number("icc")?;
    let goal = input.number_if_any("goal")?.unwrap_or(USUAL_GOAL);
    let found = observations_needed(single, goal);
    let reliability = found.ok().and_then(|count| reliability_of_mean(single, f64::from(count)));
    let output = json!({ "observations": found.ok(), "reliability": reliability, "goal": goal });
    Ok(with_reason(output, [found.err()]))
}

fn of_measurement(input: &Input<'_>) -> Answer {
    let found = measurement_error(input.number("sd")?, input.number("reliability")?);
    let output = json!({
        "sem": found.ok().map(|error| error.standard_error),
        "mdc95": found.ok().and_then(|error| error.smallest_change),
    });
    let exact = found.ok().filter(|error| error.smallest_change.is_none());
    Ok(with_reason(output, [found.err(), exact.map(|_| Undefined::NothingLeft)]))
}

fn of_severity(input: &Input<'_>) -> Answer {
    let (sites, observers) = (input.names("site")?, input.names("observer")?);
    let values = input.values("value")?;
    if sites.len() != values.len() || observers.len() != values.len() {
        return Err(Trouble("`site`, `observer` and `value` differ in length".to_owned()));
    }
    let visits: Vec<Visit<'_>> = sites
        .iter()
        .zip(&observers)
        .zip(values)
        .filter_map(|((site, observer), value)| Some(Visit { site, observer, value: value? }))
        .collect();
    let found = observer_severity(&visits);
    let of = |field: fn(&Observer<'_>) -> Value| -> Value {
        found.as_ref().map_or(Value::Null, |found| found.observers.iter().map(field).collect())
    };
    let error = found.as_ref().ok().map(|found| found.error);
    let variance = error.and_then(Result::ok);
    let between = found.as_ref().ok().and_then(|found| found.between.ok());
    let output = json!({
        "observers": of(|observer| json!(observer.name)),
        "n": of(|observer| json!(observer.visits)),
        "group": of(|observer| json!(observer.group)),
        "confounded": of(|observer| json!(observer.offset.is_err())),
        "offset": of(|observer| json!(observer.offset.ok())),
        "se": of(|observer| json!(observer.standard_error)),
        "t": of(|observer| json!(observer.t)),
        "p": of(|observer| json!(observer.p)),
        "shrunken": of(|observer| json!(observer.shrunken)),
        "shrunken_se": of(|observer| json!(observer.shrunken_error)),
        "error_variance": variance.map(|variance| variance.value),
        "df": variance.map(|variance| variance.degrees_of_freedom),
        "observer_variance": between,
    });
    let offsets = found.iter().flat_map(|found| &found.observers);
    let reasons = offsets.map(|observer| observer.offset.err());
    let others = [found.as_ref().err().copied(), error.and_then(Result::err)];
    Ok(with_reason(output, others.into_iter().chain(reasons)))
}

fn scale(input: &Input<'_>) -> Result<Scale, Trouble> {
    Scale::new(&input.numbers("categories")?).ok_or_else(|| {
        let most = Scale::MOST_LEVELS;
        Trouble(format!("`categories` names each level of the scale once, and {most} at most"))
    })
}

/// A table without gaps.
fn table(input: &Input<'_>, name: &str) -> Result<Vec<Vec<f64>>, Trouble> {
    let rows = input.rows(name)?.into_iter().map(|row| row.into_iter().collect());
    let rows = rows.collect::<Option<_>>();
    rows.ok_or_else(|| Trouble(format!("a number is missing in `{name}`")))
}

fn value(kappa: Result<Kappa, Undefined>) -> Option<f64> {
    kappa.ok().map(|kappa| kappa.value)
}

fn standard_error(kappa: Result<Kappa, Undefined>) -> Option<f64> {
    kappa.ok().map(|kappa| kappa.standard_error)
}

fn ends(interval: Option<Interval>) -> Value {
    json!(interval.map(|interval| [interval.low, interval.high]))
}

/// Says why a value is missing, where one is.
fn with_reason(mut output: Value, reasons: impl IntoIterator<Item = Option<Undefined>>) -> Value {
    if let Some(reason) = reasons.into_iter().flatten().next() {
        output["reason"] = json!(in_words(reason));
    }
    output
}

fn in_words(reason: Undefined) -> String {
    let words = match reason {
        Undefined::NothingRatedTwice => "nothing was rated twice, so there is nothing to compare",
        Undefined::NoVariation => {
            "subjects do not differ in their ratings, so these cannot show if raters agree on them"
        }
        Undefined::TooFewSubjects => "there are fewer than two subjects to compare",
        Undefined::TooFewRaters => "there are fewer than two raters, or items, to compare",
        Undefined::NoDisagreement => "in `disagreement_weights` no two levels disagree",
        Undefined::OffScale => "a rating is not one of the levels of the scale",
        Undefined::NothingShared => {
            "an observer who shares no site with another cannot be told apart from their sites"
        }
        Undefined::TooLarge => "the numbers are too large to work with",
        Undefined::NotReliable => "with a reliability of 0 or less, more observations do not help",
        Undefined::NotAShare => "a reliability lies from 0 to 1",
        Undefined::TooManyObservations => {
            return format!("more than {MOST_OBSERVATIONS} observations would be needed");
        }
        Undefined::TooManyObservers => {
            return format!("more than {MOST_OBSERVERS} observers are linked by shared sites");
        }
        Undefined::NothingLeft => {
            "the numbers leave nothing from which to tell how sure a value is"
        }
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calculator;

    fn output(input: &Value) -> Value {
        calculator::answer(&json!({ "name": "case", "input": input }))["output"].clone()
    }

    #[track_caller]
    fn refuses(input: &Value, trouble: &str) {
        let answer = calculator::answer(&json!({ "name": "case", "input": input }));
        assert_eq!(answer["error"], trouble);
    }

    /// That one value is null, and has a reason beside it.
    #[track_caller]
    fn lacks(field: &str, input: &Value) {
        let output = output(input);
        assert_eq!(output.get(field), Some(&Value::Null), "{field} of {output}");
        assert!(output["reason"].is_string(), "{output}");
    }

    #[test]
    fn what_is_missing_has_its_reason_beside_it() {
        let same = json!([[3, 3], [3, 3]]);
        let scale = json!([1, 2, 3, 4]);
        lacks("alpha_ordinal", &json!({ "method": "krippendorff_alpha", "ratings": same }));
        lacks("icc2_ci", &json!({ "method": "icc", "ratings": same }));
        lacks("icc1", &json!({ "method": "icc_one_way", "groups": [[1, 2]] }));
        lacks("alpha", &json!({ "method": "cronbach_alpha", "items": same }));
        let several = json!({ "method": "multi_rater", "ratings": same, "categories": scale });
        lacks("fleiss_kappa", &several);
        let mut gwet = several.clone();
        gwet["method"] = json!("gwet");
        gwet["weights"] = json!("linear");
        lacks("ci_low", &gwet);
        let pair =
            json!({ "method": "pair_agreement", "a": [3], "b": [null], "categories": scale });
        lacks("kappa", &pair);
        lacks("observations", &json!({ "method": "observations_needed", "icc": 0 }));
        lacks("sem", &json!({ "method": "measurement_error", "sd": 1, "reliability": 2 }));
        let visit =
            json!({ "site": [1], "observer": [1], "value": [1], "method": "observer_severity" });
        lacks("error_variance", &visit);
    }

    #[test]
    fn what_is_there_needs_no_reason() {
        let input = json!({ "method": "observations_needed", "icc": 0.4 });
        let expected = json!({ "observations": 4, "reliability": 1.6 / 2.2, "goal": 0.7 });
        assert_eq!(output(&input), expected);
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let levels = json!([1, 2]);
        let uneven = json!({ "method": "pair_agreement", "a": [1], "b": [], "categories": levels });
        refuses(&uneven, "`a` and `b` differ in length");
        let twice = json!({ "method": "multi_rater", "ratings": [[1, 2]], "categories": [1, 1] });
        refuses(&twice, "`categories` names each level of the scale once, and 200 at most");
        let weights =
            json!({ "method": "gwet", "ratings": [], "categories": levels, "weights": "cubic" });
        refuses(&weights, "`weights` is `unweighted`, `linear`, `quadratic` or `ordinal`");
        let table = json!({
            "method": "kappa_table", "table": [[1, 2]], "disagreement_weights": [[0]],
        });
        refuses(&table, "`table` has as many columns as rows, and counts of 0 or more");
    }

    #[test]
    fn visits_without_a_value_do_not_count() {
        let input = json!({
            "method": "observer_severity",
            "site": ["Oak", "Oak", "Elm", "Elm", "Fir"],
            "observer": ["Ana", "Ben", "Ana", "Ben", "Cal"],
            "value": [4, 2, 3, 2, null],
        });
        let output = output(&input);
        assert_eq!(output["observers"], json!(["Ana", "Ben"]));
        assert_eq!(output["confounded"], json!([false, false]));
        assert_eq!(output["n"], json!([2, 2]));
    }
}
