//! `cqi rules`: what rule packs there are, what they say, and whether they are sound.

use std::path::Path;

use anyhow::{Result, bail};

use super::{
    Ending, Streams,
    args::RulesCommand,
    files,
    tell::{self, Detail},
};
use crate::{
    casebook,
    diagnostic::{Checked, Severity, count, nearest},
    rulebook::{self, Pack, Row, Rulebook},
};

pub(super) fn rules(command: RulesCommand, streams: &mut Streams<'_>) -> Result<Ending> {
    match command {
        RulesCommand::List { pack } => list(pack.as_deref(), streams),
        RulesCommand::Show { id, rules } => show(&id, rules.as_deref(), streams),
        RulesCommand::Check { packs } => check(&packs, streams),
        RulesCommand::Test { path, rules } => {
            let packs = rules.iter().map(|folder| files::pack(folder)).collect::<Result<Vec<_>>>();
            test(path.as_deref(), packs?, streams)
        }
        RulesCommand::Schema { kind } => schema(&kind, streams),
    }
}

fn read(pack: Option<&str>) -> Result<Checked<Rulebook>> {
    let named: Vec<String> = pack.into_iter().map(str::to_owned).collect();
    files::rules(&named, Path::new(""))
}

fn list(pack: Option<&str>, streams: &mut Streams<'_>) -> Result<Ending> {
    let rulebook = read(pack)?.value;
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_header(["kind", "id", "version", "status", "title"]);
    for row in rulebook::list(&rulebook) {
        let Row { kind, id, title, version, status } = row;
        table.add_row([kind, &id, &version, &status, &title]);
    }
    for line in table.lines() {
        writeln!(streams.out, "{}", line.trim_end())?;
    }
    Ok(Ending::Done)
}

fn show(id: &str, pack: Option<&str>, streams: &mut Streams<'_>) -> Result<Ending> {
    let rulebook = read(pack)?.value;
    if let Some(text) = rulebook::show(&rulebook, id) {
        writeln!(streams.out, "{text}")?;
        return Ok(Ending::Done);
    }
    let rows = rulebook::list(&rulebook);
    match nearest(id, rows.iter().map(|row| row.id.as_str())) {
        Some(near) => bail!("no rule file is called `{id}`: did you mean `{near}`?"),
        None => bail!("no rule file is called `{id}`: see `cqi rules list`"),
    }
}

fn check(packs: &[String], streams: &mut Streams<'_>) -> Result<Ending> {
    let checked = files::rules(packs, Path::new(""))?;
    tell::diagnostics(&checked.diagnostics, Detail::Full, streams.out)?;
    let faulty = checked.diagnostics.iter().any(|told| told.severity == Severity::Error);
    if faulty {
        return Ok(Ending::NotYet);
    }
    let files = rulebook::list(&checked.value).len();
    let packs: Vec<String> = checked.value.packs.iter().map(|pack| pack.id.clone()).collect();
    writeln!(streams.out, "{} in {} fit together", count(files, "rule file"), packs.join(", "))?;
    Ok(Ending::Done)
}

fn test(path: Option<&Path>, packs: Vec<Pack>, streams: &mut Streams<'_>) -> Result<Ending> {
    let cases = match path {
        Some(path) => files::cases(path)?,
        None => rulebook::shipped_cases(),
    };
    if cases.is_empty() {
        bail!("no worked case here: cases are Markdown files with tables of ratings and scores");
    }
    let mut all_packs = packs;
    all_packs.extend(rulebook::shipped());
    let mut told = Vec::new();
    let mut right = 0;
    for (source, text) in &cases {
        let found = casebook::run(source, text, &all_packs);
        right += usize::from(found.is_empty());
        told.extend(found);
    }
    tell::diagnostics(&told, Detail::Full, streams.out)?;
    writeln!(streams.out, "{right} of {} come out as written", count(cases.len(), "worked case"))?;
    Ok(if told.is_empty() { Ending::Done } else { Ending::NotYet })
}

fn schema(kind: &str, streams: &mut Streams<'_>) -> Result<Ending> {
    let Some(schema) = rulebook::schema(kind) else {
        bail!("no kind of rule file is called `{kind}`; there are {}", rulebook::KINDS.join(", "));
    };
    serde_json::to_writer_pretty(&mut *streams.out, &schema)?;
    writeln!(streams.out)?;
    Ok(Ending::Done)
}
