//! Files from disk: inputs, the list of sites, settings and rule packs.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;
use walkdir::WalkDir;

use super::args::{Material, years_of_settings};
use crate::{
    diagnostic::{Checked, Diagnostic, Severity},
    model::Source,
    pipeline::{Input, Request},
    rulebook::{self, Pack, RuleFile, Rulebook, Settings, names_file},
};

/// The endings of files that may hold ratings, and of those that people take for such files.
const ENDINGS: [&str; 14] = [
    "xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt", "pdf", "doc", "docx", "odt",
    "numbers", "gsheet",
];
const SETTINGS: &str = "cqi.toml";
const SITES: &str = "sites.csv";

/// All that a run needs from disk, or the faults of its rules and settings.
pub(super) fn request(material: &Material) -> Result<Result<Request, Vec<Diagnostic>>> {
    let folder = folder_of(&material.inputs);
    let settings_path = folder.join(SETTINGS);
    let mut seen = Vec::new();
    let settings = match text_of(&settings_path)? {
        Some(text) => rulebook::settings(&source(&settings_path), &text).collect(&mut seen),
        None => Settings::default(),
    };
    // What is typed is found from where people stand, what a file says from where it lies.
    let (wanted, beside) = match &material.rules[..] {
        [] => (&settings.rules, folder.as_path()),
        _ => (&material.rules, Path::new("")),
    };
    let rulebook = rules(wanted, beside)?.collect(&mut seen);
    if seen.iter().any(|told| told.severity == Severity::Error) {
        return Ok(Err(seen));
    }
    let sites = site_list(material, &settings, &folder)?;
    let inputs = inputs(&material.inputs, sites.as_deref(), &settings.leave_out)?;
    if inputs.is_empty() {
        bail!("no spreadsheet in {}", shown(&material.inputs));
    }
    let as_of = match (material.as_of, &settings.as_of) {
        (Some(day), _) => day,
        (None, Some(text)) => text
            .parse()
            .with_context(|| format!("`as_of` in {} is not a date", settings_path.display()))?,
        (None, None) => today(),
    };
    let years = match (material.years, &settings.years) {
        (Some(years), _) => Some(years),
        (None, Some(text)) => Some(years_of_settings(text).map_err(anyhow::Error::msg)?),
        (None, None) => None,
    };
    let site_list = sites.map(|path| read(&path)).transpose()?;
    Ok(Ok(Request { inputs, site_list, rulebook, settings, as_of, years }))
}

/// The rule packs by id or folder; the packs that ship as default where none is named.
pub(super) fn rules(wanted: &[String], beside: &Path) -> Result<Checked<Rulebook>> {
    let mut packs = Vec::new();
    let mut names = Vec::new();
    for name in wanted {
        let folder = beside.join(name);
        if folder.is_dir() {
            let pack = pack(&folder)?;
            names.push(pack.origin.to_string());
            packs.push(pack);
        } else {
            names.push(name.clone());
        }
    }
    packs.extend(rulebook::shipped());
    let ids: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut told = Vec::new();
    let packs = rulebook::selected(&packs, &ids).collect(&mut told);
    let rulebook = rulebook::read(&packs).collect(&mut told);
    Ok(Checked { value: rulebook, diagnostics: told })
}

/// The pack in a folder.
pub(super) fn pack(folder: &Path) -> Result<Pack> {
    let mut files = Vec::new();
    for path in walk(folder)? {
        let name = path.strip_prefix(folder).unwrap_or(&path);
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = text_of(&path)?.unwrap_or_default();
            files.push(RuleFile { name: name_of(name).into(), text: text.into() });
        }
    }
    Ok(Pack { origin: name_of(folder).into(), files })
}

/// The worked cases in a folder or file: their names and texts.
pub(super) fn cases(path: &Path) -> Result<Vec<(Source, String)>> {
    let mut cases = Vec::new();
    for path in walk(path)? {
        if path.extension().is_some_and(|ending| ending == "md") {
            cases.push((source(&path), text_of(&path)?.unwrap_or_default()));
        }
    }
    Ok(cases)
}

/// A file and what it holds.
pub(super) fn read(path: &Path) -> Result<Input> {
    Ok(Input { source: source(path), bytes: bytes(path)? })
}

/// Every file below the inputs that may hold ratings. Files that are named are taken as they are;
/// in folders, those with the ending of a spreadsheet that the settings do not leave out.
fn inputs(named: &[PathBuf], sites: Option<&Path>, leave_out: &[String]) -> Result<Vec<Input>> {
    let left_out = |path: &Path| leave_out.iter().any(|name| names_file(name, &name_of(path)));
    let wanted = |path: &PathBuf| may_hold_ratings(path) && !left_out(path);
    let mut paths = Vec::new();
    for path in named {
        if path.is_dir() {
            paths.extend(walk(path)?.into_iter().filter(wanted));
        } else {
            paths.push(path.clone());
        }
    }
    paths.sort();
    paths.dedup();
    let is_site_list = |path: &Path| sites == Some(path);
    paths.iter().filter(|path| !is_site_list(path)).map(|path| read(path)).collect()
}

fn may_hold_ratings(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// The list of sites: as named, or `sites.csv` beside the files.
fn site_list(material: &Material, settings: &Settings, folder: &Path) -> Result<Option<PathBuf>> {
    if let Some(path) = &material.sites {
        return Ok(Some(path.clone()));
    }
    if let Some(name) = &settings.sites {
        let path = folder.join(name);
        if !path.is_file() {
            bail!("the list of sites {} is not there", path.display());
        }
        return Ok(Some(path));
    }
    let path = folder.join(SITES);
    Ok(path.is_file().then_some(path))
}

/// The folder in which settings and the list of sites are looked for: the first input, or where it
/// lies.
fn folder_of(inputs: &[PathBuf]) -> PathBuf {
    match inputs.first() {
        Some(path) if path.is_dir() => path.clone(),
        Some(path) => path.parent().map(Path::to_path_buf).unwrap_or_default(),
        None => PathBuf::new(),
    }
}

/// Every file below a folder, in the order of their names; links are not followed.
fn walk(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read {}", folder.display()))?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn source(path: &Path) -> Source {
    Source::named(&name_of(path))
}

/// A path as people write it, with `/` on every system.
fn name_of(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

fn shown(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| name_of(path)).collect();
    names.join(", ")
}

#[expect(clippy::disallowed_methods, reason = "this is the door to the file system")]
fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The text of a file; none where there is no such file.
fn text_of(path: &Path) -> Result<Option<String>> {
    if !path.is_file() {
        return Ok(None);
    }
    let text = String::from_utf8(bytes(path)?);
    text.map(Some).with_context(|| format!("{} is not text in UTF-8", path.display()))
}

/// The only look at the clock.
fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}
