//! A small instrument on scales of every kind, and what must hold of observations.

use std::sync::LazyLock;

use cqi::{
    diagnostic::{Checked, Diagnostic, Place},
    ingest::{Cell, Sheet, Visibility},
    model::{CellRef, Source},
    rulebook::{self, Pack, RuleFile, Rulebook, Settings},
    tidy::{Material, Observations, observations},
};

use super::{ratings::is_on_scale, told};

/// The files of the trial pack.
const FILES: &[(&str, &str)] = &[
    ("pack.toml", include_str!("../rules/pack.toml")),
    ("words.toml", include_str!("../rules/words.toml")),
    ("four.toml", include_str!("../rules/four.toml")),
    ("halves.toml", include_str!("../rules/halves.toml")),
    ("odd.toml", include_str!("../rules/odd.toml")),
    ("rooms.toml", include_str!("../rules/rooms.toml")),
    ("share.toml", include_str!("../rules/share.toml")),
    ("visit.toml", include_str!("../rules/visit.toml")),
];

pub(crate) fn rulebook() -> &'static Rulebook {
    static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
        let file =
            |(name, text): &(&str, &str)| RuleFile { name: (*name).into(), text: (*text).into() };
        let pack = Pack { origin: "trial".into(), files: FILES.iter().map(file).collect() };
        let Checked { value, diagnostics } = rulebook::read(&[pack]);
        assert_eq!(diagnostics, [], "the trial pack is sound");
        value
    });
    &RULEBOOK
}

pub(crate) fn sheet(source: &str, name: &str, rows: Vec<Vec<Cell>>) -> Sheet {
    let source = Source::named(source);
    Sheet { source, name: name.into(), visibility: Visibility::Shown, rows, merges: Vec::new() }
}

/// The observations of the sheets by the trial pack, of which all holds that must.
pub(crate) fn tidied(
    sheets: &[Sheet],
    site_list: Option<&Sheet>,
    settings: &Settings,
) -> Checked<Observations> {
    let material = Material { sheets, site_list, settings };
    let checked = observations(material, rulebook());
    assert_eq!(checked, observations(material, rulebook()), "reading twice gives the same");

    let all: Vec<Sheet> = sheets.iter().chain(site_list).cloned().collect();
    told::about_sheets(&checked.diagnostics, &all);
    for row in &checked.value.rows {
        assert!((1900..=9998).contains(&row.form.school_year.starts()), "{row:?}");
        assert!(checked.value.sites.contains_key(&row.form.site), "{row:?}");
        assert!(sheets.iter().any(|sheet| told::lies_by(&row.cell(), sheet)), "{row:?}");
        let instrument = &rulebook().instruments[&*row.form.instrument];
        let item = instrument.item.iter().find(|item| item.id == *row.item);
        let item = item.unwrap_or_else(|| panic!("of no item: {row:?}"));
        let scale = &rulebook().scales[item.scale.as_ref().unwrap_or(&instrument.scale)];
        assert!(is_on_scale(&row.answer.rating, item, scale), "off its scale: {row:?}");
    }
    checked
}

/// The cell that a diagnostic is about.
pub(crate) fn cell_of(diagnostic: &Diagnostic) -> Option<&CellRef> {
    match &diagnostic.place {
        Some(Place::Cell(cell)) => Some(cell),
        _ => None,
    }
}
