//! How ratings become scores, in words: reports say it, too, each in its language.

use super::decimal;
use crate::{
    language::{Language, all_of, facts, say},
    rulebook::kind::{Combine, Decimal, LevelRule, Method, Scoring, WhichRows},
};

/// A line a step, in the order in which they are done.
pub fn scoring_in_words(language: Language, rules: &Scoring) -> Vec<String> {
    let after = |step: &str| -> Vec<String> {
        let here = rules.level.iter().filter(|rule| rule.after == step);
        here.map(|rule| level(language, rule)).collect()
    };
    let mut lines = Vec::new();
    for score in after("start") {
        lines.push(say!(language, "method-within-form", score = score));
    }
    for step in &rules.combine {
        lines.push(combine(language, step));
        for score in after(&step.id) {
            lines.push(say!(language, "method-then", score = score));
        }
    }
    for score in after("end") {
        lines.push(say!(language, "method-of-year", score = score));
    }
    lines
}

fn combine(language: Language, step: &Combine) -> String {
    let name = match (step.rows, step.minimum) {
        (WhichRows::All, None) => "method-step",
        (WhichRows::All, Some(_)) => "method-step-least",
        (WhichRows::ConsensusFirst, None) => "method-step-agreed",
        (WhichRows::ConsensusFirst, Some(_)) => "method-step-agreed-least",
    };
    let fields = step.over.iter().map(|field| say!(language, "method-field", field = &**field));
    let facts = facts!(
        step = &*step.id,
        how = method(language, step.method),
        fields = fields.collect::<Vec<_>>().join(", "),
        least = step.minimum.unwrap_or_default(),
    );
    language.say(name, &facts)
}

fn level(language: Language, rule: &LevelRule) -> String {
    let name = if rule.name.is_empty() { &*rule.id } else { &*rule.name };
    let how = method(language, rule.method);
    let mut said = vec![say!(language, "method-score", name = name, how = how)];
    if let Some(id) = &rule.crosswalk {
        said.push(say!(language, "method-by-crosswalk", crosswalk = &**id));
    }
    if !rule.groups.is_empty() {
        let groups = all_of(language, rule.groups.iter().map(String::as_str));
        said.push(say!(language, "method-for-groups", groups = groups));
    }
    let numbers = [
        ("method-line", rule.at_or_above.as_ref()),
        ("method-share", rule.share.as_ref()),
        ("method-none-below", rule.none_below.as_ref()),
        ("method-least-share", rule.minimum_share.as_ref()),
    ];
    for (name, number) in numbers {
        let number = number.map(|Decimal(number)| decimal(number));
        said.extend(number.map(|number| language.say(name, &facts!(number = number))));
    }
    let counts = [("method-at-least", rule.at_least), ("method-with-at-least", rule.minimum_parts)];
    for (name, n) in counts {
        said.extend(n.map(|n| language.say(name, &facts!(n = n))));
    }
    said.join(", ")
}

fn method(language: Language, method: Method) -> String {
    let name = match method {
        Method::Mean => "method-mean",
        Method::WeightedMean => "method-weighted-mean",
        Method::PooledMean => "method-pooled-mean",
        Method::Median => "method-median",
        Method::Sum => "method-sum",
        Method::Minimum => "method-minimum",
        Method::Maximum => "method-maximum",
        Method::Mode => "method-mode",
        Method::ShareAtOrAbove => "method-share-at-or-above",
        Method::KOfN => "method-k-of-n",
        Method::Ladder => "method-ladder",
        Method::Ratio => "method-ratio",
    };
    language.say(name, &[])
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn steps_are_said_in_each_language() {
        let about = json!({ "id": "it", "title": "It", "version": "1", "status": ["proposed"] });
        let rules: Scoring = serde_json::from_value(json!({
            "kind": "scoring", "about": about, "instrument": "it",
            "combine": [
                { "id": "raters", "over": ["rater"], "method": "mean", "rows": "consensus-first" },
                { "id": "visits", "over": ["date", "activity"], "method": "median", "minimum": 2 },
            ],
            "level": [
                { "id": "section", "name": "Part", "method": "mean", "after": "raters" },
                { "id": "whole", "method": "mean", "groups": ["a", "b"], "minimum_parts": 1 },
            ],
        }))
        .unwrap();
        assert_eq!(
            scoring_in_words(Language::English, &rules),
            [
                "raters: mean over rater, the agreed rating first",
                "then Part = mean of its parts",
                "visits: middle value over date, activity, of at least 2",
                "from the values of the year: whole = mean of its parts, for a and b, with at \
                 least 1 part",
            ]
        );
        assert_eq!(
            scoring_in_words(Language::Spanish, &rules),
            [
                "quienes califican: promedio por persona que califica; primero va la calificación \
                 acordada",
                "luego, Part = promedio de sus partes",
                "visits: mediana por fecha, actividad; se necesitan al menos 2",
                "con los valores del año: whole = promedio de sus partes, para a y b, con al menos \
                 1 parte",
            ]
        );
    }
}
