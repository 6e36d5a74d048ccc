//! A tracker that is written in one language is read back in every one.

#![expect(clippy::disallowed_methods, reason = "tests stand at the door to the file system")]

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Read,
    sync::Arc,
};

use common::{files, root, text};
use cqi::{
    ingest,
    language::Language,
    model::{SiteId, Source},
    pipeline::{self, Request, Study},
    render,
    rulebook::{self, Rulebook, Settings, kind::TrackerField},
    tracker::{self, Parts, Tracker, Value, Vocabulary},
};

const SITE: &str = "bahia-vista";
const TRACKER: &str = "tracker.xlsx";

/// The rules by which files are read, and the same in another language: every word of a tracker has
/// ` es` behind it there, and is known by its other name.
struct Rules {
    read_by: Rulebook,
    spanish: Rulebook,
}

fn rules() -> Rules {
    let shipped = rulebook::shipped();
    let packs = rulebook::selected(&shipped, &[]).value;
    let mut read_by = rulebook::read(&packs).value;
    let mut spanish = read_by.clone();
    in_spanish(&mut spanish, |name, aliases| {
        aliases.push(name.clone());
        name.push_str(" es");
    });
    in_spanish(&mut read_by, |name, aliases| aliases.push(format!("{name} es")));
    for action in spanish.actions.values_mut().flat_map(|set| &mut set.action) {
        action.title.push_str(" es");
        action.text.push_str(" es");
    }
    Rules { read_by, spanish }
}

fn in_spanish(rulebook: &mut Rulebook, mut change: impl FnMut(&mut String, &mut Vec<String>)) {
    for plan in rulebook.plans.values_mut() {
        let tracker = plan.tracker.as_mut().unwrap();
        let columns = tracker.step.iter_mut().chain(&mut tracker.goal).chain(&mut tracker.question);
        columns.for_each(|column| change(&mut column.label, &mut column.aliases));
        let options = plan.list.iter_mut().flat_map(|list| &mut list.option);
        options.for_each(|option| change(&mut option.label, &mut option.aliases));
    }
    for standard in rulebook.frameworks.values_mut().flat_map(|it| &mut it.standard) {
        change(&mut standard.name, &mut standard.aliases);
    }
    for tool in rulebook.instruments.values_mut() {
        change(&mut tool.about.title, &mut tool.aliases);
    }
    for level in rulebook.scales.values_mut().flat_map(|scale| &mut scale.level) {
        change(&mut level.label, &mut level.aliases);
    }
}

/// A run over the small network, with a tracker beside it, if there is one.
fn study(rules: &Rules, language: Language, tracker: Option<Vec<u8>>) -> Study {
    let folder = root().join("fixtures/small-network");
    let mut held: BTreeMap<Source, Vec<u8>> = files(&folder)
        .into_iter()
        .map(|(name, bytes)| (Source::named(name.as_str()), bytes))
        .collect();
    held.retain(|source, _| ![".md", ".toml"].iter().any(|it| source.to_string().ends_with(it)));
    held.extend(tracker.map(|bytes| (Source::named(TRACKER), bytes)));
    let list = Source::named("sites.csv");
    pipeline::run(Request {
        inputs: held.keys().filter(|source| **source != list).cloned().collect(),
        site_list: Some(list),
        files: Arc::new(held),
        ours: BTreeSet::new(),
        noticed: Vec::new(),
        rulebook: rules.read_by.clone(),
        translated: (language == Language::Spanish).then(|| rules.spanish.clone()),
        language,
        settings: Settings::default(),
        as_of: "2025-10-20".parse().unwrap(),
        years: None,
    })
}

fn vocabulary(study: &Study) -> Vocabulary<'_> {
    Vocabulary::new(study.language, &study.rulebook).unwrap()
}

/// The tracker of a site as a run writes it.
fn written(study: &Study) -> Vec<u8> {
    let site = SiteId(SITE.into());
    let plan = &study.plans[&site];
    let read = study.trackers.of(&site, plan.school_year);
    let site = &study.observations.sites[&site];
    render::tracker(&tracker::book(plan, site, read, study.as_of, &vocabulary(study)))
}

fn read(study: &Study) -> &Tracker {
    assert_eq!(study.trackers.newest.len(), 1, "{:#?}", study.diagnostics);
    let tracker = &study.trackers.newest[0];
    assert_eq!(&*tracker.site.0, SITE);
    assert_eq!(tracker.dated, Some("2025-10-20".parse().unwrap()));
    let about_trackers = study.diagnostics.iter().filter(|it| format!("{it:?}").contains(TRACKER));
    assert_eq!(about_trackers.count(), 0);
    tracker
}

/// What a tracker says, whatever cells it stands in.
fn said(parts: &Parts) -> Vec<(String, Vec<(TrackerField, Value)>)> {
    let rows = parts.steps.rows.iter().chain(&parts.goals.rows).chain(&parts.questions.rows);
    rows.map(|row| {
        let entries = row.entries.iter().map(|(field, entry)| (*field, entry.value.clone()));
        (row.id.to_string(), entries.collect())
    })
    .collect()
}

fn proposed(study: &Study) -> Parts {
    tracker::parts(&study.plans[&SiteId(SITE.into())], None, &vocabulary(study))
}

#[test]
fn a_tracker_in_spanish_reads_back_the_same_in_spanish() {
    let rules = rules();
    let first = study(&rules, Language::Spanish, None);
    let second = study(&rules, Language::Spanish, Some(written(&first)));
    assert_eq!(said(&read(&second).parts), said(&proposed(&first)));
    assert_eq!(written(&second), written(&first));
}

#[test]
fn a_tracker_in_english_turns_to_spanish_and_keeps_what_people_wrote() {
    let rules = rules();
    let first = study(&rules, Language::English, None);
    let second = study(&rules, Language::Spanish, Some(written(&first)));
    let but_for_goals = |parts: &Parts| {
        let mut parts = parts.clone();
        // The sentence of a goal stays as it was set.
        for row in &mut parts.goals.rows {
            row.entries.remove(&TrackerField::Goal);
        }
        said(&parts)
    };
    assert_eq!(but_for_goals(&read(&second).parts), but_for_goals(&proposed(&second)));
    let bytes = fs::read(root().join("fixtures/tracker/tracker-2025-26.xlsx")).unwrap();
    let third = study(&rules, Language::Spanish, Some(bytes.clone()));
    let as_people_left_it = study(&rules, Language::English, Some(bytes));
    let notes = |study: &Study| {
        let rows = study.trackers.newest[0].parts.steps.rows.iter();
        rows.map(|row| row.entry(TrackerField::Note).map(|it| it.value.clone())).collect::<Vec<_>>()
    };
    assert_eq!(notes(&third), notes(&as_people_left_it));
    assert!(notes(&third).iter().any(Option::is_some));
}

#[test]
fn a_tracker_in_spanish_means_the_same_in_english() {
    let rules = rules();
    let first = study(&rules, Language::Spanish, None);
    let second = study(&rules, Language::English, Some(written(&first)));
    let plan = &second.plans[&SiteId(SITE.into())];
    let words = vocabulary(&second);
    let progress = |parts: &Parts| tracker::progress(parts, Some(plan), second.as_of, &words);
    let (theirs, ours) = (progress(&read(&second).parts), progress(&proposed(&second)));
    assert_eq!(theirs.steps.len(), ours.steps.len());
    for (one, other) in theirs.steps.iter().zip(&ours.steps) {
        assert_eq!((&one.id, &one.status, one.due), (&other.id, &other.status, other.due));
    }
    for (one, other) in theirs.goals.iter().zip(&ours.goals) {
        assert_eq!((&one.id, &one.latest, &one.since), (&other.id, &other.latest, &other.since));
    }
    // What was picked in Spanish still sets its row off.
    let steps = part(&written(&second), "xl/worksheets/sheet1.xml");
    assert!(steps.contains("=\"Not started es\""), "{steps}");
}

#[test]
fn sheets_and_what_refers_to_them_are_in_spanish() {
    let bytes = written(&study(&rules(), Language::Spanish, None));
    let sheets = ingest::sheets(&Source::named(TRACKER), &bytes).value;
    let tabs: Vec<&str> = sheets.iter().map(|sheet| &*sheet.name).collect();
    assert_eq!(tabs, ["Pasos", "Objetivos", "Mirar hacia atrás", "Guía", "Listas"]);
    let goals = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(goals.contains("<formula1>Listas!$A$"), "{goals}");
    let names = part(&bytes, "xl/workbook.xml");
    assert!(names.contains("'Mirar hacia atrás'!$"), "{names}");
    assert!(!names.contains("Lists") && !names.contains("Steps"), "{names}");
    let steps = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(steps.contains("Página &amp;P de &amp;N"), "{steps}");
}

/// A part of the package of a workbook.
fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut bytes = Vec::new();
    package.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
    text(&bytes).replace("&quot;", "\"")
}
