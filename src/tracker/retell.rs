//! Trackers of another language: what was picked from lists or left as proposed, in the words of a run.

use super::{
    Parts, Row, Trackers, Value, Vocabulary,
    labels::{across, is_across},
    parts::{action_text, closed, measured_now, needs, question_text},
    vocabulary::shown,
};
use crate::{rulebook::kind::TrackerField, tidy::normal};

/// Says in our words what trackers say in those of other rules, word for word. What people wrote in
/// words of their own stays as it is.
pub fn retell(trackers: &mut Trackers, others: &[Vocabulary<'_>], ours: &Vocabulary<'_>) {
    for other in others {
        let words = Words { other, ours };
        for tracker in &mut trackers.newest {
            let Parts { steps, goals, questions } = &mut tracker.parts;
            let rows = steps.rows.iter_mut().chain(&mut goals.rows).chain(&mut questions.rows);
            rows.for_each(|row| words.retell(row));
        }
    }
}

/// Words of other rules, and ours for the same.
struct Words<'a, 'v> {
    other: &'a Vocabulary<'v>,
    ours: &'a Vocabulary<'v>,
}

impl Words<'_, '_> {
    fn retell(&self, row: &mut Row) {
        let id = row.id.clone();
        for (field, entry) in &mut row.entries {
            let Value::Text(text) = &entry.value else { continue };
            if let Some(ours) = self.of(*field, &id, text) {
                entry.value = Value::Text(ours);
            }
        }
    }

    /// None where it is not said in their words.
    fn of(&self, field: TrackerField, id: &str, text: &str) -> Option<String> {
        match field {
            TrackerField::Standard => self.standard(text),
            TrackerField::Owner | TrackerField::Deputy => self.position(text),
            TrackerField::Status => self.status(text),
            TrackerField::Progress => self.level(text),
            TrackerField::Measure => self.tool(text),
            TrackerField::Change => self.change(id, text),
            TrackerField::Action | TrackerField::Needs | TrackerField::Evidence => {
                self.proposal(field, id, text)
            }
            TrackerField::Question => {
                let [theirs, ours] = [self.other, self.ours].map(|it| question_text(it, id));
                (theirs.as_deref() == Some(text)).then_some(ours?)
            }
            _ => None,
        }
    }

    fn standard(&self, text: &str) -> Option<String> {
        if is_across(text) {
            return Some(across(self.ours.language));
        }
        let theirs = &self.other.framework.standard;
        let theirs = theirs.iter().find(|standard| is_same(&standard.name, text))?;
        Some(self.ours.standard(&theirs.id)?.name.clone())
    }

    fn position(&self, text: &str) -> Option<String> {
        let theirs = self.other.positions.iter().find(|position| is_same(&position.label, text))?;
        let ours = self.ours.positions.iter().find(|position| position.id == theirs.id)?;
        Some(ours.label.clone())
    }

    fn status(&self, text: &str) -> Option<String> {
        let theirs = &self.other.words.option;
        let place = theirs.iter().position(|option| is_same(&option.label, text))?;
        let ours = self.ours.words.option.get(place)?;
        (ours.means == theirs[place].means).then(|| ours.label.clone())
    }

    fn level(&self, text: &str) -> Option<String> {
        let is_said = |name: &str| is_same(name, text);
        let theirs = self.other.scale.level.iter();
        let mut theirs = theirs.filter(|level| is_said(&level.label) || is_said(&shown(level)));
        let theirs = theirs.next()?;
        let id = |level: &crate::rulebook::kind::Level| (level.value.clone(), level.id.clone());
        self.ours.scale.level.iter().find(|level| id(level) == id(theirs)).map(shown)
    }

    fn tool(&self, text: &str) -> Option<String> {
        let theirs = self.other.tools.values().find(|tool| is_same(&tool.about.title, text))?;
        Some(self.ours.tools.get(&theirs.about.id)?.about.title.clone())
    }

    /// What is to change by an action, where it was left as it was proposed for an item.
    fn change(&self, id: &str, text: &str) -> Option<String> {
        const ITEM: &str = "{item}";
        let theirs = &self.other.action(id)?.measure;
        let ours = &self.ours.action(id)?.measure;
        let Some((before, after)) = theirs.split_once(ITEM) else {
            return (theirs == text).then(|| ours.clone());
        };
        let (text, score) = self.without_score(text);
        let item = text.strip_prefix(before)?.strip_suffix(after)?;
        let ours = ours.replace(ITEM, &self.item(item).unwrap_or_else(|| item.to_owned()));
        Some(match score {
            Some(score) => format!("{} {}", closed(&ours), measured_now(self.ours.language, score)),
            None => ours,
        })
    }

    /// A measure, and the score that it stands at, if one is said.
    fn without_score<'t>(&self, text: &'t str) -> (&'t str, Option<&'t str>) {
        let number = |sign: char| sign.is_ascii_digit() || sign == '.';
        let mut pieces = text.split(|sign| !number(sign)).map(|piece| piece.trim_end_matches('.'));
        let score = pieces.rfind(|piece| !piece.is_empty());
        let told = score.map(|score| measured_now(self.other.language, score));
        let measure = told.and_then(|told| text.strip_suffix(told.as_str()));
        measure.map_or((text, None), |measure| (measure.trim_end(), score))
    }

    fn item(&self, name: &str) -> Option<String> {
        self.other.tools.values().find_map(|tool| {
            let theirs = tool.item.iter().find(|item| item.called() == name)?;
            let ours = self.ours.tools.get(&tool.about.id)?;
            Some(ours.item.iter().find(|item| item.id == theirs.id)?.called())
        })
    }

    /// What the rules say of an action, where it was left as it was proposed.
    fn proposal(&self, field: TrackerField, id: &str, text: &str) -> Option<String> {
        let said = |vocabulary: &Vocabulary<'_>| {
            let action = vocabulary.action(id)?;
            Some(match field {
                TrackerField::Action => action_text(&action.title, &action.text),
                TrackerField::Needs => needs(vocabulary.language, &action.needs),
                _ => action.evidence.clone(),
            })
        };
        (said(self.other)? == text).then(|| said(self.ours))?
    }
}

fn is_same(one: &str, other: &str) -> bool {
    normal(one) == normal(other)
}
