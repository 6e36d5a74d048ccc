//! Goals: how far in one year, in the words of the rules.

use chrono::{Datelike, NaiveDate};

use super::{ActionStep, Days, Goal, SourceEvidence, focus::Choice, rules::PlanRules};
use crate::{
    language::{Language, in_mid_sentence, say},
    model::{Exact, Site},
    rulebook::kind::{self, DefaultTarget, GoalSet, Targets},
};

/// The goal of a chosen standard, by the tool that drives it and the steps toward it. None where the
/// rules have none.
pub(super) fn goal(
    choice: &Choice,
    steps: &[ActionStep],
    site: &Site,
    days: Days,
    rules: &PlanRules<'_>,
) -> Option<Goal> {
    let driver = choice.driver.as_ref()?;
    let mut found = rules.goals.iter().filter_map(|set| {
        let targets = rules.targets(&set.targets)?;
        let band = &*targets.band_of(&choice.standard, &driver.score, driver.n_responses)?.id;
        let rule = of_band(set, &choice.standard, band)?;
        Some((set, rule, band, to(set, targets, band, &driver.score)))
    });
    let (set, rule, band, to) = found.next()?;
    let measure = rules.instrument(&driver.instrument)?.about.title.clone();
    let standard = &rules.standard(&choice.standard)?.name;
    let by = date(rules.language, days.goals);
    let words = Words { site: &site.name, standard, measure: &measure, by: &by };
    let way = words.way(&set.way, steps);
    let sentences: Vec<String> =
        std::iter::once(words.goal(&rule.goal, driver, &to)).chain(way).collect();
    Some(Goal {
        id: rule.id.as_str().into(),
        sentence: sentences.join(" "),
        from: driver.score.clone(),
        step: step(set, band, &driver.score, &to),
        to,
        by: days.goals,
        measure,
        also_watch: rule.also_watch.clone(),
        mid_year_sign: match rule.mid_year_sign.as_str() {
            "" => to_show(steps, days.review).unwrap_or_default(),
            sign => sign.to_owned(),
        },
    })
}

/// The goal for a standard in a band: its own, else the one for all.
fn of_band<'r>(set: &'r GoalSet, standard: &str, band: &str) -> Option<&'r kind::Goal> {
    let of = |standard: Option<&str>| {
        set.goal.iter().find(|goal| goal.band == band && goal.standard.as_deref() == standard)
    };
    of(Some(standard)).or_else(|| of(None))
}

/// What the first of the steps that are done by a day can show: it works on the lowest item.
fn to_show(steps: &[ActionStep], day: NaiveDate) -> Option<String> {
    steps.iter().find(|step| step.due <= day).map(|step| step.evidence.clone())
}

/// How far a goal goes from a score in a band, never above the scale.
fn to(set: &GoalSet, targets: &Targets, band: &str, score: &Exact) -> Exact {
    let to = how_far(set, band).map_or_else(|| score.clone(), |rule| by_rule(rule, score));
    to.min(targets.highest.0.clone())
}

/// The step of a year, where the goal goes just as far.
fn step(set: &GoalSet, band: &str, score: &Exact, to: &Exact) -> Option<Exact> {
    let step = &how_far(set, band)?.step.as_ref()?.0;
    (score.clone() + step.clone() == *to).then(|| step.clone())
}

fn how_far<'r>(set: &'r GoalSet, band: &str) -> Option<&'r DefaultTarget> {
    set.default_target.iter().find(|rule| rule.band == band)
}

fn by_rule(rule: &DefaultTarget, score: &Exact) -> Exact {
    let step = rule.step.as_ref().map_or(Exact::ZERO, |step| step.0.clone());
    let mut to = score.clone() + step;
    if let Some(least) = &rule.at_least {
        to = to.max(least.0.clone());
    }
    if let Some(most) = &rule.at_most {
        to = to.min(most.0.clone());
    }
    let unit = rule.round_down_to.as_ref().filter(|unit| Exact::ZERO < unit.0);
    let rounded = unit.map_or_else(|| to.clone(), |unit| rounded_down(&to, &unit.0));
    // Rounding takes nothing away from the least that a goal should be.
    let least = rule.at_least.as_ref().map_or_else(|| rounded.clone(), |least| least.0.clone());
    rounded.max(least.min(to))
}

/// The largest multiple of `unit` that is not above `value`, exactly.
fn rounded_down(value: &Exact, unit: &Exact) -> Exact {
    let multiple = |times: i64| unit.clone() * Exact::whole(times);
    #[expect(clippy::cast_possible_truncation, reason = "scores count a few units at most")]
    let near = (value.clone() / unit.clone()).to_f64().floor() as i64;
    // The quotient is rounded to a float first, so it may be one off.
    let candidates = [near + 1, near, near - 1].map(multiple);
    let [_, _, lowest] = candidates.clone();
    candidates.into_iter().find(|multiple| multiple <= value).unwrap_or(lowest)
}

/// What goes into the places of a goal's sentence.
struct Words<'a> {
    site: &'a str,
    standard: &'a str,
    measure: &'a str,
    by: &'a str,
}

impl Words<'_> {
    fn goal(&self, sentence: &str, driver: &SourceEvidence, to: &Exact) -> String {
        let (from, to) = printed(&driver.score, to);
        let places = [
            ("{site}", self.site),
            ("{standard}", self.standard),
            ("{from}", &from),
            ("{to}", &to),
            ("{by_date}", self.by),
            ("{measure}", self.measure),
        ];
        fill(sentence, &places)
    }

    /// None where there is nothing to say, or no step to name.
    fn way(&self, sentence: &str, steps: &[ActionStep]) -> Option<String> {
        let titles: Vec<String> = steps.iter().map(|step| in_mid_sentence(&step.title)).collect();
        let places = [("{site}", self.site), ("{steps}", &titles.join("; "))];
        (!sentence.is_empty() && !steps.is_empty()).then(|| fill(sentence, &places))
    }
}

/// Piece by piece, so that a brace in a name is left alone.
fn fill(sentence: &str, places: &[(&str, &str)]) -> String {
    let mut filled = String::new();
    let mut rest = sentence;
    while let Some(at) = rest.find('{') {
        filled.push_str(&rest[..at]);
        rest = &rest[at..];
        let place = places.iter().find(|(place, _)| rest.starts_with(place));
        let (length, text) = place.map_or((1, "{"), |(place, text)| (place.len(), text));
        filled.push_str(text);
        rest = &rest[length..];
    }
    filled + rest
}

/// `May 15, 2026`.
fn date(language: Language, day: NaiveDate) -> String {
    let year = day.year().to_string();
    say!(language, "say-date", month = day.month(), day = day.day(), year = year)
}

/// Both ends with one decimal, or with two where one would round them: the plan shows two elsewhere.
fn printed(from: &Exact, to: &Exact) -> (String, String) {
    let is_short = |value: &Exact| (value.clone() * Exact::whole(10)).is_whole();
    let places = if is_short(from) && is_short(to) { 1 } else { 2 };
    (from.rounded(places), to.rounded(places))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::analysis::given::{exact, read};

    #[track_caller]
    fn goes_to(rule: serde_json::Value, score: &str, to: &str) {
        let rule: DefaultTarget = read(rule);
        assert_eq!(by_rule(&rule, &exact(score)), exact(to), "from {score}");
    }

    #[test]
    fn a_low_score_goes_to_two_or_half_a_level_up() {
        let rule = || json!({ "band": "start", "at_least": 2.0, "step": 0.5 });
        goes_to(rule(), "1.2", "2");
        goes_to(rule(), "1.8", "2.3");
    }

    #[test]
    fn a_middling_score_goes_half_a_level_up_but_not_past_three() {
        let rule = || json!({ "band": "build", "step": 0.5, "at_most": 3.0 });
        goes_to(rule(), "2", "2.5");
        goes_to(rule(), "7/3", "17/6");
        goes_to(rule(), "2.9", "3");
    }

    #[test]
    fn a_high_score_is_kept_at_the_half_level_below_it() {
        let rule = || json!({ "band": "keep", "at_least": 3.0, "round_down_to": 0.5 });
        goes_to(rule(), "3.7", "3.5");
        goes_to(rule(), "3.5", "3.5");
        goes_to(rule(), "3.1", "3");
        goes_to(rule(), "2.9", "3");
        goes_to(json!({ "band": "keep", "at_least": 2.75, "round_down_to": 0.5 }), "2.9", "2.75");
    }

    #[test]
    fn a_goal_says_its_numbers_as_the_plan_does() {
        assert_eq!(printed(&exact("1.75"), &exact("2.25")), ("1.75".into(), "2.25".into()));
        assert_eq!(printed(&exact("2.96"), &exact("3")), ("2.96".into(), "3.00".into()));
        assert_eq!(printed(&exact("3"), &exact("3")), ("3.0".into(), "3.0".into()));
    }
}
