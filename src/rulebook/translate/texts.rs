//! Which values of a rule file are texts that people read.

use serde_json::Value;

/// By kind: the keys on the way to each text, without the places in lists.
const READ: [(&str, &[&str]); 13] = [
    (
        "scale",
        &["about.rights", "level.label", "level.meaning", "missing.label", "missing.meaning"],
    ),
    (
        "instrument",
        &[
            "about.status_note",
            "short_name",
            "unit",
            "cautions",
            "item.name",
            "item.text",
            "item.levels",
            "item.evidence",
            "group.name",
            "group.text",
            "occasion.label",
            "check.message",
            "check.help",
            "reference.label",
            "reference.cautions",
        ],
    ),
    (
        "standards",
        &[
            "derived_note",
            "group.name",
            "group.label",
            "standard.name",
            "standard.short_name",
            "standard.definition",
            "standard.looks_like",
            "standard.indicator.title",
            "standard.indicator.sentence",
        ],
    ),
    (
        "crosswalk",
        &[
            "label_on_reports",
            "cautions",
            "link.because",
            "no_evidence.because",
            "no_evidence.instead",
        ],
    ),
    ("scoring", &["about.status_note", "level.name"]),
    ("targets", &["band.label", "band.idea"]),
    ("analysis", &[]),
    ("link", &[]),
    (
        "actions",
        &[
            "position.label",
            "position.does",
            "action.title",
            "action.text",
            "action.evidence",
            "action.measure",
            "action.question",
            "action.needs.materials",
            "action.needs.training",
            "action.needs.money",
        ],
    ),
    ("goals", &["way", "goal.goal", "goal.also_watch", "goal.mid_year_sign", "question.text"]),
    (
        "plan",
        &[
            "keep_at_site",
            "focus.gate.because",
            "part.title",
            "part.intro",
            "part.field.label",
            "part.field.help",
            "part.table.label",
            "part.table.column.label",
            "part.table.column.help",
            "list.option.label",
            "list.option.help",
            "tracker.step.label",
            "tracker.step.help",
            "tracker.goal.label",
            "tracker.goal.help",
            "tracker.question.label",
            "tracker.question.help",
            "grantee_summary.title",
            "grantee_summary.use",
            "grantee_summary.footer",
            "grantee_summary.column.label",
            "grantee_summary.column.help",
            "milestone.month",
            "milestone.text",
        ],
    ),
    ("matching", &["pair.ask_first", "coaching.session", "coaching.coaching"]),
    ("words", &["occasion.label"]),
];

/// Names by which files are read, too, and the list that holds the other names.
const ALSO_KNOWN: [(&str, &str, &str); 10] = [
    ("scale", "level.label", "aliases"),
    ("standards", "standard.name", "aliases"),
    ("instrument", TITLE, "aliases"),
    ("instrument", "short_name", "aliases"),
    ("instrument", "item.name", "aliases"),
    ("plan", "list.option.label", "aliases"),
    ("plan", "tracker.step.label", "aliases"),
    ("plan", "tracker.goal.label", "aliases"),
    ("plan", "tracker.question.label", "aliases"),
    ("words", "occasion.label", "words"),
];

/// Lists of other names, to which a translation puts those of its language.
const OTHER_NAMES: [(&str, &str); 1] = [("plan", "list.option.aliases")];

/// Every kind has a title.
const TITLE: &str = "about.title";

/// Whether people read what stands at this place of a file.
pub(super) fn is_read(kind: &str, place: &str) -> bool {
    let keys = keys(place);
    keys == TITLE || READ.iter().any(|(known, read)| *known == kind && read.contains(&&*keys))
}

/// Whether other names stand at this place of a file: a translation may say any number of them.
pub(super) fn are_other_names(kind: &str, place: &str) -> bool {
    OTHER_NAMES.contains(&(kind, &*keys(place)))
}

/// The places of all that people read in a file, but for what is empty.
pub(super) fn of(kind: &str, file: &Value) -> Vec<String> {
    let mut found = Vec::new();
    walk(kind, "", file, &mut found);
    found
}

fn walk(kind: &str, place: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                walk(kind, &format!("{place}/{key}"), value, found);
            }
        }
        Value::Array(values) if !values.first().is_some_and(Value::is_string) => {
            for (at, value) in values.iter().enumerate() {
                walk(kind, &format!("{place}/{at}"), value, found);
            }
        }
        Value::Array(_) if is_read(kind, place) => found.push(place.to_owned()),
        Value::String(text) if !text.is_empty() && is_read(kind, place) => {
            found.push(place.to_owned());
        }
        _ => {}
    }
}

/// Whether files are read by what people read of rule files of this kind.
pub(super) fn adds_names(kind: &str) -> bool {
    ALSO_KNOWN.iter().any(|(known, ..)| *known == kind)
}

/// The table of a name by which files are read, and the key of its list of other names.
pub(super) fn is_also_known_by<'p>(kind: &str, place: &'p str) -> Option<(&'p str, &'static str)> {
    let keys = keys(place);
    // The names of a file stand at its top, beside its head.
    let table = if keys == TITLE { "" } else { place.rsplit_once('/')?.0 };
    let known = ALSO_KNOWN.iter().find(|(known, name, _)| *known == kind && *name == keys)?;
    Some((table, known.2))
}

/// The keys on the way to a place, without the places in lists: `action.needs.money`.
fn keys(place: &str) -> String {
    let is_key = |step: &&str| !step.bytes().all(|byte| byte.is_ascii_digit());
    place.split('/').filter(is_key).collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_place_in_a_list_is_no_key() {
        assert_eq!(keys("/action/12/needs/money"), "action.needs.money");
        assert_eq!(
            is_also_known_by("plan", "/list/0/option/3/label"),
            Some(("/list/0/option/3", "aliases"))
        );
        assert_eq!(is_also_known_by("plan", "/part/0/title"), None);
        assert!(are_other_names("plan", "/list/0/option/3/aliases"));
        assert!(!are_other_names("scale", "/level/0/aliases"));
    }

    #[test]
    fn what_people_read_is_found_and_nothing_else() {
        let goals = json!({
            "kind": "goals", "about": { "id": "g", "title": "Goals" },
            "goal": [
                { "id": "a", "goal": "By {by_date}, more", "also_watch": ["one", "two"] },
                { "id": "b", "goal": "", "also_watch": [] },
            ],
        });
        assert_eq!(of("goals", &goals), ["/about/title", "/goal/0/also_watch", "/goal/0/goal"]);
    }
}
