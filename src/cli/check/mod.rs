//! `cqi check`: what the files were taken for and what was noticed in them.

mod columns;
mod lines;
mod mapping;
mod recognised;

pub(super) use lines::wrapped;

use anstyle::Style;
use anyhow::Result;

use super::{
    Ending, Streams, annotate,
    args::{CheckArguments, CheckFormat},
    files,
    run::{progress, set_threads},
    tell::{self, Detail},
};
use crate::{
    diagnostic::{Diagnostic, Severity, count},
    model::Recognition,
    pipeline::{self, Reading},
    render,
};

pub(super) fn check(arguments: &CheckArguments, streams: &mut Streams<'_>) -> Result<Ending> {
    set_threads(&arguments.material)?;
    let copies = annotate::Folder::wanted(arguments)?;
    let mut originals = None;
    let told = match files::request(&arguments.material)? {
        Err(faults) => {
            tell(&[], &faults, arguments, streams)?;
            faults
        }
        Ok(request) => {
            let files = count(request.inputs.len(), "file");
            originals = Some(annotate::Originals::of(&request));
            let wheel = progress(streams, &format!("reading {files}"));
            let reading = pipeline::read(&request);
            wheel.finish_and_clear();
            if arguments.format == CheckFormat::Text && !streams.quiet {
                show(&reading, &files, arguments, streams)?;
            }
            tell(&reading.observations.recognitions, &reading.diagnostics, arguments, streams)?;
            if arguments.write_mapping {
                mapping::write(&reading, &request, &arguments.material, streams)?;
            }
            reading.diagnostics
        }
    };
    if let (Some(copies), Some(originals)) = (copies, originals) {
        let out = match arguments.format {
            CheckFormat::Text => &mut *streams.out,
            CheckFormat::Json | CheckFormat::Sarif => &mut *streams.err,
        };
        copies.write(&originals, &told, arguments, (!streams.quiet).then_some(out))?;
    }
    let to_put_right = told.iter().any(|told| told.severity == Severity::Error);
    Ok(if to_put_right { Ending::NotYet } else { Ending::Done })
}

/// What each sheet was taken for.
fn show(
    reading: &Reading,
    files: &str,
    arguments: &CheckArguments,
    streams: &mut Streams<'_>,
) -> Result<()> {
    let ratings = count(reading.observations.rows.len(), "rating cell");
    writeln!(streams.out, "read {files}: {ratings}\n")?;
    let detail = if arguments.columns { lines::Detail::Full } else { lines::Detail::Folded };
    let observations = &reading.observations;
    let bold = Style::new().bold();
    for (name, block) in recognised::blocks(&observations.recognitions, &observations.sites, detail)
    {
        writeln!(streams.out, "{bold}{name}{bold:#}")?;
        for line in block {
            writeln!(streams.out, "{line}")?;
        }
        writeln!(streams.out)?;
    }
    Ok(())
}

fn tell(
    recognitions: &[Recognition],
    told: &[Diagnostic],
    arguments: &CheckArguments,
    streams: &mut Streams<'_>,
) -> Result<()> {
    match arguments.format {
        CheckFormat::Json => {
            let json = render::check_json(recognitions, told);
            serde_json::to_writer_pretty(&mut *streams.out, &json)?;
            writeln!(streams.out)?;
        }
        CheckFormat::Sarif => {
            serde_json::to_writer_pretty(&mut *streams.out, &render::sarif(told))?;
            writeln!(streams.out)?;
        }
        CheckFormat::Text => {
            let detail = if arguments.notes { Detail::Full } else { Detail::Summary };
            tell::diagnostics(told, detail, streams.out)?;
            if told.is_empty() {
                writeln!(streams.out, "nothing to put right")?;
            }
        }
    }
    Ok(())
}
