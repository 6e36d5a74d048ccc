//! Words of a tracker that stand in no rule: written in one language, known again in every one.

use std::collections::BTreeMap;

use crate::{
    language::{Language, say},
    tidy::normal,
};

/// What stands above the tables, by which a tracker says whose it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Label {
    Site,
    SiteId,
    SchoolYear,
    WrittenOn,
}

impl Label {
    const ALL: [Label; 4] = [Label::Site, Label::SiteId, Label::SchoolYear, Label::WrittenOn];

    pub(super) fn text(self, language: Language) -> String {
        match self {
            Label::Site => say!(language, "tracker-label-site"),
            Label::SiteId => say!(language, "tracker-label-site-id"),
            Label::SchoolYear => say!(language, "tracker-label-school-year"),
            Label::WrittenOn => say!(language, "tracker-label-written-on"),
        }
    }

    /// The labels of every language, as they are compared.
    pub(super) fn by_text() -> BTreeMap<String, Label> {
        let all =
            Language::ALL.into_iter().flat_map(|language| Label::ALL.map(|it| (language, it)));
        all.map(|(language, label)| (normal(&label.text(language)), label)).collect()
    }
}

/// What a step that serves no single standard says there.
pub(super) fn across(language: Language) -> String {
    say!(language, "tracker-across")
}

/// Whether a text says so in any language.
pub(super) fn is_across(text: &str) -> bool {
    let text = normal(text);
    Language::ALL.into_iter().any(|language| normal(&across(language)) == text)
}

/// Whether a rule says, in any language, that a step takes none of something.
pub(super) fn is_none(need: &str) -> bool {
    let is_said = |language: Language| {
        let nothing = [
            say!(language, "tracker-no-materials"),
            say!(language, "tracker-no-training"),
            say!(language, "tracker-no-money"),
        ];
        nothing.iter().any(|nothing| nothing == need)
    };
    need.is_empty() || Language::ALL.into_iter().any(is_said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_every_language_and_none_is_two() {
        let known = Label::by_text();
        assert_eq!(known.len(), Label::ALL.len() * Language::ALL.len());
        assert_eq!(known[&normal("Año Escolar:")], Label::SchoolYear);
        assert_eq!(known[&normal("school year")], Label::SchoolYear);
    }

    #[test]
    fn a_step_across_standards_is_known_in_every_language() {
        assert!(is_across("Across standards"));
        assert!(is_across("Varios estándares a la vez"));
        assert!(!is_across("Safe and Supportive Environment"));
    }
}
