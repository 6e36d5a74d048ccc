//! How near reading is to the floor, in one run: the time of `cqi check` on 1,000 workbooks against
//! that of bare calamine, which opens the same files and looks at every cell: `cargo bench --bench reading`.
//!
//! The workbooks are made up here in the form of those that sites fill in. To read others:
//! `cargo bench --bench reading -- FOLDER [PACK]`. Under Linux it tells the processor time and the
//! memory too; the ratios are what to compare.

#![allow(clippy::print_stdout, reason = "a benchmark prints its table")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads and writes files of its own")]

use std::{
    fs,
    io::Cursor,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use calamine::{Data, Reader, Xlsx};
use cqi::rulebook::{self, kind::Item};
use rust_xlsxwriter::{Workbook, XlsxError};
use tempfile::TempDir;
use walkdir::WalkDir;

const WORKBOOKS: usize = 1_000;
const ROUNDS: usize = 5;

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let (folder, pack) = (words.next(), words.next());
    let made = TempDir::new().expect("a folder for what is made here");
    let folder = folder.map_or_else(|| made.path().to_path_buf(), PathBuf::from);
    if folder == made.path() {
        make_workbooks(&folder).expect("the workbooks can be written");
    }
    let files = workbooks(&folder);
    let cqi = |jobs: &str| check(&folder, pack.as_deref(), jobs);

    let mut rounds = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        rounds[0].push(measured(|| floor(&files)));
        rounds[1].push(measured(|| cqi("1")));
        rounds[2].push(measured(|| cqi("0")));
    }
    let cells = floor(&files);
    println!("{} workbooks, {cells} cells with a value, median of {ROUNDS} rounds", files.len());
    println!("{:36} {:>9} {:>7} {:>13} {:>7}", "", "seconds", "ratio", "processor s", "ratio");
    let bare = median(&rounds[0]);
    let names = ["calamine, one thread", "cqi check --jobs 1", "cqi check, all threads"];
    for (name, round) in names.iter().zip(&rounds) {
        let (wall, processor) = median(round);
        let ratios = (wall / bare.0, processor / bare.1);
        println!("{name:36} {wall:9.3} {:7.2} {processor:13.3} {:7.2}", ratios.0, ratios.1);
    }
    print_memory(&files, pack.as_deref());
}

/// How many cells hold a value.
fn floor(files: &[PathBuf]) -> usize {
    files.iter().map(|file| cells(&fs::read(file).expect("the file is there"))).sum()
}

fn cells(bytes: &[u8]) -> usize {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let mut many = 0;
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet of cells");
        many += range.cells().filter(|(_, _, cell)| **cell != Data::Empty).count();
    }
    many
}

/// `cqi check` of a folder; `0` jobs are as many as there are.
fn check(folder: &Path, pack: Option<&str>, jobs: &str) -> usize {
    let mut command = command(pack);
    command.arg(folder);
    if jobs != "0" {
        command.args(["--jobs", jobs]);
    }
    let done = command.status().expect("the program starts");
    assert!(done.code().is_some_and(|code| code < 2), "cqi check ends with {done}");
    0
}

fn command(pack: Option<&str>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cqi"));
    command.args(["check", "--quiet"]).stdout(Stdio::null()).stderr(Stdio::null());
    if let Some(pack) = pack {
        command.args(["--rules", pack]);
    }
    command
}

/// Seconds on the clock and of the processor.
fn measured(work: impl FnOnce() -> usize) -> (f64, f64) {
    let (start, used) = (Instant::now(), processor_time());
    std::hint::black_box(work());
    (start.elapsed().as_secs_f64(), processor_time() - used)
}

/// What this process and those that it has waited for have used, in seconds; nothing where the
/// system does not tell.
fn processor_time() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let told = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = told.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = after_name.split_whitespace().skip(11).take(4);
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS_PER_SECOND
}

fn median(rounds: &[(f64, f64)]) -> (f64, f64) {
    let middle = |pick: fn(&(f64, f64)) -> f64| {
        let mut all: Vec<f64> = rounds.iter().map(pick).collect();
        all.sort_by(f64::total_cmp);
        all[all.len() / 2]
    };
    (middle(|round| round.0), middle(|round| round.1))
}

/// The most memory that a check of a tenth of the files takes, and of all.
fn print_memory(files: &[PathBuf], pack: Option<&str>) {
    for many in [files.len() / 10, files.len()] {
        let mut child = command(pack).args(&files[..many]).spawn().expect("the program starts");
        let status = format!("/proc/{}/status", child.id());
        let mut peak = 0;
        while child.try_wait().expect("the program can be waited for").is_none() {
            peak = peak.max(most_memory(&status));
            std::thread::sleep(Duration::from_millis(5));
        }
        println!("{many:5} workbooks: {:.0} MiB at most", peak as f64 / 1024.0);
    }
}

/// In KiB.
fn most_memory(status: &str) -> u64 {
    let told = fs::read_to_string(status).unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
    let files = entries.map(|entry| entry.expect("the folder can be read").into_path());
    files.filter(|path| path.extension().is_some_and(|ending| ending == "xlsx")).collect()
}

fn make_workbooks(folder: &Path) -> Result<(), XlsxError> {
    let packs = rulebook::selected(&rulebook::shipped(), &[]).value;
    let rules = rulebook::read(&packs).value;
    let items = &rules.instruments["site_self_assessment"].item;
    for number in 0..WORKBOOKS {
        let (site, starts) = (number / 5, 2020 + number % 5);
        let year = format!("{starts}-{}", starts - 1999);
        let mut book = form(items, &format!("Site {site:03}"), &year, number)?;
        book.save(folder.join(format!("{year}_{site:03}.xlsx")))?;
    }
    Ok(())
}

/// A block about the form, then the items with their ratings.
fn form(items: &[Item], site: &str, year: &str, seed: usize) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Self-assessment")?;
    let about = [("Site", site), ("School year", year), ("Rating basis", "consensus")];
    for (row, (label, value)) in (0..).zip(about) {
        sheet.write(row, 0, label)?.write(row, 1, value)?;
    }
    sheet.write_row(4, 0, ["Code", "Indicator", "Rating", "Evidence", "Priority"])?;
    for (place, (row, item)) in (5..).zip(items).enumerate() {
        sheet.write(row, 0, item.code.as_deref().unwrap_or(&item.id))?;
        sheet.write(row, 1, item.name.as_str())?;
        sheet.write(row, 2, ((seed * 7 + place * 13) % 4 + 1) as f64)?;
        sheet.write(row, 3, format!("seen on visit {}", (seed + place) % 9))?;
        sheet.write(row, 4, if place % 11 == 0 { "yes" } else { "" })?;
    }
    let scale = book.add_worksheet().set_name("Scale")?;
    for (row, line) in (0..).zip(["1 is the lowest level", "4 is the highest level"]) {
        scale.write(row, 0, line)?;
    }
    Ok(book)
}
