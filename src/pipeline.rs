//! The stages in one line, and which sites are held back.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::{
    analysis::{self, Analysis},
    diagnostic::{Code, Diagnostic, Place, Severity, order},
    ingest::{self, Sheet},
    model::{SchoolYear, SiteId, Source},
    plan::{self, Plan},
    rulebook::{Rulebook, Settings},
    score::{self, Scores},
    tidy::{self, Material, Observations},
};

/// A file and what it holds.
#[derive(Clone, Debug)]
pub struct Input {
    /// The name by which the user knows it: its path from where they stand.
    pub source: Source,
    pub bytes: Vec<u8>,
}

impl Input {
    /// SHA-256 of the bytes, as hexadecimal digits.
    pub fn sha256(&self) -> String {
        let digits = Sha256::digest(&self.bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<Vec<_>>();
        digits.concat()
    }
}

/// What is asked of a run.
#[derive(Clone, Debug)]
pub struct Request {
    pub inputs: Vec<Input>,
    /// The program's own list of sites.
    pub site_list: Option<Input>,
    pub rulebook: Rulebook,
    pub settings: Settings,
    /// The day that the plans are made for.
    pub as_of: NaiveDate,
    /// First and last school year to use, both included.
    pub years: Option<(SchoolYear, SchoolYear)>,
}

/// All that one run made, from the observations to the plans.
#[derive(Clone, Debug)]
pub struct Study {
    pub rulebook: Rulebook,
    pub as_of: NaiveDate,
    pub observations: Observations,
    pub scores: Scores,
    pub analysis: Analysis,
    /// One for each site that is not held back and has something that speaks to the standards.
    pub plans: BTreeMap<SiteId, Plan>,
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
    let Request { inputs, site_list, rulebook, settings, as_of, years } = request;
    let mut seen = Vec::new();

    let sheets = sheets(&inputs, &mut seen);
    let site_list = site_list.and_then(|input| {
        ingest::sheets(&input.source, &input.bytes).collect(&mut seen).into_iter().next()
    });
    let material = Material { sheets: &sheets, site_list: site_list.as_ref(), settings: &settings };
    let mut observations = tidy::observations(material, &rulebook).collect(&mut seen);
    if let Some((first, last)) = years {
        observations.rows.retain(|row| (first..=last).contains(&row.school_year));
    }
    let scores = score::scores(&observations, &rulebook).collect(&mut seen);
    let analysis = analysis::analysis(&scores, &rulebook);
    let plans = plan::plans(&analysis, &scores, &rulebook, &observations.sites, as_of);

    for diagnostic in &mut seen {
        name_the_site_of_a_file(diagnostic, &observations);
    }
    seen.sort_by(order);
    let held_back = held_back(&seen, &observations);
    let plans = plans
        .into_iter()
        .filter(|plan| !held_back.contains_key(&plan.site) && speaks_to_standards(plan, &rulebook))
        .map(|plan| (plan.site.clone(), plan))
        .collect();
    let diagnostics = seen;
    Study { rulebook, as_of, observations, scores, analysis, plans, held_back, diagnostics }
}

/// The sheets of all files, in the order of the files' names. A file that is there twice is read once.
fn sheets(inputs: &[Input], seen: &mut Vec<Diagnostic>) -> Vec<Sheet> {
    let mut inputs: Vec<(&Input, String)> =
        inputs.par_iter().map(|input| (input, input.sha256())).collect();
    inputs.sort_by(|(left, _), (right, _)| left.source.cmp(&right.source));
    let mut first_with: BTreeMap<&str, &Source> = BTreeMap::new();
    let mut once = Vec::new();
    for (input, sha256) in &inputs {
        if let Some(first) = first_with.get(sha256.as_str()).filter(|_| !input.bytes.is_empty()) {
            seen.push(same_file(&input.source, first));
        } else {
            first_with.insert(sha256, &input.source);
            once.push(*input);
        }
    }
    let read: Vec<_> =
        once.par_iter().map(|input| ingest::sheets(&input.source, &input.bytes)).collect();
    read.into_iter().flat_map(|checked| checked.collect(seen)).collect()
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
