//! From the columns of a file to a question, and its answer.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Result, anyhow};
use clap::Subcommand;
use serde::Serialize;

use super::{
    super::{Streams, files, tell},
    arguments::{By, Compare, Method, OverTime, Pool, Promise, TableFile},
    cells::{Kind, Reader, Time},
    columns::{self, Rows, Wanted},
    standard_input,
};
use crate::{
    calculator::table::{
        self, Adjustment, Group, Known, Moment, Rating, Series, Table, Unit, Visit,
    },
    ingest::Sheet,
};

/// A table, and how it is shown.
#[derive(Serialize, Debug)]
pub(super) struct Answer {
    pub(super) method: &'static str,
    #[serde(flatten)]
    pub(super) table: Table,
    /// What rows were left out, and why.
    pub(super) left_out: Option<String>,
    /// The heading of what rows are of.
    #[serde(skip)]
    pub(super) of: String,
    /// What the two ends of a row are.
    #[serde(skip)]
    pub(super) interval: &'static str,
}

/// The methods of files, each with one line about it.
pub(super) fn methods() -> Vec<(String, String)> {
    let command = Method::augment_subcommands(clap::Command::new("stats"));
    let about = |method: &clap::Command| {
        let about = method.get_about().map(ToString::to_string).unwrap_or_default();
        (method.get_name().to_owned(), about)
    };
    command.get_subcommands().filter(|method| method.get_name() != "list").map(about).collect()
}

/// The answer; none where the file cannot be read, which is told.
pub(super) fn ask(method: &Method, streams: &mut Streams<'_>) -> Result<Option<Answer>> {
    let Some((file, wanted)) = wanted(method) else { return Ok(None) };
    let Some(sheets) = sheets(file, streams)? else { return Ok(None) };
    let rows = columns::open(&sheets, file.sheet.as_deref(), &wanted)?;
    let mut reader = Reader::of(&rows);
    let (name, table) = match method {
        Method::List => return Ok(None),
        Method::Agreement { subject, scale, .. } => {
            let levels = scale.as_ref().map_or(&[][..], |scale| &scale.0);
            ("agreement", table::agreement(&ratings(&mut reader, subject.len()), levels))
        }
        Method::Trend { over } => {
            let (series, unit) = series(&mut reader, over);
            ("trend", table::trend(&series, unit))
        }
        Method::RunChart { over } => ("run-chart", table::run_chart(&series(&mut reader, over).0)),
        Method::Xmr { over } => ("xmr", table::xmr(&series(&mut reader, over).0)),
        Method::Mean { by, .. } => ("mean", table::mean(&grouped(&mut reader, by, Kind::Number))),
        Method::Proportion { by, at_least, .. } => {
            ("proportion", proportion(&mut reader, by, *at_least))
        }
        Method::Compare(compare) => ("compare", compared(&mut reader, compare)),
        Method::Pool(pool) if pool.estimate.is_some() => {
            ("pool", table::pool_known(&known(&mut reader)))
        }
        Method::Pool(_) => ("pool", table::pool(&groups(&mut reader))),
        Method::Growth { .. } => ("growth", table::growth(&visits(&mut reader))),
        Method::Funnel { target, .. } => ("funnel", table::funnel(&groups(&mut reader), *target)),
        Method::Adjust { name, promise, .. } => {
            ("adjust", adjusted(&mut reader, name.is_some(), *promise))
        }
    };
    let table = table.map_err(|trouble| anyhow!(trouble))?;
    let interval = if name == "funnel" { "95% limits" } else { "95% interval" };
    let of = heading_of_groups(method, &rows);
    Ok(Some(Answer { method: name, table, left_out: reader.told(), of, interval }))
}

/// What the first column of a table with several groups is called.
fn heading_of_groups(method: &Method, rows: &Rows) -> String {
    match method {
        Method::Adjust { name: None, .. } => "row".to_owned(),
        Method::Adjust { .. } => rows.headings.last().cloned().unwrap_or_default(),
        _ => rows.headings.first().cloned().unwrap_or_default(),
    }
}

/// The file, and the columns in the order in which they are read: names first.
fn wanted(method: &Method) -> Option<(&TableFile, Vec<Wanted<'_>>)> {
    let one = |option, heading| Wanted { option, heading };
    Some(match method {
        Method::List => return None,
        Method::Agreement { file, subject, rater, value, .. } => {
            let mut columns: Vec<Wanted<'_>> =
                subject.iter().map(|subject| one("--subject", subject)).collect();
            columns.extend([one("--rater", rater), one("--value", &value.value)]);
            (file, columns)
        }
        Method::Trend { over } | Method::RunChart { over } | Method::Xmr { over } => {
            let mut columns = by_if_any(&over.by);
            columns.extend([one("--time", &over.time), one("--value", &over.value.value)]);
            (&over.file, columns)
        }
        Method::Mean { file, value, by } | Method::Proportion { file, value, by, .. } => {
            let mut columns = by_if_any(by);
            columns.push(one("--value", &value.value));
            (file, columns)
        }
        Method::Compare(compare) => (&compare.file, wanted_to_compare(compare)),
        Method::Pool(Pool { file, site, value, estimate, se }) => {
            let mut columns = vec![one("--site", &site.site)];
            match (estimate, se) {
                (Some(estimate), Some(se)) => {
                    columns.extend([one("--estimate", estimate), one("--se", se)]);
                }
                _ => columns.push(one("--value", &value.value)),
            }
            (file, columns)
        }
        Method::Growth { file, site, year, value } => {
            let columns =
                [one("--site", &site.site), one("--year", year), one("--value", &value.value)];
            (file, columns.to_vec())
        }
        Method::Funnel { file, site, value, .. } => {
            (file, vec![one("--site", &site.site), one("--value", &value.value)])
        }
        Method::Adjust { file, p, name, .. } => {
            let mut columns = vec![one("--p", p)];
            columns.extend(name.iter().map(|name| one("--name", name)));
            (file, columns)
        }
    })
}

fn by_if_any(by: &By) -> Vec<Wanted<'_>> {
    by.by.iter().map(|heading| Wanted { option: "--by", heading }).collect()
}

fn wanted_to_compare(compare: &Compare) -> Vec<Wanted<'_>> {
    let one = |option, heading| Wanted { option, heading };
    if let (Some(before), Some(after)) = (&compare.before, &compare.after) {
        return vec![one("--before", before), one("--after", after)];
    }
    let mut columns = vec![one("--group", compare.group.as_str())];
    columns.push(one("--value", &compare.value.value));
    columns.extend(compare.block.iter().map(|block| one("--block", block)));
    columns
}

/// The sheets of the file, or of standard input.
fn sheets(file: &TableFile, streams: &mut Streams<'_>) -> Result<Option<Vec<Sheet>>> {
    let checked = match &file.file {
        Some(path) if path != Path::new("-") => files::sheets(path)?,
        _ => files::sheets_of_input(&standard_input()?),
    };
    tell::some(&checked.diagnostics, streams.err)?;
    Ok(Some(checked.value).filter(|sheets| !sheets.is_empty()))
}

fn ratings(reader: &mut Reader<'_>, subjects: usize) -> Vec<Rating> {
    reader.each(|cells| {
        let (subject, rater) = (cells.names(0..subjects), cells.name(subjects));
        let value = cells.number(subjects + 1);
        Some(Rating { subject: subject?, rater: rater?, value: value?, row: cells.row() })
    })
}

/// Values by name, in the order in which the file names them first.
fn gathered<T>(named: Vec<(String, T)>) -> Vec<(String, Vec<T>)> {
    let mut places = BTreeMap::new();
    let mut groups: Vec<(String, Vec<T>)> = Vec::new();
    for (name, value) in named {
        let place = *places.entry(name.clone()).or_insert(groups.len());
        if place == groups.len() {
            groups.push((name, Vec::new()));
        }
        groups[place].1.push(value);
    }
    groups
}

fn as_groups(named: Vec<(String, f64)>) -> Vec<Group> {
    gathered(named).into_iter().map(|(name, values)| Group { name, values }).collect()
}

/// A name and a value in each row.
fn groups(reader: &mut Reader<'_>) -> Vec<Group> {
    as_groups(reader.each(|cells| {
        let (name, value) = (cells.name(0), cells.number(1));
        Some((name?, value?))
    }))
}

/// The values of all rows, or of each group where one is asked for.
fn grouped(reader: &mut Reader<'_>, by: &By, kind: Kind) -> Vec<Group> {
    let named = usize::from(by.by.is_some());
    as_groups(reader.each(|cells| {
        let name = if named == 1 { cells.name(0) } else { Some(String::new()) };
        let value = cells.value(named, kind);
        Some((name?, value?))
    }))
}

fn series(reader: &mut Reader<'_>, over: &OverTime) -> (Vec<Series>, Unit) {
    let named = usize::from(over.by.by.is_some());
    let rows = reader.each(|cells| {
        let name = if named == 1 { cells.name(0) } else { Some(String::new()) };
        let (time, value) = (cells.time(named), cells.number(named + 1));
        Some((name?, (time?, value?)))
    });
    let are_years = rows.iter().all(|(_, (time, _))| time.is_year);
    let moment = |(Time { number, label, .. }, value)| Moment { time: number, label, value };
    let series = gathered(rows)
        .into_iter()
        .map(|(name, moments)| Series { name, moments: moments.into_iter().map(moment).collect() });
    (series.collect(), if are_years { Unit::Year } else { Unit::Step })
}

fn proportion(reader: &mut Reader<'_>, by: &By, at_least: Option<f64>) -> Result<Table, String> {
    if let Some(level) = at_least {
        let groups = grouped(reader, by, Kind::Number);
        return table::proportion(&groups, |value| level <= value, &format!("{level} or more"));
    }
    table::proportion(&grouped(reader, by, Kind::Answer), |value| 0.5 < value, "yes")
}

fn compared(reader: &mut Reader<'_>, compare: &Compare) -> Result<Table, String> {
    if compare.before.is_some() {
        let pairs = reader.each(|cells| {
            let (before, after) = (cells.number(0), cells.number(1));
            Some((before?, after?))
        });
        return table::before_and_after(&pairs);
    }
    if compare.block.is_none() {
        return table::compare(&groups(reader));
    }
    let rows = reader.each(|cells| {
        let (group, value, block) = (cells.name(0), cells.number(1), cells.name(2));
        Some(Rating { subject: block?, rater: group?, value: value?, row: cells.row() })
    });
    table::across_blocks(&rows)
}

fn known(reader: &mut Reader<'_>) -> Vec<Known> {
    reader.each(|cells| {
        let (name, estimate, error) = (cells.name(0), cells.number(1), cells.number(2));
        Some(Known { name: name?, estimate: estimate?, standard_error: error? })
    })
}

fn visits(reader: &mut Reader<'_>) -> Vec<Visit> {
    reader.each(|cells| {
        let (site, year, value) = (cells.name(0), cells.time(1), cells.number(2));
        Some(Visit { site: site?, year: year?.number, value: value? })
    })
}

fn adjusted(reader: &mut Reader<'_>, are_named: bool, promise: Promise) -> Result<Table, String> {
    let questions = reader.each(|cells| {
        let row = cells.row().to_string();
        let name = if are_named { cells.name(1) } else { Some(row) };
        let p = cells.number(0);
        Some((name?, p?))
    });
    let adjustment = match promise {
        Promise::Bh => Adjustment::FewWrong,
        Promise::By => Adjustment::FewWrongHoweverRelated,
        Promise::Holm => Adjustment::HardlyOneWrong,
    };
    table::adjust(&questions, adjustment)
}
