//! The command line: reads files, runs, writes, prints, and says how it went.

mod annotate;
mod apart;
mod args;
mod chart;
mod check;
mod crew;
mod explain;
mod files;
mod network;
mod network_files;
mod output;
mod paper_files;
mod plan;
mod rules;
mod run;
mod site_files;
mod stats;
mod tables;
mod tell;
mod template;
mod trackers;

use std::{
    ffi::OsString,
    io::{self, IsTerminal, Write},
    process::ExitCode,
};

use clap::{CommandFactory, Parser};

use args::{Arguments, ColorChoice, Command};

/// How a command ended, for the shell.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ending {
    /// All of it is done.
    Done,
    /// It is done, but something of the material has to be put right.
    NotYet,
}

/// Where a command prints.
struct Streams<'a> {
    out: &'a mut dyn Write,
    err: &'a mut dyn Write,
    /// Whether someone watches.
    watched: bool,
    quiet: bool,
}

/// Runs the command that the words ask for. Exit code 0: all of it; 1: something was held back or
/// has to be put right; 2: it could not be done.
pub fn run(words: impl Iterator<Item = OsString>) -> ExitCode {
    let words = std::iter::once(OsString::from("cqi")).chain(words);
    let arguments = match Arguments::try_parse_from(words) {
        Ok(arguments) => arguments,
        Err(told) => {
            // Where even this cannot be printed there is nobody to tell.
            let _ = told.print();
            return ExitCode::from(if told.use_stderr() { 2 } else { 0 });
        }
    };
    let choice = match arguments.color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    let mut out = anstream::AutoStream::new(io::stdout(), choice);
    let mut err = anstream::AutoStream::new(io::stderr(), choice);
    let watched = io::stderr().is_terminal() && !arguments.quiet;
    let mut streams = Streams { out: &mut out, err: &mut err, watched, quiet: arguments.quiet };
    match command(arguments.command, &mut streams) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::NotYet) => ExitCode::from(1),
        Err(error) if pipe_closed(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(streams.err, "error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn command(command: Command, streams: &mut Streams<'_>) -> anyhow::Result<Ending> {
    match command {
        Command::Run(arguments) => run::run(&arguments, streams),
        Command::Check(arguments) => check::check(&arguments, streams),
        Command::Explain(arguments) => explain::explain(&arguments, streams),
        Command::Chart(arguments) => chart::chart(&arguments, streams),
        Command::Network(arguments) => network::network(&arguments, streams),
        Command::Template(arguments) => template::template(&arguments, streams),
        Command::Plan { command } => plan::plan(&command, streams),
        Command::Rules { command } => rules::rules(command, streams),
        Command::Stats(arguments) => stats::stats(&arguments, streams),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Arguments::command(), "cqi", streams.out);
            Ok(Ending::Done)
        }
        Command::ReadApart { memory_bytes, work_seconds } => {
            apart::serve(memory_bytes, work_seconds)?;
            Ok(Ending::Done)
        }
        Command::Man => {
            clap_mangen::Man::new(Arguments::command()).render(streams.out)?;
            Ok(Ending::Done)
        }
    }
}

/// Whether the reader of our output has gone, as `head` does.
fn pipe_closed(error: &anyhow::Error) -> bool {
    let broken = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.downcast_ref::<io::Error>().is_some_and(broken)
}
