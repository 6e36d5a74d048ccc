//! `cqi run`: the main job.

use std::path::PathBuf;

use anyhow::{Result, bail};
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::json;

use super::{
    Ending, Streams,
    args::{Format, Material, PaperSize, RunArguments},
    crew, files, network_files,
    output::Output,
    paper_files::{PdfNote, PdfNoteKind, Writer},
    site_files::SiteFiles,
    tell::{self, Detail},
    trackers::{Put, Standing},
};
use crate::{
    diagnostic::{Severity, count},
    model::{SchoolYear, Site, SiteId},
    pipeline::{self, Input, Study},
    render::{self, Drawings, Paper},
    report::{self, Report},
    rulebook::PaperName,
    tracker::Vocabulary,
};

pub(super) fn run(arguments: &RunArguments, streams: &mut Streams<'_>) -> Result<Ending> {
    set_threads(&arguments.material)?;
    let standing = Standing::look(&arguments.out);
    let request = match files::request_with(&arguments.material, &standing)? {
        Ok(request) => request,
        Err(faults) => {
            tell::diagnostics(&faults, Detail::Full, streams.err)?;
            return Ok(Ending::NotYet);
        }
    };
    let progress = progress(streams, &format!("reading {}", count(request.inputs.len(), "file")));
    let years = request.years;
    let paper = paper(arguments.paper, request.settings.paper);
    let study = pipeline::run(request);
    let record = record(&study, years, arguments, paper);
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
    let of_pdfs = write(&study, &sites, (arguments, paper), (record, &standing), streams)?;
    let left_out = of_pdfs.iter().any(|note| note.kind == PdfNoteKind::LeftOut);
    Ok(if to_put_right || left_out { Ending::NotYet } else { Ending::Done })
}

/// The command line wins over the settings.
fn paper(asked: Option<PaperSize>, settings: Option<PaperName>) -> Paper {
    match (asked, settings) {
        (Some(PaperSize::A4), _) | (None, Some(PaperName::A4)) => Paper::A4,
        _ => Paper::Letter,
    }
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
    (arguments, paper): (&RunArguments, Paper),
    (mut record, standing): (serde_json::Value, &Standing),
    streams: &mut Streams<'_>,
) -> Result<Vec<PdfNote>> {
    let output = Output::open(&arguments.out, standing.held())?;
    let formats = &arguments.formats;
    let writer = Writer { study, formats, paper, output: &output };
    let vocabulary = Vocabulary::new(study.language, &study.rulebook);
    let files = SiteFiles { writer, standing, vocabulary: vocabulary.as_ref() };
    let wheel = progress(streams, "writing").with_style(ProgressStyle::default_bar());
    wheel.set_length(sites.len() as u64);
    let written = crew::share_out(sites, |site| {
        let written = files.write(site)?;
        wheel.inc(1);
        Ok(written)
    })?;
    wheel.finish_and_clear();
    let (of_pdfs, puts): (Vec<_>, Vec<_>) = written.into_iter().unzip();
    let mut of_pdfs: Vec<PdfNote> = of_pdfs.into_iter().flatten().collect();
    let puts: Vec<Put> = puts.into_iter().flatten().collect();

    let pages = |page: &Report| render::html(page, &Drawings::default());
    if formats.contains(&Format::Html) {
        output.write("diagnostics.html", pages(&report::noticed_page(study)).as_bytes())?;
    }
    data(study, formats, &output)?;
    // After all that its first page leads to.
    of_pdfs.extend(network_files::write(writer)?);
    if formats.contains(&Format::Json) {
        let told = serde_json::to_vec_pretty(&render::diagnostics_json(&study.diagnostics))?;
        output.write("diagnostics.json", &told)?;
    }
    if let Some(joined) = joined_sites(study) {
        record["sites_read_as_one"] = joined;
    }
    tell_pdfs(&of_pdfs, &mut record, streams)?;
    record["counts"] = json!({
        "sites": study.plans.len(),
        "sites_held_back": study.held_back.keys().map(ToString::to_string).collect::<Vec<_>>(),
        "rating_cells": study.observations.rows.len(),
        "scores": study.scores.rows.len(),
        "diagnostics": study.diagnostics.len(),
    });
    if !puts.is_empty() {
        record["trackers"] = puts.iter().filter_map(Put::record).collect();
    }
    output.finish(record)?;
    if !streams.quiet {
        closing_words(study, sites, arguments, streams)?;
    }
    for told in puts.iter().filter_map(Put::told) {
        writeln!(streams.err, "{told}")?;
    }
    Ok(of_pdfs)
}

/// Says which PDFs are not as they should be.
fn tell_pdfs(
    notes: &[PdfNote],
    record: &mut serde_json::Value,
    streams: &mut Streams<'_>,
) -> Result<()> {
    for PdfNote { file, kind, reason } in notes {
        writeln!(streams.err, "{file} {}: {reason}", kind.about())?;
    }
    if !notes.is_empty() {
        let told = |note: &PdfNote| json!({ "file": note.file, "note": note.kind.about(), "reason": note.reason });
        record["pdf_notes"] = notes.iter().map(told).collect();
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

fn data(study: &Study, formats: &[Format], output: &Output) -> Result<()> {
    let (csv, parquet) = (formats.contains(&Format::Csv), formats.contains(&Format::Parquet));
    if !csv && !parquet {
        return Ok(());
    }
    let mut columns = Vec::new();
    for table in render::data::tables(study) {
        if csv {
            output.write(&format!("data/{}.csv", table.name), &table.csv())?;
        }
        if parquet {
            output.write(&format!("data/{}.parquet", table.name), &table.parquet())?;
        }
        columns.push(table.columns());
    }
    output.write("data/dictionary.md", render::data::dictionary(&columns).as_bytes())
}

/// What it takes to repeat the run: inputs, rules, versions and settings.
fn record(
    study: &Study,
    years: Option<(SchoolYear, SchoolYear)>,
    arguments: &RunArguments,
    paper: Paper,
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
        "paper": format!("{paper:?}").to_lowercase(),
        "language": study.language.tag(),
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

fn closing_words(
    study: &Study,
    sites: &[&Site],
    arguments: &RunArguments,
    streams: &mut Streams<'_>,
) -> Result<()> {
    let RunArguments { out, formats, .. } = arguments;
    let made = match study.plans.len() {
        0 => count(study.scores.rows.len(), "score"),
        _ => count(
            sites.iter().filter(|site| study.plans.contains_key(&site.id)).count(),
            "site plan",
        ),
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
