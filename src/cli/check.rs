//! `cqi check`: what was noticed in the files, which stay as they are.

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
    pipeline, render,
};

pub(super) fn check(arguments: &CheckArguments, streams: &mut Streams<'_>) -> Result<Ending> {
    set_threads(&arguments.material)?;
    let copies = annotate::Folder::wanted(arguments)?;
    let mut originals = Vec::new();
    let told = match files::request(&arguments.material)? {
        Err(faults) => faults,
        Ok(request) => {
            let files = count(request.inputs.len(), "file");
            if copies.is_some() {
                originals = annotate::originals(&request);
            }
            let wheel = progress(streams, &format!("reading {files}"));
            let study = pipeline::run(request);
            wheel.finish_and_clear();
            if arguments.format == CheckFormat::Text && !streams.quiet {
                let ratings = count(study.observations.rows.len(), "rating cell");
                writeln!(streams.out, "read {files}: {ratings}")?;
            }
            study.diagnostics
        }
    };
    tell(&told, arguments, streams)?;
    if let Some(copies) = copies {
        let out = match arguments.format {
            CheckFormat::Text => &mut *streams.out,
            CheckFormat::Json => &mut *streams.err,
        };
        copies.write(&originals, &told, arguments, (!streams.quiet).then_some(out))?;
    }
    let to_put_right = told.iter().any(|told| told.severity == Severity::Error);
    Ok(if to_put_right { Ending::NotYet } else { Ending::Done })
}

fn tell(told: &[Diagnostic], arguments: &CheckArguments, streams: &mut Streams<'_>) -> Result<()> {
    match arguments.format {
        CheckFormat::Json => {
            serde_json::to_writer_pretty(&mut *streams.out, &render::diagnostics_json(told))?;
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
