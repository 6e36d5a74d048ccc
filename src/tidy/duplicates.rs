//! The same form twice.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    draft::Draft,
    form::{Form, is_comment},
    headings::{item_name, normal},
    marks::Mark,
    resubmitted,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    model::{Basis, EvidenceSource, Rating, SiteId},
    rulebook::LayoutName,
};

/// Settles items that stand twice in one form: told where they agree, not used where they differ.
pub(super) fn settle_items(draft: &mut Draft<'_>) {
    let mut by_item: BTreeMap<usize, Vec<Mark<'_>>> = BTreeMap::new();
    for mark in draft.repeated_marks() {
        by_item.entry(mark.item).or_default().push(mark);
    }
    let mut told = Vec::new();
    let mut left_out = Vec::new();
    for (item, given) in by_item {
        let name = item_name(&draft.instrument.item[item]);
        let all_alike = given.windows(2).all(|pair| pair[0].answer.rating == pair[1].answer.rating);
        let first = draft.page().at(given[0].at).address();
        for mark in &given[usize::from(all_alike)..] {
            let about = if all_alike { repeated(name, &first) } else { contradicted(name) };
            told.push(draft.tell(about, row_start(draft, mark)));
            left_out.push(mark.at);
        }
    }
    draft.told.extend(told);
    draft.marks.settle(&left_out);
}

fn repeated(name: &str, first: &str) -> Diagnostic {
    let message = format!("`{name}` stands here a second time, with the same rating as in {first}");
    Diagnostic::note(Code::RepeatedForm, message).help("it counts once; delete this row")
}

fn contradicted(name: &str) -> Diagnostic {
    let message = format!("`{name}` stands here more than once, with different ratings");
    Diagnostic::error(Code::ConflictingForms, message)
        .help("keep the row that is right; none of them is used until then")
}

fn row_start(draft: &Draft<'_>, mark: &Mark<'_>) -> super::page::Spot {
    let (row, column) = mark.at;
    (row, draft.page().first_filled(row).unwrap_or(column))
}

/// Gives names that differ in letter case, accents and the like only one spelling, that of the first
/// form, so that two observers of one activity are found together.
fn spell_alike(forms: &mut [Form<'_>]) {
    let mut spelled: BTreeMap<(SiteId, &'static str, String), String> = BTreeMap::new();
    for form in forms {
        for field in ["rater", "role", "activity", "segment"] {
            let Some(given) = form.draft.given.get_mut(field) else { continue };
            let key = (form.site.clone(), field, normal(&given.text));
            given.text.clone_from(spelled.entry(key).or_insert_with(|| given.text.clone()));
        }
    }
}

/// What makes two forms the same form.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Key {
    about: Vec<String>,
    strength: Strength,
}

/// How sure it is that two forms of one key are the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Strength {
    /// They are, whatever they say.
    Same,
    /// They are where all their ratings agree: two people may have seen one activity.
    SameIfAlike,
    /// They are where the whole rows agree.
    SameIfWhole,
}

/// The forms, each once. Of forms that contradict each other none is left.
pub(super) fn settle_forms<'a>(
    mut forms: Vec<Form<'a>>,
    told: &mut Vec<Diagnostic>,
) -> Vec<Form<'a>> {
    forms.sort_by_key(|form| form.draft.first_cell());
    spell_alike(&mut forms);
    let mut by_key: BTreeMap<Key, Vec<Form<'a>>> = BTreeMap::new();
    for form in forms {
        by_key.entry(key(&form)).or_default().push(form);
    }
    let mut left = Vec::new();
    for (key, forms) in by_key {
        match key.strength {
            Strength::Same => left.extend(same(forms, told)),
            Strength::SameIfAlike | Strength::SameIfWhole => {
                left.extend(without_repeats(forms, told));
            }
        }
    }
    left
}

/// Forms that are the same form: they agree, or none of them is used.
fn same<'a>(forms: Vec<Form<'a>>, told: &mut Vec<Diagnostic>) -> Vec<Form<'a>> {
    let all_alike = forms.windows(2).all(|pair| ratings(&pair[0]) == ratings(&pair[1]));
    if all_alike {
        return without_repeats(forms, told);
    }
    if let Some(newest) = resubmitted::newest(&forms) {
        return newest_of(forms, newest, told);
    }
    for (place, form) in forms.iter().enumerate() {
        let other = &forms[usize::from(place == 0)];
        let message = format!(
            "this form stands in {} as well, with different ratings",
            other.draft.first_cell()
        );
        let error = Diagnostic::error(Code::ConflictingForms, message)
            .help("keep the one that is right; none of them is used until then")
            .touching(form.site.clone());
        told.push(form.draft.tell(error, form.draft.first));
    }
    Vec::new()
}

/// The form that was handed in last; the others are told.
fn newest_of<'a>(
    mut forms: Vec<Form<'a>>,
    newest: usize,
    told: &mut Vec<Diagnostic>,
) -> Vec<Form<'a>> {
    let newest = forms.remove(newest);
    told.extend(forms.iter().map(|older| resubmitted::taken_over(older, &newest)));
    vec![newest]
}

fn without_repeats<'a>(forms: Vec<Form<'a>>, told: &mut Vec<Diagnostic>) -> Vec<Form<'a>> {
    if forms.len() < 2 {
        return forms;
    }
    let mut kept: Vec<Form<'a>> = Vec::new();
    let mut seen: BTreeMap<Vec<(usize, String)>, usize> = BTreeMap::new();
    for form in forms {
        let Some(&first) = seen.get(&ratings(&form)) else {
            seen.insert(ratings(&form), kept.len());
            kept.push(form);
            continue;
        };
        let message =
            format!("this form is the same as that in {}", kept[first].draft.first_cell());
        let warning = Diagnostic::warning(Code::RepeatedForm, message)
            .help("it counts once; delete one of them")
            .touching(form.site.clone());
        told.push(form.draft.tell(warning, form.draft.first));
    }
    kept
}

/// The ratings, to compare: what was written does not matter, but what was not on the scale.
fn ratings(form: &Form<'_>) -> Vec<(usize, String)> {
    let shown = |mark: &Mark<'_>| match &mark.answer.rating {
        Rating::Value(value) => value.to_string(),
        Rating::Category(id) | Rating::Missing(id) => id.to_string(),
        Rating::Unusable => format!("? {}", mark.answer.written),
    };
    let mut all: Vec<_> = form.draft.marks.iter().map(|mark| (mark.item, shown(&mark))).collect();
    all.sort();
    all
}

fn key(form: &Form<'_>) -> Key {
    let fields = form.fields();
    let has = |field: &str| fields.contains_key(field);
    let mut about = vec![
        form.draft.instrument.about.id.clone(),
        form.source.id().to_owned(),
        form.basis().id().to_owned(),
        form.version.to_string(),
    ];
    let field = |id: &str| fields.get(id).map_or(String::new(), Arc::to_string);
    if has("observation_id") {
        about.extend(["observation_id", "rater", "segment"].map(field));
        let mapped = fields.keys().filter(|id| form.draft.mapped.contains(*id));
        about.extend(mapped.map(|id| field(id)));
        about.push(form.site.to_string());
        about.push(form.occasion.as_deref().unwrap_or_default().to_owned());
        return Key { about, strength: Strength::Same };
    }
    about.extend([form.site.to_string(), form.year.to_string()]);
    about.push(form.occasion.as_deref().unwrap_or_default().to_owned());
    about.extend(
        fields.iter().filter(|(id, _)| !is_comment(id)).map(|(id, text)| format!("{id}={text}")),
    );
    let is_of_one = has("rater") || is_agreed_alone(form);
    // A person rates a site once a round; the same form on another day is a newer one.
    if !(is_of_one && form.source == EvidenceSource::SelfAssessment) {
        about.push(form.date.map(|date| date.to_string()).unwrap_or_default());
    }
    let strength = if is_of_one {
        Strength::Same
    } else if has("activity") && form.date.is_some() {
        Strength::SameIfAlike
    } else {
        about.push(form.draft.leaf.source().to_string());
        about.push(form.draft.page().row_text(form.draft.first.0));
        if form.draft.layout == LayoutName::ItemsDown {
            about.push(form.draft.first_cell().to_string());
        }
        Strength::SameIfWhole
    };
    Key { about, strength }
}

/// A site agrees on one rating at a time.
fn is_agreed_alone(form: &Form<'_>) -> bool {
    form.source == EvidenceSource::SelfAssessment && form.basis() == Basis::Consensus
}
