//! Files from disk: inputs, the list of sites, settings and rule packs.

mod names;
mod walk;

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context, Result, bail};
use chrono::NaiveDate;

use super::{
    apart,
    args::{Material, ReportLanguage, years_of_settings},
    trackers::Standing,
};
use crate::{
    diagnostic::{Checked, Diagnostic, Severity},
    ingest::{self, Sheet},
    language::Language,
    model::{Site, SiteId, Source},
    pipeline::{self, Files, Request},
    rulebook::{self, LanguageName, Pack, RuleFile, Rulebook, Settings, names_file},
};
pub(super) use names::source;
use names::{name_of, shown};
use walk::{Found, walk};

/// The endings of workbooks and tables that are read.
const READ: [&str; 8] = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"];
/// The endings of files that people take for such, and that are told about.
const TAKEN_FOR: [&str; 6] = ["pdf", "doc", "docx", "odt", "numbers", "gsheet"];
const SETTINGS: &str = "cqi.toml";
const SITES: &str = "sites.csv";

/// All that a run needs from disk, or the faults of its rules and settings.
pub(super) fn request(material: &Material) -> Result<Result<Request, Vec<Diagnostic>>> {
    request_with(material, &Standing::default())
}

/// The same, with the trackers that stand in the folder to be written.
pub(super) fn request_with(
    material: &Material,
    standing: &Standing,
) -> Result<Result<Request, Vec<Diagnostic>>> {
    let settings_path = beside(&material.inputs, SETTINGS, "settings")?;
    let folder = match &settings_path {
        Some(path) => folder_of(path),
        None => material.inputs.first().map(|path| folder_of(path)).unwrap_or_default(),
    };
    let mut seen = Vec::new();
    let settings = match &settings_path {
        Some(path) => rulebook::settings(&source(path), &whole_text(path)?).collect(&mut seen),
        None => Settings::default(),
    };
    // What is typed is found from where people stand, what a file says from where it lies.
    let (wanted, beside) = match &material.rules[..] {
        [] => (&settings.rules, folder.as_path()),
        _ => (&material.rules, Path::new("")),
    };
    let packs = packs(wanted, beside)?.collect(&mut seen);
    let language = language(material.lang, settings.language);
    // By the threads that read files next: the memory that texts of rules took is then free for these.
    let (rulebook, translated) = rayon::join(
        || rulebook::read_in(&packs, Language::English),
        || (language != Language::English).then(|| rulebook::read_in(&packs, language).value),
    );
    // The same packs have the same faults in every language.
    let rulebook = rulebook.collect(&mut seen);
    if seen.iter().any(|told| told.severity == Severity::Error) {
        return Ok(Err(seen));
    }
    let sites = site_list(material, &settings, &folder)?;
    let Found { files: inputs, told: noticed } = inputs(&material.inputs, &settings.leave_out)?;
    if inputs.is_empty() && noticed.is_empty() {
        bail!("no spreadsheet in {}; what is read ends in {}", shown(&material.inputs), endings());
    }
    let as_of = match (material.as_of, &settings.as_of) {
        (Some(day), _) => day,
        (None, Some(text)) => {
            text.parse().with_context(|| format!("`as_of` in {SETTINGS} is not a date"))?
        }
        (None, None) => today(),
    };
    let years = match (material.years, &settings.years) {
        (Some(years), _) => Some(years),
        (None, Some(text)) => Some(years_of_settings(text).map_err(anyhow::Error::msg)?),
        (None, None) => None,
    };
    let is_no_list =
        |path: &PathBuf| !sites.as_ref().is_some_and(|sites| is_list(path, sites, material));
    // Rules without a tracker could not tell what these are.
    let has_trackers = rulebook.plans.values().any(|plan| plan.tracker.is_some());
    let standing = if has_trackers { standing } else { &Standing::default() };
    let inputs: BTreeSet<PathBuf> =
        inputs.into_iter().filter(is_no_list).chain(standing.to_read()).collect();
    let (disk, inputs, site_list) = Disk::of(inputs.into_iter().collect(), sites);
    let files = Arc::new(disk);
    let ours = standing.ours();
    Ok(Ok(Request {
        inputs,
        site_list,
        files,
        ours,
        noticed,
        rulebook,
        translated,
        language,
        settings,
        as_of,
        years,
    }))
}

/// Files on disk, by the names under which they are told about.
#[derive(Debug)]
struct Disk {
    paths: BTreeMap<Source, PathBuf>,
}

impl Disk {
    /// The files, and the names of the inputs and of the list of sites.
    fn of(inputs: Vec<PathBuf>, sites: Option<PathBuf>) -> (Disk, Vec<Source>, Option<Source>) {
        let names = inputs.iter().map(|path| source(path)).collect();
        let site_list = sites.as_deref().map(source);
        let paths = inputs.into_iter().chain(sites).map(|path| (source(&path), path)).collect();
        (Disk { paths }, names, site_list)
    }
}

impl Files for Disk {
    fn bytes(&self, source: &Source) -> Result<Cow<'_, [u8]>, Box<Diagnostic>> {
        let path = self.paths.get(source).expect("every name in a request is the name of a path");
        let unreadable = |error: io::Error| Box::new(walk::unreadable(source.clone(), &error));
        let file = File::open(path).map_err(unreadable)?;
        let bytes = file.metadata().map_err(unreadable)?.len();
        if let Some(told) = ingest::too_large(source, bytes) {
            return Err(Box::new(told));
        }
        let mut all = Vec::new();
        // No more than it said it has, because what grows under our hands is told of no limit.
        file.take(bytes).read_to_end(&mut all).map_err(unreadable)?;
        Ok(Cow::Owned(all))
    }

    fn sheets(&self, source: &Source, bytes: &[u8]) -> Checked<Vec<Sheet>> {
        ingest::sheets_or_elsewhere(source, bytes, || apart::sheets(source, bytes))
    }
}

/// The sheets of one file.
pub(super) fn sheets(path: &Path) -> Result<Checked<Vec<Sheet>>> {
    if !path.exists() {
        bail!("{} is not there", name_of(path));
    }
    let (disk, ..) = Disk::of(vec![path.to_path_buf()], None);
    let source = source(path);
    Ok(match disk.bytes(&source) {
        Ok(bytes) => disk.sheets(&source, &bytes),
        Err(told) => Checked { value: Vec::new(), diagnostics: vec![*told] },
    })
}

/// The sheets of what came through a pipe.
pub(super) fn sheets_of_input(bytes: &[u8]) -> Checked<Vec<Sheet>> {
    let source = Source::named("standard input");
    ingest::sheets_or_elsewhere(&source, bytes, || apart::sheets(&source, bytes))
}

/// Where the settings lie or would lie, and what they say.
pub(super) fn settings(material: &Material) -> Result<(PathBuf, String)> {
    if let Some(path) = beside(&material.inputs, SETTINGS, "settings")? {
        let text = whole_text(&path)?;
        return Ok((path, text));
    }
    let folder = material.inputs.first().map(|path| folder_of(path)).unwrap_or_default();
    Ok((folder.join(SETTINGS), String::new()))
}

/// The settings in a folder; none where it has no such file.
pub(super) fn settings_in(folder: &Path) -> Result<Checked<Settings>> {
    let path = folder.join(SETTINGS);
    if !path.is_file() {
        return Ok(Checked::clean(Settings::default()));
    }
    Ok(rulebook::settings(&source(&path), &whole_text(&path)?))
}

/// The sites of a list.
pub(super) fn sites(path: &Path, rulebook: &Rulebook) -> Checked<BTreeMap<SiteId, Site>> {
    let (disk, ..) = Disk::of(Vec::new(), Some(path.to_path_buf()));
    pipeline::sites(&source(path), &disk, rulebook)
}

/// The command line wins over the settings.
fn language(asked: Option<ReportLanguage>, settings: Option<LanguageName>) -> Language {
    match (asked, settings) {
        (Some(ReportLanguage::Es), _) | (None, Some(LanguageName::Es)) => Language::Spanish,
        _ => Language::English,
    }
}

/// The rules of packs by id or folder.
pub(super) fn rules(wanted: &[String], beside: &Path) -> Result<Checked<Rulebook>> {
    let mut told = Vec::new();
    let packs = packs(wanted, beside)?.collect(&mut told);
    let rulebook = rulebook::read(&packs).collect(&mut told);
    Ok(Checked { value: rulebook, diagnostics: told })
}

/// The rule packs by id or folder; the packs that ship as default where none is named.
fn packs(wanted: &[String], beside: &Path) -> Result<Checked<Vec<Pack>>> {
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
    Ok(Checked { value: packs, diagnostics: told })
}

/// The pack in a folder.
pub(super) fn pack(folder: &Path) -> Result<Pack> {
    let mut files = Vec::new();
    for path in walk::all(folder)? {
        let name = path.strip_prefix(folder).unwrap_or(&path);
        if path.extension().is_some_and(|ending| ending == "toml") {
            let text = whole_text(&path)?;
            files.push(RuleFile { name: name_of(name).into(), text: text.into() });
        }
    }
    Ok(Pack { origin: name_of(folder).into(), files })
}

/// The worked cases in a folder or file: their names and texts.
pub(super) fn cases(path: &Path) -> Result<Vec<(Source, String)>> {
    let mut cases = Vec::new();
    for path in walk::all(path)? {
        if path.extension().is_some_and(|ending| ending == "md") {
            cases.push((source(&path), whole_text(&path)?));
        }
    }
    Ok(cases)
}

/// What a file holds, of those that we wrote ourselves.
pub(super) fn read(path: &Path) -> Result<Vec<u8>> {
    bytes(path)
}

/// Every file below the inputs that may hold ratings. Files that are named are taken as they are;
/// in folders, those with the ending of a spreadsheet that the settings do not leave out.
fn inputs(named: &[PathBuf], leave_out: &[String]) -> Result<Found> {
    let left_out = |path: &Path| leave_out.iter().any(|name| names_file(name, &name_of(path)));
    let mut all = Found::default();
    for path in named {
        let kind = path.metadata();
        if kind.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::NotFound) {
            bail!("{} is not there", name_of(path));
        }
        match kind {
            Ok(kind) if kind.is_dir() => {
                let found = walk(path, |path| may_hold_ratings(path) && !left_out(path));
                all.files.extend(found.files);
                all.told.extend(found.told);
            }
            Ok(kind) if !kind.is_file() => all.told.push(walk::no_file(source(path))),
            // What keeps us from it is told when its turn comes.
            Ok(_) | Err(_) => all.files.push(path.clone()),
        }
    }
    all.files.sort();
    all.files.dedup();
    Ok(all)
}

fn may_hold_ratings(path: &Path) -> bool {
    is_workbook(path) || TAKEN_FOR.iter().any(|known| ending(path).as_deref() == Some(known))
}

/// Whether the name of a file ends like that of a workbook or table.
pub(super) fn is_workbook(path: &Path) -> bool {
    READ.iter().any(|known| ending(path).as_deref() == Some(known))
}

fn ending(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

/// `.xlsx, .csv or .txt`.
fn endings() -> String {
    let (last, others) = READ.split_last().expect("there are endings");
    format!(".{} or .{last}", others.join(", ."))
}

/// The list of sites: as named, or `sites.csv` beside the files.
fn site_list(material: &Material, settings: &Settings, folder: &Path) -> Result<Option<PathBuf>> {
    let path = match (&material.sites, &settings.sites) {
        (Some(path), _) => Some(path.clone()),
        (None, Some(name)) => Some(folder.join(name)),
        (None, None) => beside(&material.inputs, SITES, "lists of sites (name one with --sites)")?,
    };
    let Some(path) = path else { return Ok(None) };
    if !path.is_file() {
        bail!("the list of sites {} is not there", name_of(&path));
    }
    File::open(&path).with_context(|| format!("cannot read {}", name_of(&path)))?;
    Ok(Some(path))
}

/// Whether a file among the inputs is a list of sites: the one in use, one that holds the same, or
/// one beside the inputs in whose place another was named.
fn is_list(path: &Path, sites: &Path, material: &Material) -> bool {
    let is_named_so = path.file_name().is_some_and(|name| name == SITES);
    let is_beside = || material.inputs.iter().any(|input| folder_of(input).join(SITES) == path);
    let is_same = || matches!((bytes(path), bytes(sites)), (Ok(one), Ok(other)) if one == other);
    path == sites || is_named_so && (is_beside() || is_same())
}

/// A file of this name beside any of the inputs. Several that hold the same are as good as one;
/// which of two is meant nobody can know.
fn beside(inputs: &[PathBuf], name: &str, what: &str) -> Result<Option<PathBuf>> {
    let mut found: Option<(PathBuf, Vec<u8>)> = None;
    for input in inputs {
        let path = folder_of(input).join(name);
        let is_known = found.as_ref().is_some_and(|(known, _)| *known == path);
        if is_known || !path.is_file() {
            continue;
        }
        let bytes = bytes(&path)?;
        match &found {
            None => found = Some((path, bytes)),
            Some((_, known)) if *known == bytes => {}
            Some((known, _)) => bail!(
                "{} and {} are two different {what}; give the folders one at a time",
                name_of(known),
                name_of(&path)
            ),
        }
    }
    Ok(found.map(|(path, _)| path))
}

/// The folder itself, or the one in which a file lies.
fn folder_of(path: &Path) -> PathBuf {
    if path.is_dir() {
        return path.to_path_buf();
    }
    path.parent().map(Path::to_path_buf).unwrap_or_default()
}

#[expect(clippy::disallowed_methods, reason = "this is the door to the file system")]
fn bytes(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", name_of(path)))
}

fn whole_text(path: &Path) -> Result<String> {
    let text = String::from_utf8(bytes(path)?);
    text.with_context(|| format!("{} is not text in UTF-8", name_of(path)))
}

/// The only look at the clock.
pub(super) fn today() -> NaiveDate {
    chrono::Local::now().date_naive()
}
