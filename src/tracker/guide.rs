//! The guide of a tracker: how to keep it, what its words mean, what happens to it.

use super::{Vocabulary, vocabulary::shown};
use crate::{
    rulebook::kind::Decimal,
    template::{Passage, Table},
};

pub(super) fn guide(vocabulary: &Vocabulary<'_>) -> Vec<Passage> {
    let rules = vocabulary.rules;
    let mut guide = vec![
        Passage::Heading("How to keep it".to_owned()),
        Passage::Steps(texts(&[
            "At the first meeting, go through the sheet “Steps”. Change words, positions and dates \
             until they fit your site. Delete nothing: a step that you will not do gets the status \
             for it, with the reason.",
            "Add steps of your own in the empty rows. Leave “Ref” empty there.",
            "At each meeting, set the status of every step and write the date beside it.",
            "At mid-year and at the end of the year, do the same in the sheet “Goals”, and answer what \
             you can in the sheet “Looking back”.",
        ])),
        Passage::Heading("What the status of a step means".to_owned()),
        Passage::Table(words(vocabulary)),
        Passage::Heading("How far a goal is".to_owned()),
        Passage::Table(levels(vocabulary)),
        Passage::Paragraph(vocabulary.scale.about.rights.clone()),
        Passage::Heading("What the colors say".to_owned()),
        Passage::Steps(vec![
            "Bold in a “done by” cell: the day has passed and the step is not done. Talk about it."
                .to_owned(),
            "Orange: the step is stuck. It needs a decision or help.".to_owned(),
            "Green: done. Grey and struck through: dropped.".to_owned(),
            format!(
                "Yellow: a cell waits. A status has no date, or its date is more than {} days ago.",
                rules.stale_days
            ),
        ]),
        Passage::Heading("What happens to it".to_owned()),
        Passage::Steps(texts(&[
            "Save it as an Excel, OpenDocument or CSV file. Leave it where it is, or put it with your \
             other files. The next run reads it back and writes it into part III of the plan.",
            "All that you wrote comes back in the next tracker. The program fills in the latest scores \
             and adds steps that it newly proposes. It changes nothing else.",
            "You may sort, filter, hide and move rows and columns, and add columns. The program knows \
             a row by its “Ref” and a column by its heading.",
            "Headings are locked so that nothing slips. To change them, choose Review, then Unprotect \
             Sheet. There is no password.",
        ])),
    ];
    guide.retain(|passage| !matches!(passage, Passage::Paragraph(text) if text.is_empty()));
    guide
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn words(vocabulary: &Vocabulary<'_>) -> Table {
    let options = vocabulary.words.option.iter();
    Table {
        head: ["Pick", "It means", "Also understood"].map(str::to_owned).into(),
        rows: options
            .map(|option| {
                vec![option.label.clone(), option.help.clone(), option.aliases.join(", ")]
            })
            .collect(),
    }
}

fn levels(vocabulary: &Vocabulary<'_>) -> Table {
    let rows = vocabulary.scale.level.iter().map(|level| match &level.value {
        Some(Decimal(value)) => {
            vec![value.rounded(1), level.label.clone(), level.meaning.clone()]
        }
        None => vec![shown(level), String::new(), level.meaning.clone()],
    });
    Table {
        head: ["Pick", "It is called", "It means"].map(str::to_owned).into(),
        rows: rows.collect(),
    }
}
