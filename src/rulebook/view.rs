//! The rules in plain English, for `cqi rules list` and `cqi rules show`.

mod link;
mod matching;
mod scoring;

use std::collections::BTreeMap;

use super::{
    Rulebook,
    kind::{
        ActionSet, AnalysisRules, Care, Comparison, Crosswalk, Decimal, Framework, GoalSet, Group,
        Head, Instrument, PlanTemplate, Scale, ScaleKind, Scoring, Status, Targets, Translation,
        Words,
    },
};
use crate::{
    diagnostic::{all_of, count},
    language::Language,
    model::Exact,
};
pub use scoring::scoring_in_words;

/// One rule file in a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    pub kind: &'static str,
    pub id: String,
    pub title: String,
    pub version: String,
    /// Where its content comes from, in words.
    pub status: String,
}

/// Every rule file, by kind in the order of the rule language and then by id.
pub fn list(rulebook: &Rulebook) -> Vec<Row> {
    let row = |(kind, head): (&'static str, &Head)| Row {
        kind,
        id: head.id.clone(),
        title: head.title.clone(),
        version: head.version.clone(),
        status: all_of(head.status.iter().copied().map(status)),
    };
    heads(rulebook).into_iter().map(row).collect()
}

/// What the rule files of this id say. None where no file has it.
pub fn show(rulebook: &Rulebook, id: &str) -> Option<String> {
    let mut texts: Vec<String> = Vec::new();
    let book = rulebook;
    texts.extend(book.scales.get(id).map(|it| page("scale", &it.about, scale(it))));
    texts.extend(book.instruments.get(id).map(|it| page("instrument", &it.about, instrument(it))));
    texts.extend(book.frameworks.get(id).map(|it| page("standards", &it.about, framework(it))));
    texts.extend(book.crosswalks.get(id).map(|it| page("crosswalk", &it.about, crosswalk(it))));
    texts.extend(book.scoring.get(id).map(|it| page("scoring", &it.about, scoring(it))));
    texts.extend(book.targets.get(id).map(|it| page("targets", &it.about, targets(it))));
    texts.extend(book.analysis.get(id).map(|it| page("analysis", &it.about, analysis(it))));
    texts.extend(book.links.get(id).map(|it| page("link", &it.about, link::lines(it))));
    texts.extend(book.actions.get(id).map(|it| page("actions", &it.about, actions(it))));
    texts.extend(book.goals.get(id).map(|it| page("goals", &it.about, goals(it))));
    texts.extend(book.plans.get(id).map(|it| page("plan", &it.about, plan(it))));
    texts.extend(book.matching.get(id).map(|it| page("matching", &it.about, matching::lines(it))));
    let translated = book.translations.get(id);
    texts.extend(translated.map(|it| page("translation", &it.about, translation(it))));
    let lists = book.words.iter().filter(|it| it.about.id == id);
    texts.extend(lists.map(|it| page("words", &it.about, words(it))));
    if texts.is_empty() { None } else { Some(texts.join("\n")) }
}

fn heads(book: &Rulebook) -> Vec<(&'static str, &Head)> {
    fn of<'a, T>(
        kind: &'static str,
        files: &'a BTreeMap<String, T>,
        head: fn(&'a T) -> &'a Head,
    ) -> impl Iterator<Item = (&'static str, &'a Head)> {
        files.values().map(move |file| (kind, head(file)))
    }
    of("scale", &book.scales, |file| &file.about)
        .chain(of("instrument", &book.instruments, |file| &file.about))
        .chain(of("standards", &book.frameworks, |file| &file.about))
        .chain(of("crosswalk", &book.crosswalks, |file| &file.about))
        .chain(of("scoring", &book.scoring, |file| &file.about))
        .chain(of("targets", &book.targets, |file| &file.about))
        .chain(of("analysis", &book.analysis, |file| &file.about))
        .chain(of("link", &book.links, |file| &file.about))
        .chain(of("actions", &book.actions, |file| &file.about))
        .chain(of("goals", &book.goals, |file| &file.about))
        .chain(of("plan", &book.plans, |file| &file.about))
        .chain(of("matching", &book.matching, |file| &file.about))
        .chain(book.words.iter().map(|file| ("words", &file.about)))
        .chain(of("translation", &book.translations, |file| &file.about))
        .collect()
}

/// Head and body of a file.
fn page(kind: &str, head: &Head, body: Vec<String>) -> String {
    let states = all_of(head.status.iter().copied().map(status));
    let note = spaced(&head.status_note);
    let mut lines = vec![
        format!("{} ({kind} `{}`, version {})", head.title, head.id, head.version),
        format!("Status: {states}.{note}"),
    ];
    lines.extend(head.effective_from.iter().map(|day| format!("Counts from {day}.")));
    for source in &head.sources {
        let used = if source.used_for.is_empty() {
            String::new()
        } else {
            format!(" ({})", source.used_for)
        };
        lines.push(format!("Source: {}, {}{used}", source.what, source.r#where));
    }
    if !head.rights.is_empty() {
        lines.push(format!("Rights: {}", head.rights));
    }
    lines.push(String::new());
    lines.extend(body);
    lines.push(String::new());
    lines.join("\n")
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Sourced => "sourced",
        Status::OwnWording => "own wording",
        Status::Proposed => "proposed",
    }
}

fn translation(translation: &Translation) -> Vec<String> {
    let Translation { language, of, .. } = translation;
    let language = match Language::tagged(language) {
        Some(known) => known.english_name(),
        None => language,
    };
    vec![format!("What reports say in {language} of the {} file `{}`.", of.kind, of.id)]
}

fn scale(scale: &Scale) -> Vec<String> {
    let mut lines = Vec::new();
    lines.push(match (scale.r#type, scale.range()) {
        (ScaleKind::Numbers, Some((lowest, highest))) => {
            format!("Any number from {} to {}.", decimal(lowest), decimal(highest))
        }
        (ScaleKind::Names, _) => "Names without an order:".to_owned(),
        _ => "Levels, lowest first:".to_owned(),
    });
    for level in &scale.level {
        let value = level.value.as_ref().map(|Decimal(value)| decimal(value));
        let short = value.or_else(|| level.id.clone()).unwrap_or_default();
        lines.push(format!("  {short}  {}.{}", level.label, spaced(&level.meaning)));
    }
    for word in &scale.missing {
        let written: Vec<&str> =
            word.words.iter().map(|word| if word.is_empty() { "(empty)" } else { word }).collect();
        let effect = match (&word.counts_as, word.effect) {
            (Some(Decimal(value)), _) => format!("counts as {}", decimal(value)),
            (None, super::kind::Effect::Blocks) => "what needs it gets no score".to_owned(),
            (None, super::kind::Effect::NotExpected) => "need not be answered".to_owned(),
            (None, _) => "is left out".to_owned(),
        };
        lines.push(format!("  {} ({}): {effect}.", word.label, written.join(", ")));
    }
    lines
}

fn instrument(instrument: &Instrument) -> Vec<String> {
    let mut lines = vec![format!(
        "{}, {} in {}, rated on `{}`.",
        match instrument.source {
            crate::model::EvidenceSource::SelfAssessment => "Self-assessment",
            crate::model::EvidenceSource::Observation => "Observation from outside",
        },
        count(instrument.item.len(), "item"),
        count(instrument.group.len(), "group"),
        instrument.scale
    )];
    if !instrument.unit.is_empty() {
        lines.push(format!("One form is about {}.", instrument.unit.trim_end_matches('.')));
    }
    let mut placed = Vec::new();
    for group in &instrument.group {
        let parts = instrument.parts_of(group);
        lines.push(format!("  {} ({} `{}`)", group.name, group.level, group.id));
        for part in parts {
            lines.push(format!("    {}", part_line(instrument, group, part)));
            placed.push(part);
        }
    }
    for item in instrument.item.iter().filter(|item| !placed.contains(&item.id.as_str())) {
        lines.push(format!("  {}  {}", item.code.as_ref().unwrap_or(&item.id), item.name));
    }
    lines.extend(instrument.cautions.iter().map(|caution| format!("Note: {caution}")));
    lines
}

fn part_line(instrument: &Instrument, group: &Group, part: &str) -> String {
    match (instrument.item_by_id(part), instrument.group_by_id(part)) {
        (Some(item), _) => {
            let marks = [("turned round", item.reverse), ("critical", item.critical)];
            let marks: Vec<&str> =
                marks.into_iter().filter(|(_, is_so)| *is_so).map(|(mark, _)| mark).collect();
            let marks =
                if marks.is_empty() { String::new() } else { format!(" ({})", marks.join(", ")) };
            format!("{}  {}{marks}", item.code.as_ref().unwrap_or(&item.id), item.name)
        }
        (None, Some(inner)) => format!("{} (as a part of `{}`)", inner.name, group.id),
        (None, None) => part.to_owned(),
    }
}

fn framework(framework: &Framework) -> Vec<String> {
    let mut lines = vec![format!("Every number on a standard says: {}", framework.derived_note)];
    for standard in &framework.standard {
        lines.push(format!("  {:>2}  {} (`{}`)", standard.number, standard.name, standard.id));
        for indicator in &standard.indicator {
            let code = indicator.code.as_ref().unwrap_or(&indicator.id);
            lines.push(format!("      {code}  {}", indicator.title));
        }
    }
    lines
}

fn crosswalk(crosswalk: &Crosswalk) -> Vec<String> {
    let mut lines = vec![format!(
        "From `{}` to `{}`. Reports say: {}",
        crosswalk.instrument, crosswalk.framework, crosswalk.label_on_reports
    )];
    for link in &crosswalk.link {
        let weight = decimal(&link.weight.0);
        let why = spaced(&link.because);
        lines.push(format!("  {} → {}, weight {weight}.{why}", link.from, link.standard));
    }
    for without in &crosswalk.no_evidence {
        lines.push(format!("  Nothing → {}. {}", without.standard, without.because));
    }
    let publish = &crosswalk.publish;
    let weight = publish.minimum_weight.as_ref().map(|Decimal(weight)| decimal(weight));
    lines.extend(weight.map(|weight| format!("A value needs a weight of at least {weight}.")));
    let counts = [(publish.minimum_parts, "part"), (publish.minimum_responses, "form")];
    for (fewest, noun) in counts {
        let fewest = fewest.map(|fewest| count(fewest as usize, noun));
        lines.extend(fewest.map(|fewest| format!("A value needs at least {fewest}.")));
    }
    lines.extend(crosswalk.cautions.iter().map(|caution| format!("Note: {caution}")));
    lines
}

fn scoring(scoring: &Scoring) -> Vec<String> {
    let steps = scoring_in_words(Language::English, scoring);
    let first = format!("Scores `{}`, in this order:", scoring.instrument);
    std::iter::once(first).chain(steps.iter().map(|step| format!("  {step}"))).collect()
}

fn targets(targets: &Targets) -> Vec<String> {
    let (Decimal(lowest), Decimal(highest)) = (&targets.lowest, &targets.highest);
    let of = [("the standards", &targets.framework), ("the instrument", &targets.instrument)];
    let of: Vec<String> = of
        .into_iter()
        .filter_map(|(what, id)| id.as_ref().map(|id| format!("{what} `{id}`")))
        .collect();
    let mut lines = vec![format!(
        "For {}. Scores run from {} to {}.",
        all_of(of.iter().map(String::as_str)),
        decimal(lowest),
        decimal(highest)
    )];
    let words = |comparison: Comparison| match comparison {
        Comparison::AtLeast => "at least",
        Comparison::MoreThan => "more than",
    };
    if let Some(Decimal(target)) = &targets.target {
        lines.push(format!("Target: {} {}.", words(targets.comparison), decimal(target)));
    }
    for own in &targets.exception {
        let target = own.target.as_ref();
        let target =
            target.map(|number| format!("{} {}", words(own.comparison), decimal(&number.0)));
        let bound =
            |(band, from): (&String, &Decimal)| format!("`{band}` from {}", decimal(&from.0));
        let told: Vec<String> = target.into_iter().chain(own.bounds.iter().map(bound)).collect();
        lines.push(format!("  for `{}`: {}", own.id, told.join(", ")));
    }
    for band in &targets.band {
        let idea = spaced(&band.idea);
        lines.push(format!(
            "  from {}: {} (`{}`).{idea}",
            decimal(&band.from.0),
            band.label,
            band.id
        ));
    }
    lines
}

fn analysis(rules: &AnalysisRules) -> Vec<String> {
    let care = Care::from(rules);
    vec![
        format!(
            "Of the sites whose line is called rising or falling, up to {} of 100 may be so by chance alone.",
            care.false_discovery_share * 100.0
        ),
        format!(
            "Fewer than {} people who rated alone, or visits, are weak evidence.",
            care.fewest_looks
        ),
        format!(
            "The number of visits advised makes a site's mean reliable to {}.",
            care.reliability_goal
        ),
        format!(
            "In tables over groups, a cell needs {} sites or more.",
            care.fewest_sites_in_a_cell
        ),
        format!(
            "A choice is robust if it stays in {} of 100 trials in which all scores move within their errors.",
            care.robust_share * 100.0
        ),
    ]
}

fn actions(set: &ActionSet) -> Vec<String> {
    let mut lines = vec![format!(
        "{} for `{}`, by the bands of `{}`.",
        count(set.action.len(), "action"),
        set.framework,
        set.targets
    )];
    for action in &set.action {
        let standard = action.standard.as_deref().unwrap_or("any standard");
        let band = action.band.as_deref().unwrap_or("any band");
        let when = action.when.as_ref().map_or(String::new(), |when| format!(", when {when}"));
        lines.push(format!("  {} ({standard}, {band}{when})", action.title));
    }
    lines
}

fn goals(set: &GoalSet) -> Vec<String> {
    let mut lines = vec![format!("{} for `{}`.", count(set.goal.len(), "goal"), set.framework)];
    for goal in &set.goal {
        let standard = goal.standard.as_deref().unwrap_or("every standard");
        lines.push(format!("  {standard} ({}): {}", goal.band, goal.goal));
    }
    lines.extend(
        set.question.iter().map(|question| format!("  Ask ({}): {}", question.at, question.text)),
    );
    lines
}

fn plan(plan: &PlanTemplate) -> Vec<String> {
    let mut lines = vec![format!(
        "For `{}`: at most {}, each with at most {}.",
        plan.framework,
        count(plan.focus.maximum as usize, "focus standard"),
        count(plan.maximum_actions as usize, "action step")
    )];
    for gate in &plan.focus.gate {
        lines.push(format!("First where {}: {}", gate.when, gate.because));
    }
    for part in &plan.part {
        let number =
            if part.number.is_empty() { String::new() } else { format!("{} ", part.number) };
        lines.push(format!("  {number}{}", part.title));
    }
    if let Some(tracker) = &plan.tracker {
        let words = plan.list.iter().filter(|list| list.id == tracker.status);
        let words = words.flat_map(|list| &list.option).map(|option| option.label.as_str());
        lines.push(format!(
            "Tracker: steps are {}; goals are on `{}`; a status is old after {}.",
            all_of(words),
            tracker.progress,
            count(tracker.stale_days as usize, "day")
        ));
    }
    lines
}

fn words(words: &Words) -> Vec<String> {
    let fields = words.field.iter();
    fields.map(|field| format!("  {}: {}", field.id, field.headings.join(", "))).collect()
}

/// A sentence after another, if there is one.
fn spaced(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" {text}") }
}

fn decimal(value: &Exact) -> String {
    value.to_f64().to_string()
}
