//! `cqi template`: a blank workbook for an instrument.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use super::{
    Ending, Streams,
    args::{TemplateArguments, TemplateLayout},
    files,
    output::{self, Existing},
    tell::{self, Detail},
};
use crate::{
    diagnostic::{Diagnostic, Severity, all_of, count, nearest},
    model::{SchoolYear, Site, SiteId},
    render,
    rulebook::{self, Rulebook, kind::Instrument},
    template::{self, Layout, Wishes},
};

pub(super) fn template(arguments: &TemplateArguments, streams: &mut Streams<'_>) -> Result<Ending> {
    let mut told = Vec::new();
    let rulebook = rules(arguments, &mut told)?;
    if told.iter().any(|told| told.severity == Severity::Error) {
        tell::diagnostics(&told, Detail::Full, streams.err)?;
        bail!("the rules have to be put right first");
    }
    let Some(name) = &arguments.instrument else {
        list(&rulebook, arguments, streams)?;
        return Ok(Ending::Done);
    };
    let Some(instrument) = find(&rulebook, name) else {
        bail!("{}", unknown(name, &rulebook, arguments)?);
    };
    let path = path(arguments, instrument)?;
    let sites = sites(arguments, &rulebook, streams)?;
    let Some(around) = arguments.year.or_else(|| SchoolYear::of(files::today())) else {
        bail!(
            "the clock of this machine shows no day of our time: give the school year with --year"
        );
    };
    let layout = arguments.layout.map(|layout| match layout {
        TemplateLayout::Form => Layout::Form,
        TemplateLayout::Rows => Layout::Rows,
    });
    let wishes = Wishes { sites: &sites, year: arguments.year, around, layout };
    let made = template::template(&rulebook, instrument, &wishes);
    let existing = if arguments.force { Existing::Replace } else { Existing::Keep };
    output::write_file(&path, &render::workbook(&made), existing)?;
    if !streams.quiet {
        writeln!(streams.out, "wrote {}{}", path.display(), with_sites(&sites))?;
        writeln!(streams.out, "{}", next_step(arguments))?;
    }
    if made.unnamed.is_empty() {
        return Ok(Ending::Done);
    }
    writeln!(
        streams.err,
        "the rules have no heading for {}: add it to a file with `kind = \"words\"`, or say in a \
         mapping of `cqi.toml` how to read the filled-in form",
        all_of(made.unnamed.iter().copied())
    )?;
    Ok(Ending::NotYet)
}

/// The rules that are named, or those of `cqi.toml` here, or those that ship.
fn rules(arguments: &TemplateArguments, told: &mut Vec<Diagnostic>) -> Result<Rulebook> {
    let here = Path::new("");
    let wanted = if arguments.rules.is_empty() {
        files::settings_in(here)?.collect(told).rules
    } else {
        arguments.rules.clone()
    };
    Ok(files::rules(&wanted, here)?.collect(told))
}

/// The instrument of this id or name.
fn find<'a>(rulebook: &'a Rulebook, name: &str) -> Option<&'a Instrument> {
    let plain = |text: &str| text.trim().to_lowercase();
    let is_called = |instrument: &&Instrument| {
        let about = [&instrument.about.title, &instrument.short_name];
        about.into_iter().chain(&instrument.aliases).any(|called| plain(called) == plain(name))
    };
    rulebook.instruments.get(name).or_else(|| rulebook.instruments.values().find(is_called))
}

fn list(
    rulebook: &Rulebook,
    arguments: &TemplateArguments,
    streams: &mut Streams<'_>,
) -> Result<()> {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_header(["instrument", "items", "title"]);
    for (id, instrument) in &rulebook.instruments {
        let items = instrument.item.len().to_string();
        table.add_row([id.as_str(), &items, &instrument.about.title]);
    }
    for line in table.lines() {
        writeln!(streams.out, "{}", line.trim_end())?;
    }
    for (pack, others) in elsewhere(rulebook, arguments)? {
        let ids: Vec<&str> = others.instruments.keys().map(String::as_str).collect();
        writeln!(streams.out, "\nwith --rules {pack}: {}", ids.join(", "))?;
    }
    Ok(())
}

/// The packs that ship with instruments beyond those of the rules in use, each with what it adds.
fn elsewhere(
    rulebook: &Rulebook,
    arguments: &TemplateArguments,
) -> Result<Vec<(String, Rulebook)>> {
    if !arguments.rules.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = Vec::new();
    for pack in rulebook::shipped() {
        let id = pack.origin.rsplit('/').next().unwrap_or_default().to_owned();
        let mut other = files::rules(std::slice::from_ref(&id), Path::new(""))?.value;
        other.instruments.retain(|id, _| !rulebook.instruments.contains_key(id));
        if !other.instruments.is_empty() {
            found.push((id, other));
        }
    }
    Ok(found)
}

fn unknown(name: &str, rulebook: &Rulebook, arguments: &TemplateArguments) -> Result<String> {
    let elsewhere = elsewhere(rulebook, arguments)?;
    if let Some((pack, _)) = elsewhere.iter().find(|(_, other)| find(other, name).is_some()) {
        return Ok(format!("`{name}` is in the pack `{pack}`: add --rules {pack}"));
    }
    let instruments = || rulebook.instruments.values();
    let names = instruments().flat_map(|it| [&it.about.id, &it.short_name, &it.about.title]);
    let known: Vec<String> =
        instruments().map(|it| format!("\n  {}  {}", it.about.id, it.about.title)).collect();
    let said = match nearest(name, names.map(String::as_str)) {
        Some(near) => format!("no instrument is called `{name}`: did you mean `{near}`?"),
        None => format!("no instrument is called `{name}`"),
    };
    Ok(format!("{said}\nthere are{}", known.concat()))
}

/// Where to write: a workbook of Excel, which other programs open too.
fn path(arguments: &TemplateArguments, instrument: &Instrument) -> Result<PathBuf> {
    let name = format!("{}.xlsx", output::plain_name(&instrument.about.id));
    let path = match &arguments.out {
        None => PathBuf::from(name),
        Some(folder) if folder.is_dir() => folder.join(name),
        Some(path) => path.clone(),
    };
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    if ending.as_deref() != Some("xlsx") {
        bail!(
            "a template is an Excel workbook: name it {}, then save it in any other format",
            path.with_extension("xlsx").display()
        );
    }
    if path.exists() && !arguments.force {
        bail!(
            "{} is there already: name another file with --out, or replace it with --force",
            path.display()
        );
    }
    Ok(path)
}

/// The sites of the list. None without one.
fn sites(
    arguments: &TemplateArguments,
    rulebook: &Rulebook,
    streams: &mut Streams<'_>,
) -> Result<BTreeMap<SiteId, Site>> {
    let Some(path) = &arguments.sites else { return Ok(BTreeMap::new()) };
    let checked = files::sites(path, rulebook);
    tell::some(&checked.diagnostics, streams.err)?;
    if checked.value.is_empty() {
        bail!("there is no site in {}", path.display());
    }
    Ok(checked.value)
}

fn with_sites(sites: &BTreeMap<SiteId, Site>) -> String {
    match sites.len() {
        0 => String::new(),
        1 => ", for one site".to_owned(),
        many => format!(", with {} to pick from", count(many, "site")),
    }
}

fn next_step(arguments: &TemplateArguments) -> String {
    let rules: Vec<String> =
        arguments.rules.iter().map(|pack| format!(" --rules {pack}")).collect();
    format!("next: fill it in, put it in a folder, and `cqi run FOLDER{}`", rules.concat())
}
