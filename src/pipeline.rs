//! The stages in one line, and which sites are held back.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet, btree_map::Entry},
    fmt,
    sync::Arc,
};

use chrono::NaiveDate;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::{
    analysis::{self, Analysis},
    diagnostic::{Checked, Code, Diagnostic, Place, Severity, order},
    ingest::{self, Sheet},
    language::Language,
    model::{Recognition, SchoolYear, Site, SiteId, Source},
    network::{self, Network},
    plan::{self, Plan},
    rulebook::{Rulebook, Settings},
    score::{self, Scores},
    tidy::{self, Observations, Tools},
    tracker::{self, Draft, Settling, Trackers, Vocabulary},
};

/// Where files come from, and who reads them.
///
/// One is asked for when its turn comes and let go when its sheets are out, so that a thousand
/// workbooks take no more room than a few.
pub trait Files: fmt::Debug + Send + Sync {
    /// What a file holds, or why it cannot be had.
    fn bytes(&self, source: &Source) -> Result<Cow<'_, [u8]>, Box<Diagnostic>>;

    /// The sheets in it. Read here unless someone knows a safer place.
    fn sheets(&self, source: &Source, bytes: &[u8]) -> Checked<Vec<Sheet>> {
        ingest::sheets(source, bytes)
    }
}

/// Files that are held in memory.
impl Files for BTreeMap<Source, Vec<u8>> {
    fn bytes(&self, source: &Source) -> Result<Cow<'_, [u8]>, Box<Diagnostic>> {
        let bytes = self.get(source).map(|bytes| Cow::Borrowed(bytes.as_slice()));
        bytes.ok_or_else(|| {
            let told = Diagnostic::error(Code::UnreadableFile, "the file is not there");
            Box::new(told.at(Place::File(source.clone())))
        })
    }
}

/// What is asked of a run.
#[derive(Clone, Debug)]
pub struct Request {
    /// The names by which the user knows the files: their paths from where they stand.
    pub inputs: Vec<Source>,
    /// The program's own list of sites.
    pub site_list: Option<Source>,
    pub files: Arc<dyn Files>,
    /// Which of the inputs are trackers as a run of ours has left them.
    pub ours: BTreeSet<Source>,
    /// What was noticed while the files were looked for.
    pub noticed: Vec<Diagnostic>,
    /// The rules by which files are read.
    pub rulebook: Rulebook,
    /// The same rules in the language of the reports, where it is another one.
    pub translated: Option<Rulebook>,
    /// The language that the reports are written in.
    pub language: Language,
    pub settings: Settings,
    /// The day that the plans are made for.
    pub as_of: NaiveDate,
    /// First and last school year to use, both included.
    pub years: Option<(SchoolYear, SchoolYear)>,
}

/// A file that was read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Input {
    pub source: Source,
    /// Of its bytes, as hexadecimal digits.
    pub sha256: String,
    pub bytes: usize,
}

/// What the files hold, and what was noticed in them.
#[derive(Clone, Debug)]
pub struct Reading {
    /// Every file that was read, by name, with the list of sites.
    pub inputs: Vec<Input>,
    pub observations: Observations,
    /// What people wrote about their plans.
    pub trackers: Trackers,
    /// Everything noticed, errors first, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// All that one run made, from the observations to the plans.
#[derive(Clone, Debug)]
pub struct Study {
    /// Every file that was read, by name, with the list of sites.
    pub inputs: Vec<Input>,
    /// The rules, in the language of the reports.
    pub rulebook: Rulebook,
    /// The language that the reports are written in.
    pub language: Language,
    pub as_of: NaiveDate,
    /// First and last school year that were asked for, both included; all where there is none.
    pub years: Option<(SchoolYear, SchoolYear)>,
    pub observations: Observations,
    /// What people wrote about their plans.
    pub trackers: Trackers,
    pub scores: Scores,
    pub analysis: Analysis,
    /// One for each site that is not held back and has something that speaks to the standards.
    pub plans: BTreeMap<SiteId, Plan>,
    /// What these plans have in common.
    pub network: Network,
    /// Sites whose results would be wrong, and what to put right first.
    pub held_back: BTreeMap<SiteId, Vec<Diagnostic>>,
    /// Everything noticed, errors first, by place.
    pub diagnostics: Vec<Diagnostic>,
}

/// From files to plans.
///
/// The material never makes a run fail: what cannot be used is told in the diagnostics, and an
/// error holds back the sites that it touches, and no others.
pub fn run(request: Request) -> Study {
    let Reading { inputs, observations, mut trackers, diagnostics } = read(&request);
    let Request { rulebook, translated, language, as_of, years, .. } = request;
    if let Some(translated) = &translated {
        retell(&mut trackers, &rulebook, (language, translated));
    }
    let rulebook = translated.unwrap_or(rulebook);
    let scores = score::scores(&observations, &rulebook);
    let analysis = analysis::analysis(&scores, &observations, &rulebook);
    let plans = plan::plans(language, &analysis, &scores, &rulebook, &observations.sites, as_of);
    let held_back = held_back(&diagnostics, &observations);
    let plans: BTreeMap<SiteId, Plan> = plans
        .into_iter()
        .filter(|plan| !held_back.contains_key(&plan.site) && speaks_to_standards(plan, &rulebook))
        .map(|plan| (plan.site.clone(), plan))
        .collect();
    let network = network::network(&plans, &observations.sites, &rulebook);
    Study {
        inputs,
        rulebook,
        language,
        as_of,
        years,
        observations,
        trackers,
        scores,
        analysis,
        plans,
        network,
        held_back,
        diagnostics,
    }
}

/// Turns what was picked in trackers into the words of the reports.
fn retell(trackers: &mut Trackers, read_by: &Rulebook, ours: (Language, &Rulebook)) {
    let others = Vocabulary::new(Language::default(), read_by);
    let ours = Vocabulary::new(ours.0, ours.1);
    if let (Some(other), Some(ours)) = (others, ours) {
        tracker::retell(trackers, &[other], &ours);
    }
}

/// What a file turns out to be.
enum Made<'a> {
    Ratings(Box<tidy::File<'a>>),
    Tracker(Box<Checked<Draft>>),
}

/// From files to observations: as far as there is anything to notice in them.
///
/// A file's sheets are let go before the next file is asked for.
pub fn read(request: &Request) -> Reading {
    let Request { inputs, site_list, files, noticed, rulebook, settings, years, .. } = request;
    let mut seen = noticed.clone();
    let files = &**files;
    let tools = Tools::new(rulebook, settings);

    let vocabulary = Vocabulary::new(request.language, rulebook);
    let made = |source: &Source, sheets: Vec<Sheet>| {
        let draft = vocabulary.as_ref().and_then(|words| tracker::read(source, &sheets, words));
        match draft {
            Some(draft) => Made::Tracker(Box::new(draft)),
            None => Made::Ratings(Box::new(tidy::file(source, sheets, &tools))),
        }
    };
    let (made, mut inputs) = each_once(files, inputs.clone(), made, &mut seen);
    let (tidied, drafts) = apart(made, &mut seen);
    let (site_list, list) = sheets(files, site_list.iter().cloned().collect(), &mut seen);
    inputs.extend(list);
    inputs.sort();
    let mut observations = tidy::together(tidied, site_list, &tools).collect(&mut seen);
    if let Some((first, last)) = years {
        observations.rows.retain(|row| (first..=last).contains(&&row.form.school_year));
    }
    seen.extend(score::noticed(&observations, rulebook));
    let settling = Settling {
        sites: &observations.sites,
        by_list: request.site_list.is_some(),
        ours: &request.ours,
        as_of: request.as_of,
    };
    let told = drafts.iter().flat_map(|draft| draft.recognitions.clone());
    let recognitions: Vec<Recognition> = told.collect();
    let trackers = tracker::settle(drafts, settling).collect(&mut seen);
    observations.recognitions.extend(recognitions);
    observations
        .recognitions
        .sort_by(|one, other| (&one.source, &one.sheet).cmp(&(&other.source, &other.sheet)));
    for diagnostic in &mut seen {
        name_the_site_of_a_file(diagnostic, &observations);
    }
    seen.sort_by(order);
    Reading { inputs, observations, trackers, diagnostics: seen }
}

fn apart<'a>(made: Vec<Made<'a>>, seen: &mut Vec<Diagnostic>) -> (Vec<tidy::File<'a>>, Vec<Draft>) {
    let (mut tidied, mut drafts) = (Vec::new(), Vec::new());
    for made in made {
        match made {
            Made::Ratings(file) => tidied.push(*file),
            Made::Tracker(draft) => drafts.push(draft.collect(seen)),
        }
    }
    (tidied, drafts)
}

/// The sites of the program's own list.
pub fn sites(
    list: &Source,
    files: &dyn Files,
    rulebook: &Rulebook,
) -> Checked<BTreeMap<SiteId, Site>> {
    let mut diagnostics = Vec::new();
    let (list, _) = sheets(files, vec![list.clone()], &mut diagnostics);
    let settings = Settings::default();
    let tools = Tools::new(rulebook, &settings);
    let sites = tidy::together(Vec::new(), list, &tools).collect(&mut diagnostics).sites;
    Checked { value: sites, diagnostics }
}

/// The first sheet of the list of sites, if there is a list.
fn sheets(
    files: &dyn Files,
    list: Vec<Source>,
    seen: &mut Vec<Diagnostic>,
) -> (Option<Sheet>, Vec<Input>) {
    let first = |_: &Source, sheets: Vec<Sheet>| sheets.into_iter().next();
    let (sheets, inputs) = each_once(files, list, first, seen);
    (sheets.into_iter().flatten().next(), inputs)
}

/// What is made of the sheets of each file, in the order of the files' names. A file that is there
/// twice is used once.
fn each_once<T: Send>(
    files: &dyn Files,
    mut inputs: Vec<Source>,
    from_sheets: impl Fn(&Source, Vec<Sheet>) -> T + Sync,
    seen: &mut Vec<Diagnostic>,
) -> (Vec<T>, Vec<Input>) {
    inputs.sort();
    let read = |source| read_file(files, source, &from_sheets);
    let read: Vec<_> = inputs.into_par_iter().map(read).collect();
    let mut first_with: BTreeMap<String, Source> = BTreeMap::new();
    let (mut all, mut inputs) = (Vec::new(), Vec::new());
    for file in read {
        let (input, made) = match file {
            Ok(file) => file,
            Err(told) => {
                seen.push(*told);
                continue;
            }
        };
        match first_with.entry(input.sha256.clone()) {
            Entry::Occupied(first) if 0 < input.bytes => {
                seen.push(same_file(&input.source, first.get()));
            }
            entry => {
                entry.or_insert(input.source.clone());
                all.push(made.collect(seen));
            }
        }
        inputs.push(input);
    }
    (all, inputs)
}

fn read_file<T>(
    files: &dyn Files,
    source: Source,
    from_sheets: impl Fn(&Source, Vec<Sheet>) -> T,
) -> Result<(Input, Checked<T>), Box<Diagnostic>> {
    let bytes = files.bytes(&source)?;
    let Checked { value: sheets, diagnostics } = files.sheets(&source, &bytes);
    let made = Checked { value: from_sheets(&source, sheets), diagnostics };
    Ok((Input { source, sha256: sha256(&bytes), bytes: bytes.len() }, made))
}

/// As hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digest = Sha256::digest(bytes);
    let halves = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.map(|half| char::from(DIGITS[usize::from(half)])).collect()
}

fn same_file(source: &Source, first: &Source) -> Diagnostic {
    Diagnostic::note(Code::SameFileTwice, format!("this file is the same as `{first}`"))
        .at(Place::File(source.clone()))
        .help("nothing to do: it was used once; remove one of the two to keep things tidy")
}

/// An error that names no site touches the one whose id or name its file carries as its own.
fn name_the_site_of_a_file(diagnostic: &mut Diagnostic, observations: &Observations) {
    let Some(source) = diagnostic.place.as_ref().map(Place::source) else { return };
    if diagnostic.severity < Severity::Error || !diagnostic.sites.is_empty() {
        return;
    }
    let name = source.0.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let mut sites = observations.sites.values();
    let named = sites.find(|site| {
        let by_name = site.name.to_lowercase();
        *stem == site.id.0.to_lowercase() || stem == by_name || stem == by_name.replace(' ', "-")
    });
    diagnostic.sites.extend(named.map(|site| site.id.clone()));
}

/// Whether a tool of the plan can speak to the standards at all. Without one there is nothing to
/// plan from: the site's scores stand in the data files.
fn speaks_to_standards(plan: &Plan, rulebook: &Rulebook) -> bool {
    let leads_there = |tool: &plan::ToolUsed| {
        rulebook.crosswalks.values().any(|walk| *walk.instrument == *tool.instrument)
    };
    plan.tools.iter().any(leads_there)
}

fn held_back(
    seen: &[Diagnostic],
    observations: &Observations,
) -> BTreeMap<SiteId, Vec<Diagnostic>> {
    let mut held_back: BTreeMap<SiteId, Vec<Diagnostic>> = BTreeMap::new();
    for diagnostic in seen.iter().filter(|diagnostic| diagnostic.severity == Severity::Error) {
        let sites: BTreeSet<&SiteId> = diagnostic.sites.iter().collect();
        for site in sites.into_iter().filter(|site| observations.sites.contains_key(site)) {
            held_back.entry(site.clone()).or_default().push(diagnostic.clone());
        }
    }
    held_back
}
