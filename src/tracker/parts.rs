//! A plan and what was written about it, as one: what the next tracker holds.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Entry, Origin, Part, Parts, Row, Tracker, Value, Vocabulary,
    columns::Kind,
    labels::{across, is_none},
};
use crate::{
    language::{Language, in_mid_sentence, say},
    model::Exact,
    plan::{ActionStep, FocusStandard, Plan, SourceEvidence},
    rulebook::kind::{ActionNeeds, PlanField, TrackerField},
};

/// The rows of the tracker of a plan: those that people have, then what the plan proposes and they
/// do not have yet.
pub fn parts(plan: &Plan, read: Option<&Tracker>, vocabulary: &Vocabulary<'_>) -> Parts {
    let read = read.map(|tracker| &tracker.parts);
    let mut parts = Parts {
        steps: merged(steps(plan, vocabulary), read.map(|it| &it.steps), Kind::Steps, vocabulary),
        goals: merged(goals(plan, vocabulary), read.map(|it| &it.goals), Kind::Goals, vocabulary),
        questions: merged(
            questions(vocabulary),
            read.map(|it| &it.questions),
            Kind::Questions,
            vocabulary,
        ),
    };
    for goal in &mut parts.goals.rows {
        bring_up_to_date(goal, plan, vocabulary);
    }
    parts
}

fn merged(
    proposed: Vec<Row>,
    read: Option<&Part>,
    kind: Kind,
    vocabulary: &Vocabulary<'_>,
) -> Part {
    let columns = kind.columns(vocabulary).iter().map(|column| column.id);
    let columns = columns.zip(0..).collect();
    let Some(read) = read.filter(|read| !read.rows.is_empty()) else {
        return Part { columns, extras: Vec::new(), rows: proposed };
    };
    let mut proposed: BTreeMap<_, _> =
        proposed.into_iter().enumerate().map(|(at, row)| (row.id.clone(), (at, row))).collect();
    let mut rows: Vec<Row> = Vec::new();
    for row in &read.rows {
        let mut row = row.clone();
        if let Some((_, new)) = proposed.remove(&row.id) {
            // A column that is not there is not blank.
            let missing = new.entries.into_iter().filter(|(it, _)| !read.columns.contains_key(it));
            row.entries.extend(missing);
        }
        rows.push(row);
    }
    let mut new: Vec<(usize, Row)> = proposed.into_values().collect();
    new.sort_by_key(|(at, _)| *at);
    rows.extend(new.into_iter().map(|(_, row)| row));
    Part { columns, extras: read.extras.clone(), rows }
}

fn steps(plan: &Plan, vocabulary: &Vocabulary<'_>) -> Vec<Row> {
    let mut seen = BTreeSet::new();
    let of_focus = plan.focus.iter().flat_map(|focus| {
        let name = standard(&focus.standard, vocabulary);
        focus.actions.iter().map(move |step| (name.clone(), step))
    });
    let across = plan.across.iter().map(|step| (across(vocabulary.language), step));
    let all = of_focus.chain(across).filter(|(_, step)| seen.insert(step.id.clone()));
    all.map(|(standard, step)| step_row(standard, step, vocabulary)).collect()
}

fn step_row(standard: String, step: &ActionStep, vocabulary: &Vocabulary<'_>) -> Row {
    let not_started = vocabulary.word(crate::rulebook::kind::StepState::NotStarted);
    let texts = [
        (TrackerField::Ref, step.id.to_string()),
        (TrackerField::Standard, standard),
        (TrackerField::Action, action_text(&step.title, &step.text)),
        (TrackerField::Owner, step.position.clone()),
        (TrackerField::Deputy, step.if_none.clone().unwrap_or_default()),
        (TrackerField::Needs, needs(vocabulary.language, &step.needs)),
        (TrackerField::Evidence, step.evidence.clone()),
        (TrackerField::Change, change(vocabulary.language, step)),
        (TrackerField::Status, not_started.unwrap_or_default().to_owned()),
    ];
    let days = [(TrackerField::Start, step.start), (TrackerField::Due, step.due)];
    let mut entries = written(texts);
    entries.extend(days.map(|(field, day)| (field, proposal(Value::Date(day)))));
    Row { id: step.id.clone(), origin: Origin::Plan, entries, extras: BTreeMap::new() }
}

fn goals(plan: &Plan, vocabulary: &Vocabulary<'_>) -> Vec<Row> {
    plan.focus.iter().filter_map(|focus| goal_row(focus, vocabulary)).collect()
}

fn goal_row(focus: &FocusStandard, vocabulary: &Vocabulary<'_>) -> Option<Row> {
    let goal = focus.goal.as_ref()?;
    let texts = [
        (TrackerField::Ref, focus.standard.to_string()),
        (TrackerField::Standard, standard(&focus.standard, vocabulary)),
        (TrackerField::Goal, goal.sentence.clone()),
        (TrackerField::Measure, goal.measure.clone()),
        (TrackerField::FromYear, focus.driver.as_ref().map(round_of).unwrap_or_default()),
    ];
    let mut entries = written(texts);
    entries.insert(TrackerField::From, proposal(number(&goal.from)));
    entries.insert(TrackerField::To, proposal(number(&goal.to)));
    entries.insert(TrackerField::Due, proposal(Value::Date(goal.by)));
    let id = focus.standard.clone();
    Some(Row { id, origin: Origin::Plan, entries, extras: BTreeMap::new() })
}

fn questions(vocabulary: &Vocabulary<'_>) -> Vec<Row> {
    let parts = vocabulary.template.part.iter().filter(|part| part.id == "improvement");
    let row = |field: &PlanField| {
        let texts =
            [(TrackerField::Ref, field.id.clone()), (TrackerField::Question, question(field))];
        let id = field.id.as_str().into();
        Row { id, origin: Origin::Plan, entries: written(texts), extras: BTreeMap::new() }
    };
    parts.flat_map(|part| &part.field).map(row).collect()
}

fn question(field: &PlanField) -> String {
    match field.help.as_str() {
        "" => field.label.clone(),
        help => format!("{}\n{help}", field.label),
    }
}

/// The question of a field of the plan, as a tracker asks it.
pub(super) fn question_text(vocabulary: &Vocabulary<'_>, id: &str) -> Option<String> {
    let parts = vocabulary.template.part.iter().filter(|part| part.id == "improvement");
    parts.flat_map(|part| &part.field).find(|field| field.id == id).map(question)
}

/// A step as a tracker proposes it: in a few words, and below them what to do.
pub(super) fn action_text(title: &str, text: &str) -> String {
    format!("{title}\n{text}")
}

/// The latest score of the tool by which a goal is measured, once there is one after that of the start.
fn bring_up_to_date(goal: &mut Row, plan: &Plan, vocabulary: &Vocabulary<'_>) {
    let start = goal.entry(TrackerField::FromYear).map(|entry| entry.value.clone());
    let is_new = |it: &&SourceEvidence| start != Some(Value::Text(round_of(it)));
    let latest = measured(goal, plan, vocabulary).filter(is_new);
    match latest {
        Some(evidence) => {
            let cell = goal.entry(TrackerField::Latest).and_then(|entry| entry.cell.clone());
            let value = number(&evidence.score);
            goal.entries.insert(TrackerField::Latest, Entry { value, cell });
        }
        None => drop(goal.entries.remove(&TrackerField::Latest)),
    }
}

/// What the tool of a goal says last about its standard.
pub(super) fn measured<'p>(
    goal: &Row,
    plan: &'p Plan,
    vocabulary: &Vocabulary<'_>,
) -> Option<&'p SourceEvidence> {
    let standard = match vocabulary.standard(&goal.id) {
        Some(standard) => standard,
        None => vocabulary.standard(&goal.text(vocabulary.language, TrackerField::Standard)?)?,
    };
    let known = plan.evidence.iter().find(|known| *known.standard == *standard.id)?;
    let tool = goal.text(vocabulary.language, TrackerField::Measure)?;
    known.sources.iter().find(|evidence| vocabulary.is_tool(&evidence.instrument, &tool))
}

/// The school year of a score, and its round: `2025-26, fall`.
pub(super) fn round_of(evidence: &SourceEvidence) -> String {
    match &evidence.occasion {
        Some(occasion) => format!("{}, {occasion}", evidence.school_year),
        None => evidence.school_year.to_string(),
    }
}

fn written<const N: usize>(texts: [(TrackerField, String); N]) -> BTreeMap<TrackerField, Entry> {
    let filled = texts.into_iter().filter(|(_, text)| !text.is_empty());
    filled.map(|(field, text)| (field, proposal(Value::Text(text)))).collect()
}

fn proposal(value: Value) -> Entry {
    Entry { value, cell: None }
}

/// As it is printed: a cell of a workbook is no place for thirds.
fn number(value: &Exact) -> Value {
    let rounded = value.rounded(2).parse();
    Value::Number(rounded.unwrap_or_else(|_| value.to_f64()))
}

fn standard(id: &str, vocabulary: &Vocabulary<'_>) -> String {
    vocabulary.standard(id).map_or_else(|| id.to_owned(), |standard| standard.name.clone())
}

/// What a step takes, without what it does not take.
pub fn needs(language: Language, needs: &ActionNeeds) -> String {
    let taken = |need: &str| (!is_none(need)).then(|| in_mid_sentence(need));
    let materials = taken(&needs.materials);
    let training = taken(&needs.training);
    let money = taken(&needs.money);
    let taken = [
        materials.map(|what| say!(language, "tracker-needs-materials", what = what)),
        training.map(|what| say!(language, "tracker-needs-training", what = what)),
        money.map(|what| say!(language, "tracker-needs-money", what = what)),
    ];
    let taken: Vec<String> = taken.into_iter().flatten().collect();
    if taken.is_empty() {
        return say!(language, "tracker-needs-nothing");
    }
    upper(&taken.join("; "))
}

/// What should change by a step, and where it stands now if that is known.
pub fn change(language: Language, step: &ActionStep) -> String {
    match &step.measured_now {
        Some(now) => {
            format!("{} {}", closed(&step.measure), measured_now(language, &now.rounded(2)))
        }
        None => step.measure.clone(),
    }
}

/// That a measure stands at a score.
pub(super) fn measured_now(language: Language, score: &str) -> String {
    say!(language, "tracker-measured-now", score = score)
}

/// The text with a full stop at its end.
pub fn closed(text: &str) -> String {
    let ends = text.ends_with(['.', '?', '!']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

/// The text with a capital at its start.
fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_step_does_not_take_is_not_said() {
        let none = ActionNeeds {
            money: "none".to_owned(),
            training: "ninguna".to_owned(),
            ..ActionNeeds::default()
        };
        assert_eq!(needs(Language::English, &none), "Nothing new");
        assert_eq!(needs(Language::Spanish, &none), "Nada nuevo");
        let some = ActionNeeds { materials: "Budget".to_owned(), ..none };
        assert_eq!(needs(Language::English, &some), "Materials: budget");
        let some = ActionNeeds { training: "Una hora".to_owned(), ..some };
        assert_eq!(needs(Language::Spanish, &some), "Materiales: budget; capacitación: una hora");
    }
}
