//! `cqi check`: what was noticed in the files, and nothing written.

use anyhow::Result;

use super::{
    Ending, Streams,
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
    let told = match files::request(&arguments.material)? {
        Err(faults) => faults,
        Ok(request) => {
            let files = count(request.inputs.len(), "file");
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
