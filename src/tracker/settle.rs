//! Whose each tracker is, and which one of several counts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{Draft, Parts, Row, Tracker, labels::Label};
use crate::{
    diagnostic::{Checked, Code, Diagnostic, Place, all_of, count, nearest},
    language::Language,
    model::{CellRef, SchoolYear, Site, SiteId, Source},
    rulebook::kind::TrackerField,
    tidy::normal,
};

/// How many cells are named where an older tracker holds more.
const CELLS_NAMED: usize = 6;

/// What trackers are settled by.
#[derive(Clone, Copy, Debug)]
pub struct Settling<'a> {
    pub sites: &'a BTreeMap<SiteId, Site>,
    /// Whether these are all sites that there are.
    pub by_list: bool,
    /// Trackers in the folder of a run, as it left them: no word is lost on these.
    pub ours: &'a BTreeSet<Source>,
    pub as_of: NaiveDate,
}

/// The trackers of a run.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Trackers {
    /// The newest one for each site and school year, in this order.
    pub newest: Vec<Tracker>,
    /// Every file that was read as one, also the older ones, and whose it is.
    pub read: BTreeMap<Source, (SiteId, SchoolYear)>,
}

impl Trackers {
    /// The tracker of a site and school year.
    pub fn of(&self, site: &SiteId, year: SchoolYear) -> Option<&Tracker> {
        self.newest.iter().find(|it| it.site == *site && it.school_year == year)
    }

    /// The latest tracker of a site before a school year.
    pub fn before(&self, site: &SiteId, year: SchoolYear) -> Option<&Tracker> {
        self.newest.iter().rfind(|it| it.site == *site && it.school_year < year)
    }
}

/// The newest tracker of each site and school year.
pub fn settle(drafts: Vec<Draft>, by: Settling<'_>) -> Checked<Trackers> {
    let mut told = Vec::new();
    let mut read = BTreeMap::new();
    let mut trackers: BTreeMap<(SiteId, SchoolYear), Vec<Tracker>> = BTreeMap::new();
    for draft in drafts {
        let Some(year) = draft.school_year else {
            told.push(whose(&draft, "its school year", Label::SchoolYear));
            continue;
        };
        match site(&draft, by) {
            Ok(site) => {
                read.insert(draft.source.clone(), (site.clone(), year));
                let tracker = tracker(draft, site.clone(), year, by);
                trackers.entry((site, year)).or_default().push(tracker);
            }
            Err(unknown) => told.push(*unknown),
        }
    }
    let mut newest = Vec::new();
    for mut same in trackers.into_values() {
        // Of two that are alike in their day, the one that a person put there.
        same.sort_by_key(|it| (it.dated, !by.ours.contains(&it.source), it.source.clone()));
        let Some(mut last) = same.pop() else { continue };
        let older = same.iter().filter(|older| !by.ours.contains(&older.source));
        told.extend(older.map(|older| is_older(older, &last)));
        for older in same.into_iter().rev() {
            fill_up(&mut last.parts, older.parts);
        }
        newest.push(last);
    }
    Checked { value: Trackers { newest, read }, diagnostics: told }
}

/// Takes the sheets that a tracker lacks from an older one: a text file holds a single sheet.
fn fill_up(parts: &mut Parts, older: Parts) {
    for (part, older) in [
        (&mut parts.steps, older.steps),
        (&mut parts.goals, older.goals),
        (&mut parts.questions, older.questions),
    ] {
        if part.columns.is_empty() {
            *part = older;
        }
    }
}

fn tracker(draft: Draft, site: SiteId, school_year: SchoolYear, by: Settling<'_>) -> Tracker {
    let Parts { steps, goals, .. } = &draft.parts;
    let rows = steps.rows.iter().chain(&goals.rows);
    let days = rows
        .flat_map(|row| [TrackerField::StatusDate, TrackerField::DoneOn].map(|it| row.date(it)));
    // A run of ours writes down what stands elsewhere: that day makes nothing newer.
    let written_on = draft.written_on.filter(|_| !by.ours.contains(&draft.source));
    // A day that is still to come is a slip.
    let days = days.flatten().chain(written_on).filter(|day| *day <= by.as_of);
    Tracker { dated: days.max(), source: draft.source, site, school_year, parts: draft.parts }
}

/// The site of a tracker, as it is called today.
fn site(draft: &Draft, by: Settling<'_>) -> Result<SiteId, Box<Diagnostic>> {
    let called = draft.site_id.as_deref().or(draft.site.as_deref());
    let Some(called) = called.filter(|called| !called.is_empty()) else {
        return Err(Box::new(whose(draft, "its site", Label::SiteId)));
    };
    let is_id = |site: &&Site| {
        let former = site.joined.iter().map(|former| &former.id);
        std::iter::once(&site.id).chain(former).any(|id| normal(&id.0) == normal(called))
    };
    let is_called = |site: &&Site| {
        let names = std::iter::once(&site.name).chain(&site.aliases);
        let name = draft.site.as_deref().unwrap_or(called);
        names.into_iter().any(|known| normal(known) == normal(name))
    };
    let found = by.sites.values().find(is_id).or_else(|| by.sites.values().find(is_called));
    match found {
        Some(site) => Ok(site.id.clone()),
        None if by.by_list => Err(Box::new(unknown_site(draft, called, by.sites))),
        None => Ok(SiteId(called.into())),
    }
}

fn unknown_site(draft: &Draft, called: &str, sites: &BTreeMap<SiteId, Site>) -> Diagnostic {
    let names = sites.values().flat_map(|site| [&*site.id.0, site.name.as_str()]);
    let message = format!("this tracker is of `{called}`, which is not in the list of sites");
    let told =
        Diagnostic::warning(Code::TrackerOfNobody, message).at(Place::Cell(draft.at.clone()));
    match nearest(called, names) {
        Some(near) => told.help(format!("did you mean `{near}`?")),
        None => told.help("correct the site id above the table, or add the site to the list"),
    }
}

fn whose(draft: &Draft, what: &str, label: Label) -> Diagnostic {
    let message = format!("this tracker does not tell {what}, and is not used");
    let label = label.text(Language::English);
    let help =
        format!("write `{label}` in a cell above the table, and what it is in the cell beside it");
    Diagnostic::warning(Code::TrackerOfNobody, message).at(Place::Cell(draft.at.clone())).help(help)
}

fn is_older(older: &Tracker, newer: &Tracker) -> Diagnostic {
    let only: Vec<&CellRef> = only_in(&older.parts, &newer.parts);
    let message = format!(
        "an older tracker of site {} for {}: `{}` counts",
        older.site, older.school_year, newer.source
    );
    let place = Place::File(older.source.clone());
    if only.is_empty() {
        return Diagnostic::note(Code::OlderTracker, message)
            .at(place)
            .help("nothing to do: all that it holds stands in the newer one, too");
    }
    let named =
        only.iter().take(CELLS_NAMED).map(|cell| format!("{}!{}", cell.sheet, cell.address()));
    let named: Vec<String> = named.collect();
    let more = only.len() - named.len();
    let more = if 0 < more { format!(" and {more} more") } else { String::new() };
    let cells = count(only.len(), "cell");
    let verb = if only.len() == 1 { "is" } else { "are" };
    let named = all_of(named.iter().map(String::as_str));
    Diagnostic::warning(Code::OlderTracker, message).at(place).help(format!(
        "{cells} {verb} blank in the newer one: {named}{more}; copy over what you need, then keep one of the two"
    ))
}

/// The cells of `one` that are blank in `other`. What is filled in there was brought up to date.
fn only_in<'a>(one: &'a Parts, other: &Parts) -> Vec<&'a CellRef> {
    // What the other lacks as a whole is taken from this one.
    let pairs = [
        (&one.steps, &other.steps),
        (&one.goals, &other.goals),
        (&one.questions, &other.questions),
    ];
    let mut cells = Vec::new();
    for (one, other) in pairs.into_iter().filter(|(_, other)| !other.columns.is_empty()) {
        for row in &one.rows {
            let same = other.rows.iter().find(|it| it.id == row.id);
            cells.extend(differing(row, same));
        }
    }
    cells
}

fn differing<'a>(row: &'a Row, same: Option<&Row>) -> Vec<&'a CellRef> {
    let by_people = row
        .entries
        .iter()
        .filter(|(field, _)| !matches!(field, TrackerField::Latest | TrackerField::Ref));
    let entries =
        by_people.filter(|(field, _)| same.and_then(|same| same.entry(**field)).is_none());
    let extras = row.extras.values().filter(|entry| {
        same.is_none_or(|same| same.extras.values().all(|other| other.value != entry.value))
    });
    entries.map(|(_, entry)| entry).chain(extras).filter_map(|entry| entry.cell.as_ref()).collect()
}
