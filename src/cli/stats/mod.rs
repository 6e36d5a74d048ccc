//! `cqi stats`: any statistic of the engine, on a file of one's own or on cases from a script.

mod arguments;
mod cells;
mod columns;
mod question;

use std::io::{self, IsTerminal, Read, Write};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::{Ending, Streams, check::wrapped};
use crate::calculator::{
    self,
    table::{Line, Shown, Table, decimals},
};
use arguments::Method;
use question::Answer;

pub(super) use arguments::StatsArguments;

pub(super) fn stats(arguments: &StatsArguments, streams: &mut Streams<'_>) -> Result<Ending> {
    match &arguments.method {
        None if arguments.json => cases(streams),
        None | Some(Method::List) => list(arguments.json, streams),
        Some(method) => {
            let Some(answer) = question::ask(method, streams)? else { return Ok(Ending::NotYet) };
            if arguments.json {
                serde_json::to_writer_pretty(&mut *streams.out, &answer)?;
                writeln!(streams.out)?;
            } else {
                show(&answer, streams.out)?;
            }
            Ok(Ending::Done)
        }
    }
}

/// The answer to each case of standard input, in the same order, one a line.
fn cases(streams: &mut Streams<'_>) -> Result<Ending> {
    let bytes = standard_input()?;
    let cases = serde_json::from_slice(&bytes).context("standard input is not JSON")?;
    let Value::Array(cases) = cases else {
        bail!("standard input is not a JSON array of cases, each with an `input`")
    };
    let answers: Vec<Value> = cases.iter().map(calculator::answer).collect();
    write!(streams.out, "[")?;
    for (place, answer) in answers.iter().enumerate() {
        write!(streams.out, "{}\n{answer}", if place == 0 { "" } else { "," })?;
    }
    writeln!(streams.out, "\n]")?;
    let is_troubled = answers.iter().any(calculator::is_trouble);
    Ok(if is_troubled { Ending::NotYet } else { Ending::Done })
}

/// What is piped in; nobody is made to type a table.
fn standard_input() -> Result<Vec<u8>> {
    let mut input = io::stdin();
    if input.is_terminal() {
        bail!("nothing is piped in: name a file after the method, or pipe one in");
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes).context("cannot read standard input")?;
    Ok(bytes)
}

fn list(as_json: bool, streams: &mut Streams<'_>) -> Result<Ending> {
    let of_files = question::methods();
    let of_cases = calculator::METHODS;
    if as_json {
        let entry = |(name, about): (&str, &str)| json!({ "method": name, "about": about });
        let files: Vec<Value> = of_files.iter().map(|(name, about)| entry((name, about))).collect();
        let cases: Vec<Value> = of_cases.iter().copied().map(entry).collect();
        let all = json!({ "of_files": files, "of_cases": cases });
        serde_json::to_writer_pretty(&mut *streams.out, &all)?;
        writeln!(streams.out)?;
        return Ok(Ending::Done);
    }
    writeln!(streams.out, "cqi stats METHOD FILE (see cqi stats METHOD --help)\n")?;
    let of_files = of_files.iter().map(|(name, about)| [name.clone(), about.clone()]);
    print(&["method", "answers"], of_files, streams.out)?;
    writeln!(streams.out, "\ncqi stats --json < CASES (see fixtures/reference/README.md)\n")?;
    let of_cases = of_cases.iter().map(|(name, about)| [(*name).to_owned(), (*about).to_owned()]);
    print(&["method", "answers"], of_cases, streams.out)?;
    Ok(Ending::Done)
}

/// The table, and below it what it says.
fn show(answer: &Answer, out: &mut dyn Write) -> Result<()> {
    let Answer { table: Table { rows, reading }, of, interval, left_out, .. } = answer;
    let is_grouped = rows.iter().any(|row| row.of.is_some());
    let mut header = vec!["measure", "value", *interval, "n", "convention"];
    if is_grouped {
        header.insert(0, of);
    }
    let cells = rows.iter().map(|row| {
        let mut cells = line(row);
        if is_grouped {
            cells.insert(0, row.of.clone().unwrap_or_default());
        }
        cells
    });
    if !rows.is_empty() {
        print(&header, cells, out)?;
        writeln!(out)?;
    }
    for sentence in reading.iter().chain(left_out) {
        for line in wrapped(sentence, 0) {
            writeln!(out, "{}", line.trim_end())?;
        }
    }
    Ok(())
}

fn line(line: &Line) -> Vec<String> {
    let interval = line.interval.map(|(low, high)| match line.value {
        Shown::Share(_) => format!("{} to {}", percent(low), percent(high)),
        _ => format!("{} to {}", decimals(low), decimals(high)),
    });
    vec![
        line.measure.clone(),
        value(&line.value),
        interval.unwrap_or_default(),
        line.n.to_string(),
        line.convention.clone(),
    ]
}

fn value(shown: &Shown) -> String {
    const SMALLEST: f64 = 0.001;
    match shown {
        Shown::Number(number) => decimals(*number),
        Shown::Share(share) => percent(*share),
        Shown::Chance(chance) if *chance < SMALLEST => format!("< {SMALLEST}"),
        Shown::Chance(chance) => format!("{chance:.3}"),
        Shown::Count(count) => count.to_string(),
        Shown::Words(words) => words.clone(),
        Shown::Undefined(_) => "not defined".to_owned(),
    }
}

fn percent(share: f64) -> String {
    format!("{:.1}%", 100.0 * share)
}

fn print<R: IntoIterator<Item = String>>(
    header: &[&str],
    rows: impl Iterator<Item = R>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_header(header.iter().copied());
    for row in rows {
        table.add_row(row);
    }
    table.lines().try_for_each(|line| writeln!(out, "{}", line.trim_end()))
}
