//! The guide of a tracker: how to keep it, what its words mean, what happens to it.

use super::{Vocabulary, book::tab, columns::Kind, vocabulary::shown};
use crate::{
    language::say,
    rulebook::kind::{Decimal, TrackerField},
    template::{Passage, Table},
};

pub(super) fn guide(vocabulary: &Vocabulary<'_>) -> Vec<Passage> {
    let language = vocabulary.language;
    let mut guide = vec![
        Passage::Heading(say!(language, "tracker-guide-keep")),
        Passage::Steps(keep(vocabulary)),
        Passage::Heading(say!(language, "tracker-guide-status")),
        Passage::Table(words(vocabulary)),
        Passage::Heading(say!(language, "tracker-guide-goal")),
        Passage::Table(levels(vocabulary)),
        Passage::Paragraph(vocabulary.scale.about.rights.clone()),
        Passage::Heading(say!(language, "tracker-guide-colors")),
        Passage::Steps(colors(vocabulary)),
        Passage::Heading(say!(language, "tracker-guide-next")),
        Passage::Steps(next(vocabulary)),
    ];
    guide.retain(|passage| !matches!(passage, Passage::Paragraph(text) if text.is_empty()));
    guide
}

fn keep(vocabulary: &Vocabulary<'_>) -> Vec<String> {
    let language = vocabulary.language;
    let [steps, goals, questions] = Kind::ALL.map(|kind| tab(language, kind));
    vec![
        say!(language, "tracker-guide-keep-first", steps = steps),
        say!(language, "tracker-guide-keep-add", column = heading_of_refs(vocabulary)),
        say!(language, "tracker-guide-keep-meeting"),
        say!(language, "tracker-guide-keep-goals", goals = goals, questions = questions),
    ]
}

fn colors(vocabulary: &Vocabulary<'_>) -> Vec<String> {
    let (language, days) = (vocabulary.language, vocabulary.rules.stale_days);
    vec![
        say!(language, "tracker-guide-colors-bold"),
        say!(language, "tracker-guide-colors-orange"),
        say!(language, "tracker-guide-colors-green"),
        say!(language, "tracker-guide-colors-yellow", days = days),
    ]
}

fn next(vocabulary: &Vocabulary<'_>) -> Vec<String> {
    let language = vocabulary.language;
    vec![
        say!(language, "tracker-guide-next-save"),
        say!(language, "tracker-guide-next-kept"),
        say!(language, "tracker-guide-next-move", column = heading_of_refs(vocabulary)),
        say!(language, "tracker-guide-next-locked"),
    ]
}

/// What the rules call the column by which rows are known again.
fn heading_of_refs(vocabulary: &Vocabulary<'_>) -> String {
    let column = vocabulary.rules.step.iter().find(|column| column.id == TrackerField::Ref);
    column.map_or_else(|| TrackerField::Ref.id().to_owned(), |column| column.label.clone())
}

fn words(vocabulary: &Vocabulary<'_>) -> Table {
    let language = vocabulary.language;
    let options = vocabulary.words.option.iter();
    Table {
        head: vec![
            say!(language, "tracker-guide-pick"),
            say!(language, "tracker-guide-means"),
            say!(language, "tracker-guide-also"),
        ],
        rows: options
            .map(|option| {
                vec![option.label.clone(), option.help.clone(), option.aliases.join(", ")]
            })
            .collect(),
    }
}

fn levels(vocabulary: &Vocabulary<'_>) -> Table {
    let language = vocabulary.language;
    let rows = vocabulary.scale.level.iter().map(|level| match &level.value {
        Some(Decimal(value)) => {
            vec![value.rounded(1), level.label.clone(), level.meaning.clone()]
        }
        None => vec![shown(level), String::new(), level.meaning.clone()],
    });
    Table {
        head: vec![
            say!(language, "tracker-guide-pick"),
            say!(language, "tracker-guide-called"),
            say!(language, "tracker-guide-means"),
        ],
        rows: rows.collect(),
    }
}
