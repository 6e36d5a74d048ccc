//! `cqi plan`: what happened to plans, and what they lack.

use anstyle::Style;
use anyhow::{Result, bail};

use super::{
    Ending, Streams,
    args::{Material, PlanArguments, PlanCommand},
    check::wrapped,
    files,
    run::{progress as wheel, set_threads},
    tell::{self, Detail},
};
use crate::{
    diagnostic::{Diagnostic, Place, Severity, all_of, count, order},
    pipeline::{self, Study},
    report::{self, PlanProgress},
    tracker::{Lint, Tracker, Vocabulary, lint as lint_of},
};

/// How wide a table is at most.
const WIDTH: u16 = 118;

pub(super) fn plan(command: &PlanCommand, streams: &mut Streams<'_>) -> Result<Ending> {
    match command {
        PlanCommand::Progress(arguments) => with_trackers(arguments, streams, progress),
        PlanCommand::Lint(arguments) => with_trackers(arguments, streams, lint),
    }
}

/// Reads what is named, and goes on where there is a tracker in it.
fn with_trackers(
    arguments: &PlanArguments,
    streams: &mut Streams<'_>,
    go_on: impl FnOnce(&Study, &mut Streams<'_>) -> Result<Ending>,
) -> Result<Ending> {
    let material = &arguments.material;
    refuse_documents(material)?;
    set_threads(material)?;
    let request = match files::request(material)? {
        Ok(request) => request,
        Err(faults) => {
            tell::diagnostics(&faults, Detail::Full, streams.err)?;
            return Ok(Ending::NotYet);
        }
    };
    if Vocabulary::new(request.language, &request.rulebook).is_none() {
        bail!("the rules have no tracker: a file with `kind = \"plan\"` has one under `[tracker]`");
    }
    let turning = wheel(streams, &format!("reading {}", count(request.inputs.len(), "file")));
    let study = pipeline::run(request);
    turning.finish_and_clear();
    if study.trackers.newest.is_empty() {
        tell::some(&study.diagnostics, streams.err)?;
        bail!("there is no tracker in what was named; `cqi run` writes one for each site");
    }
    go_on(&study, streams)
}

/// A Word file has no place that tells its rows apart once people have edited it.
fn refuse_documents(material: &Material) -> Result<()> {
    let is_document =
        |path: &&std::path::PathBuf| path.extension().is_some_and(|ending| ending == "docx");
    if let Some(path) = material.inputs.iter().find(is_document) {
        bail!(
            "{} is a Word file, and these are not read back: name the tracker.xlsx beside it",
            path.display()
        );
    }
    Ok(())
}

fn progress(study: &Study, streams: &mut Streams<'_>) -> Result<Ending> {
    tell::some(&study.diagnostics, streams.err)?;
    for (place, tracker) in study.trackers.newest.iter().enumerate() {
        let Some(told) = report::plan_progress(study, tracker) else { continue };
        if 0 < place {
            writeln!(streams.out)?;
        }
        heading(tracker, &told.title, streams)?;
        for line in wrapped(&told.in_short, 2) {
            writeln!(streams.out, "{line}")?;
        }
        let heads = [PlanProgress::step(study.language), PlanProgress::goal(study.language)];
        for (head, rows) in heads.iter().zip([&told.steps, &told.goals]) {
            if !rows.is_empty() {
                writeln!(streams.out)?;
                for line in lines(head, rows) {
                    writeln!(streams.out, " {line}")?;
                }
            }
        }
    }
    let to_put_right = study.diagnostics.iter().any(|told| told.severity == Severity::Error);
    Ok(if to_put_right { Ending::NotYet } else { Ending::Done })
}

fn heading(tracker: &Tracker, title: &str, streams: &mut Streams<'_>) -> Result<()> {
    let bold = Style::new().bold();
    writeln!(streams.out, "{bold}{title}{bold:#}  {}", tracker.source)?;
    Ok(())
}

/// A table as a terminal shows it, without the columns in which nothing stands.
fn lines(head: &[String], rows: &[Vec<String>]) -> Vec<String> {
    let is_used = |at: &usize| rows.iter().any(|row| !row[*at].is_empty());
    let used: Vec<usize> = (0..head.len()).filter(is_used).collect();
    let mut shown = comfy_table::Table::new();
    shown
        .load_style(comfy_table::presets::NOTHING)
        .set_content_arrangement(comfy_table::ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(used.iter().map(|at| &head[*at]));
    for row in rows {
        shown.add_row(used.iter().map(|at| &row[*at]));
    }
    shown.lines().map(|line| line.trim_end().to_owned()).collect()
}

fn lint(study: &Study, streams: &mut Streams<'_>) -> Result<Ending> {
    let mut found = Vec::new();
    let mut without_scores = Vec::new();
    let latest = latest(study);
    for tracker in &latest {
        found.extend(findings(study, tracker, &mut without_scores));
    }
    found.sort_by(order);
    tell::diagnostics(&found, Detail::Full, streams.out)?;
    if found.is_empty() {
        let plans = count(latest.len(), "plan");
        writeln!(streams.out, "nothing is missing in {plans}")?;
    }
    if !without_scores.is_empty() && !streams.quiet {
        let sites = all_of(without_scores.iter().map(String::as_str));
        writeln!(
            streams.err,
            "scores were not looked at for {sites}: name the ratings, too, to see whether what comes \
             first is in the plan and a low score stands behind each step"
        )?;
    }
    let is_clean = found.iter().all(|told| told.severity == Severity::Note);
    Ok(if is_clean { Ending::Done } else { Ending::NotYet })
}

/// The latest tracker of each site.
fn latest(study: &Study) -> Vec<&Tracker> {
    let all = &study.trackers.newest;
    all.iter()
        .enumerate()
        .filter(|(at, it)| all.get(at + 1).is_none_or(|next| next.site != it.site))
        .map(|(_, it)| it)
        .collect()
}

/// What one plan lacks, and what cannot be read in its tracker.
fn findings(study: &Study, tracker: &Tracker, without: &mut Vec<String>) -> Vec<Diagnostic> {
    let Some(vocabulary) = Vocabulary::new(study.language, &study.rulebook) else {
        return Vec::new();
    };
    let plan = study.plans.get(&tracker.site);
    let plan = plan.filter(|plan| plan.school_year == tracker.school_year);
    if plan.is_none() {
        without.push(format!("{} in {}", tracker.site, tracker.school_year));
    }
    let before = study.trackers.before(&tracker.site, tracker.school_year);
    let mut found = lint_of(tracker, Lint { vocabulary: &vocabulary, plan, before });
    let is_here =
        |told: &&Diagnostic| told.place.as_ref().map(Place::source) == Some(&tracker.source);
    found.extend(study.diagnostics.iter().filter(is_here).cloned());
    found
}
