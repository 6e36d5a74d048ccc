//! `cqi check --write-mapping`: how the files were read, into the settings beside them.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use anyhow::{Context, Result};

use crate::{
    cli::{Streams, args::Material, files, output},
    diagnostic::count,
    model::{Observation, Source},
    pipeline::{self, Reading, Request},
    rulebook::{self, Proposal, Seen},
};

/// Adds what the settings do not say yet, and says so where it does not mix with what is found.
///
/// The files are read once more by the new settings, and what comes out otherwise then is written
/// as a comment.
pub(super) fn write(
    reading: &Reading,
    request: &Request,
    material: &Material,
    streams: &mut Streams<'_>,
) -> Result<()> {
    let (path, settings) = files::settings(material)?;
    let folder = path.parent().unwrap_or(Path::new("")).to_string_lossy().into_owned();
    let propose = |otherwise: &BTreeSet<Source>| {
        let seen = Seen {
            recognitions: &reading.observations.recognitions,
            folder: &folder,
            otherwise,
            rulebook: &request.rulebook,
        };
        rulebook::with_mappings(&settings, seen)
            .with_context(|| format!("cannot add to {}", path.display()))
    };
    let mut proposal = propose(&BTreeSet::new())?;
    if 0 < proposal.mappings {
        let otherwise = read_otherwise(reading, request, &proposal.text);
        if !otherwise.is_empty() {
            proposal = propose(&otherwise)?;
        }
    }
    if proposal.text != settings {
        output::replace(&path, proposal.text.as_bytes())?;
    }
    tell(&proposal, &path, streams)
}

/// The files whose ratings come out otherwise by other settings.
fn read_otherwise(reading: &Reading, request: &Request, settings: &str) -> BTreeSet<Source> {
    let settings = rulebook::settings(&Source::named(""), settings).value;
    let other = pipeline::read(&Request { settings, ..request.clone() });
    let by_mapping = by_file(&other.observations.rows);
    let by_itself = by_file(&reading.observations.rows);
    let files = by_itself.keys().chain(by_mapping.keys());
    let differ = files.filter(|file| by_itself.get(*file) != by_mapping.get(*file));
    differ.map(|file| (*file).clone()).collect()
}

fn by_file(rows: &[Observation]) -> BTreeMap<&Source, Vec<&Observation>> {
    let mut files: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for row in rows {
        files.entry(&row.form.file).or_default().push(row);
    }
    files
}

fn tell(proposal: &Proposal, path: &Path, streams: &mut Streams<'_>) -> Result<()> {
    let Proposal { mappings, to_choose, .. } = *proposal;
    let path = path.display();
    if mappings == 0 && to_choose == 0 {
        writeln!(streams.err, "there is nothing to add to {path}; nothing in it was changed")?;
        return Ok(());
    }
    if 0 < mappings {
        writeln!(streams.err, "wrote {} to {path}", count(mappings, "mapping"))?;
    }
    if 0 < to_choose {
        let mappings = count(to_choose, "mapping");
        writeln!(streams.err, "wrote {mappings} to {path} as a comment, for you to choose")?;
    }
    writeln!(streams.err, "look it over, put right what is wrong, and run `cqi check` again")?;
    Ok(())
}
