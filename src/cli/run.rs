//! `cqi run`: the main job.

use std::path::PathBuf;

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde_json::json;

use super::{
    Ending, Streams,
    args::{Format, Material, RunArguments},
    files, network_files,
    output::{Output, folder_name},
    tell::{self, Detail},
    trackers::{self, New, Put, Standing},
};
use crate::{
    diagnostic::{Severity, count},
    model::{SchoolYear, Site, SiteId},
    pipeline::{self, Input, Study},
    render::{self, Drawings, Forms},
    report::{self, Report},
    tracker::{self, Vocabulary},
};

pub(super) fn run(arguments: &RunArguments, streams: &mut Streams<'_>) -> Result<Ending> {
    set_threads(&arguments.material)?;
    let standing = Standing::look(&arguments.out)?;
    let request = match files::request_with(&arguments.material, &standing)? {
        Ok(request) => request,
        Err(faults) => {
            tell::diagnostics(&faults, Detail::Full, streams.err)?;
            return Ok(Ending::NotYet);
        }
    };
    let progress = progress(streams, &format!("reading {}", count(request.inputs.len(), "file")));
    let years = request.years;
    let study = pipeline::run(request);
    let record = record(&study, years, arguments);
    progress.finish_and_clear();

    let told = &study.diagnostics;
    let to_put_right = told.iter().any(|told| told.severity == Severity::Error);
    if !streams.quiet || to_put_right {
        tell::some(told, streams.err)?;
    }
    if arguments.strict && to_put_right {
        writeln!(streams.err, "nothing was written, because --strict was given")?;
        return Ok(Ending::NotYet);
    }
    let sites = wanted(&study, &arguments.only)?;
    write(&study, &sites, arguments, (record, &standing), streams)?;
    Ok(if to_put_right { Ending::NotYet } else { Ending::Done })
}

/// The threads of a run; as many as there are processors where none are named.
pub(super) fn set_threads(material: &Material) -> Result<()> {
    match material.jobs {
        Some(0) => bail!("--jobs takes 1 or more"),
        Some(jobs) => Ok(rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global()?),
        None => Ok(()),
    }
}

/// A turning wheel while someone watches.
pub(super) fn progress(streams: &Streams<'_>, text: &str) -> ProgressBar {
    if !streams.watched {
        return ProgressBar::hidden();
    }
    let wheel = ProgressBar::new_spinner().with_message(text.to_owned());
    wheel.enable_steady_tick(std::time::Duration::from_millis(100));
    wheel
}

/// The sites whose folders are written: all, or those that were named.
fn wanted<'a>(study: &'a Study, only: &[String]) -> Result<Vec<&'a Site>> {
    let written =
        |site: &&Site| study.plans.contains_key(&site.id) || study.held_back.contains_key(&site.id);
    let sites = study.observations.sites.values().filter(written);
    let sites: Vec<&Site> = sites.collect();
    for name in only {
        if !sites.iter().any(|site| is(site, name)) {
            bail!("no site with ratings is called `{name}`");
        }
    }
    let chosen = |site: &&Site| only.is_empty() || only.iter().any(|name| is(site, name));
    Ok(sites.into_iter().filter(chosen).collect())
}

fn is(site: &Site, name: &str) -> bool {
    *site.id.0 == *name || site.name == name
}

fn write(
    study: &Study,
    sites: &[&Site],
    arguments: &RunArguments,
    (mut record, standing): (serde_json::Value, &Standing),
    streams: &mut Streams<'_>,
) -> Result<()> {
    let output = Output::open(&arguments.out, standing.held())?;
    let formats = &arguments.formats;
    let wheel = progress(streams, "writing").with_style(ProgressStyle::default_bar());
    wheel.set_length(sites.len() as u64);
    let vocabulary = Vocabulary::new(&study.rulebook);
    let room = Room { study, formats, output: &output, standing, vocabulary: vocabulary.as_ref() };
    let trackers = sites.par_iter().map(|site| {
        let tracker = room.site_files(site)?;
        wheel.inc(1);
        anyhow::Ok(tracker)
    });
    let trackers = trackers.collect::<Result<Vec<_>>>()?;
    wheel.finish_and_clear();

    let pages = |page: &Report| render::html(page, &Drawings::default());
    if formats.contains(&Format::Html) {
        output.write("diagnostics.html", pages(&report::noticed_page(study)).as_bytes())?;
    }
    network_files::write(study, formats, &output)?;
    data(study, formats, &output)?;
    if formats.contains(&Format::Json) {
        let told = serde_json::to_vec_pretty(&render::diagnostics_json(&study.diagnostics))?;
        output.write("diagnostics.json", &told)?;
    }
    if let Some(joined) = joined_sites(study) {
        record["sites_read_as_one"] = joined;
    }
    record["counts"] = json!({
        "sites": study.plans.len(),
        "sites_held_back": study.held_back.keys().map(ToString::to_string).collect::<Vec<_>>(),
        "rating_cells": study.observations.rows.len(),
        "scores": study.scores.rows.len(),
        "diagnostics": study.diagnostics.len(),
    });
    let puts: Vec<Put> = trackers.into_iter().flatten().collect();
    if !puts.is_empty() {
        record["trackers"] = puts.iter().filter_map(Put::record).collect();
    }
    output.finish(record)?;
    if !streams.quiet {
        closing_words(study, arguments, streams)?;
    }
    for told in puts.iter().filter_map(Put::told) {
        writeln!(streams.err, "{told}")?;
    }
    Ok(())
}

/// Each site that continues another one, with the ids that it is made of.
fn joined_sites(study: &Study) -> Option<serde_json::Value> {
    let sites = study.observations.sites.values().filter(|site| !site.joined.is_empty());
    let joined = |site: &Site| {
        let continues = site.joined.iter().map(|former| former.id.to_string());
        json!({ "site": site.id.to_string(), "continues": continues.collect::<Vec<_>>() })
    };
    let joined: Vec<_> = sites.map(joined).collect();
    (!joined.is_empty()).then(|| joined.into())
}

/// What the files of a site are written from, and where to.
struct Room<'a> {
    study: &'a Study,
    formats: &'a [Format],
    output: &'a Output,
    standing: &'a Standing,
    vocabulary: Option<&'a Vocabulary<'a>>,
}

impl Room<'_> {
    /// The plan, the charts and the tracker of one site; what became of the tracker.
    fn site_files(&self, site: &Site) -> Result<Option<Put>> {
        let Room { study, formats, output, .. } = *self;
        let folder = format!("sites/{}", folder_name(&site.id));
        let report = match (study.plans.get(&site.id), study.held_back.get(&site.id)) {
            (Some(plan), _) => report::site_plan(study, plan),
            (None, Some(told)) => Some(report::held_back_page(site, told)),
            (None, None) => None,
        };
        let Some(report) = report else { return Ok(None) };
        let drawings = Drawings::of(&report, pictures(formats));
        for (name, bytes) in drawings.files() {
            let wanted = match name.rsplit_once('.') {
                Some((_, "svg")) => Format::Svg,
                _ => Format::Png,
            };
            if formats.contains(&wanted) {
                output.write(&format!("{folder}/charts/{name}"), bytes)?;
            }
        }
        if formats.contains(&Format::Html) {
            let page = render::html(&report, &drawings);
            output.write(&format!("{folder}/plan.html"), page.as_bytes())?;
        }
        if formats.contains(&Format::Docx) {
            let about = render::DocumentAbout { author: author(site), made_on: study.as_of };
            let plan = render::docx(&report, &drawings, &about);
            output.write(&format!("{folder}/plan.docx"), &plan)?;
        }
        if formats.contains(&Format::Xlsx) { self.tracker(site, &folder) } else { Ok(None) }
    }

    /// The tracker of a plan, where the rules have one.
    fn tracker(&self, site: &Site, folder: &str) -> Result<Option<Put>> {
        let Room { study, output, standing, .. } = *self;
        let (Some(plan), Some(vocabulary)) = (study.plans.get(&site.id), self.vocabulary) else {
            return Ok(None);
        };
        let read = study.trackers.of(&site.id, plan.school_year);
        let book = tracker::book(plan, site, read, study.as_of, vocabulary);
        let new = New {
            name: format!("{folder}/{}", trackers::NAME),
            bytes: render::tracker(&book),
            of: (&site.id, plan.school_year),
            holds_writing: book.holds_writing,
        };
        Ok(Some(standing.put(new, &study.trackers, output)?))
    }
}

/// Who a plan is by: the site’s program, or the site itself.
fn author(site: &Site) -> String {
    site.program.clone().unwrap_or_else(|| site.name.clone())
}

/// Whether anything needs pictures made of dots: they are the slowest part of a run.
pub(super) fn pictures(formats: &[Format]) -> Forms {
    if formats.contains(&Format::Png) || formats.contains(&Format::Docx) {
        Forms::LinesAndPixels
    } else {
        Forms::Lines
    }
}

fn data(study: &Study, formats: &[Format], output: &Output) -> Result<()> {
    let (csv, parquet) = (formats.contains(&Format::Csv), formats.contains(&Format::Parquet));
    if !csv && !parquet {
        return Ok(());
    }
    let tables = render::data::tables(study);
    for table in &tables {
        if csv {
            output.write(&format!("data/{}.csv", table.name), &table.csv())?;
        }
        if parquet {
            output.write(&format!("data/{}.parquet", table.name), &table.parquet())?;
        }
    }
    output.write("data/dictionary.md", render::data::dictionary(&tables).as_bytes())
}

/// What it takes to repeat the run: inputs, rules, versions and settings.
fn record(
    study: &Study,
    years: Option<(SchoolYear, SchoolYear)>,
    arguments: &RunArguments,
) -> serde_json::Value {
    let file = |input: &Input| {
        let Input { source, sha256, bytes } = input;
        json!({ "file": source.to_string(), "sha256": sha256, "bytes": bytes })
    };
    let inputs: Vec<_> = study.inputs.iter().map(file).collect();
    let packs: Vec<_> = study
        .rulebook
        .packs
        .iter()
        .map(|pack| json!({ "id": pack.id, "version": pack.version, "sha256": pack.sha256 }))
        .collect();
    json!({
        "cqi": env!("CARGO_PKG_VERSION"),
        "as_of": study.as_of.to_string(),
        "years": years.map(|(first, last)| format!("{first}..{last}")),
        "asked_for": asked_for(&arguments.material),
        "only": arguments.only,
        "formats": arguments.formats.iter().map(|format| format!("{format:?}").to_lowercase()).collect::<Vec<_>>(),
        "rule_packs": packs,
        "inputs": inputs,
    })
}

/// What was typed, by which the same files are found again from the same place.
fn asked_for(material: &Material) -> serde_json::Value {
    let path = |path: &PathBuf| path.to_string_lossy().into_owned();
    json!({
        "inputs": material.inputs.iter().map(path).collect::<Vec<_>>(),
        "rules": material.rules,
        "sites": material.sites.as_ref().map(path),
    })
}

fn closing_words(study: &Study, arguments: &RunArguments, streams: &mut Streams<'_>) -> Result<()> {
    let RunArguments { out, formats, .. } = arguments;
    let made = match study.plans.len() {
        0 => count(study.scores.rows.len(), "score"),
        plans => count(plans, "site plan"),
    };
    writeln!(streams.out, "wrote {made} to {}", out.display())?;
    if !study.held_back.is_empty() {
        let names: Vec<String> = study.held_back.keys().map(|id| site_name(study, id)).collect();
        let sites = count(names.len(), "site");
        writeln!(streams.out, "held back {sites}: {}", names.join(", "))?;
    }
    let html = formats.contains(&Format::Html);
    if html && !study.diagnostics.is_empty() {
        let told = tell::summary(&study.diagnostics);
        writeln!(streams.out, "{told}: see {}", out.join("diagnostics.html").display())?;
    }
    let first = if html { "index.html" } else { "run.json" };
    writeln!(streams.out, "start with {}", out.join(first).display())?;
    Ok(())
}

fn site_name(study: &Study, id: &SiteId) -> String {
    study.observations.sites.get(id).map_or(id.to_string(), |site| site.name.clone())
}
