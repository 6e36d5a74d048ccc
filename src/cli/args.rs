//! What can be typed on the command line.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};

use super::stats::StatsArguments;
use crate::model::{EvidenceSource, SchoolYear};

/// Continuous quality improvement for expanded learning and school STEM programs: from the
/// spreadsheets you have to a plan for each site.
#[derive(Parser, Debug)]
#[command(name = "cqi", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use color
    #[arg(long, global = true, value_enum, default_value_t = ColorChoice::Auto)]
    pub(super) color: ColorChoice,
    /// Say only what went wrong
    #[arg(long, short, global = true)]
    pub(super) quiet: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Subcommand, Debug)]
pub(super) enum Command {
    /// Read, check, score and plan: writes a folder with a plan for each site
    Run(RunArguments),
    /// Read and check only: says what the files were taken for and what we noticed in them
    Check(CheckArguments),
    /// Why a number is what it is: rule, arithmetic and cells
    Explain(ExplainArguments),
    /// Any one chart, as SVG or PNG; without a kind, the kinds there are
    Chart(ChartArguments),
    /// What sites have in common, and who could help whom, from the folder of a run
    Network(NetworkArguments),
    /// A blank workbook for an instrument, to fill in and read back
    Template(TemplateArguments),
    /// Plans: what happened to them, and what they lack
    Plan {
        #[command(subcommand)]
        command: PlanCommand,
    },
    /// Rule packs: what there is, what it says, whether it is sound
    Rules {
        #[command(subcommand)]
        command: RulesCommand,
    },
    /// Any statistic of the engine on a table of your own, with the reading of it in words
    Stats(StatsArguments),
    /// Write the completions for a shell
    Completions { shell: clap_complete::Shell },
    /// Write the manual page
    #[command(hide = true)]
    Man,
    /// Read one file from standard input and answer with its sheets, for another process
    #[command(hide = true)]
    ReadApart { memory_bytes: u64, work_seconds: u64 },
}

/// What is read, and by which rules.
#[derive(Args, Clone, Debug)]
pub(super) struct Material {
    /// Files and folders with self-assessments, observations and trackers of plans
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<PathBuf>,
    /// A rule pack by id, or a folder with one; may be given more than once
    #[arg(long, value_name = "PACK-OR-FOLDER")]
    pub(super) rules: Vec<String>,
    /// The list of sites; otherwise `sites.csv` beside the files
    #[arg(long, value_name = "FILE")]
    pub(super) sites: Option<PathBuf>,
    /// Only these school years, such as 2021-22..2025-26
    #[arg(long, value_name = "YEAR..YEAR", value_parser = years)]
    pub(super) years: Option<(SchoolYear, SchoolYear)>,
    /// The day to plan for; otherwise today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) as_of: Option<NaiveDate>,
    /// The language of reports: en (English) or es (Spanish); otherwise what `cqi.toml` says, or en
    #[arg(long, value_enum, value_name = "LANGUAGE", hide_possible_values = true)]
    pub(super) lang: Option<ReportLanguage>,
    /// How many threads to use; otherwise all there are
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<usize>,
}

#[derive(Args, Debug)]
pub(super) struct RunArguments {
    #[command(flatten)]
    pub(super) material: Material,
    /// The folder to write
    #[arg(long, default_value = "cqi-out", value_name = "FOLDER")]
    pub(super) out: PathBuf,
    /// Only this site, by id or name; may be given more than once
    #[arg(long, value_name = "SITE")]
    pub(super) only: Vec<String>,
    /// What to write
    #[arg(long, value_enum, value_delimiter = ',', value_name = "FORMAT,...",
          default_values_t = Format::ALL)]
    pub(super) formats: Vec<Format>,
    /// The paper of Word files and PDFs; otherwise what `cqi.toml` says, or letter
    #[arg(long, value_enum, value_name = "SIZE")]
    pub(super) paper: Option<PaperSize>,
    /// Write nothing if anything has to be put right first
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum ReportLanguage {
    En,
    Es,
}

impl ReportLanguage {
    /// The language of a tag, such as `es`.
    pub(super) fn tagged(tag: &str) -> Option<ReportLanguage> {
        ReportLanguage::from_str(tag, false).ok()
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum PaperSize {
    Letter,
    A4,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Format {
    Html,
    Docx,
    Pdf,
    /// Workbooks to go on with
    Xlsx,
    /// Days for calendars
    Ics,
    Svg,
    Png,
    Csv,
    Parquet,
    Json,
}

impl Format {
    pub(super) const ALL: [Format; 10] = [
        Format::Html,
        Format::Docx,
        Format::Pdf,
        Format::Xlsx,
        Format::Ics,
        Format::Svg,
        Format::Png,
        Format::Csv,
        Format::Parquet,
        Format::Json,
    ];
}

#[derive(Args, Debug)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) material: Material,
    /// How to say it
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
    /// Show notes in full too
    #[arg(long)]
    pub(super) notes: bool,
    /// Write a copy of each file that holds something in question, with the cells marked and a
    /// comment that says what to do; notes are marked with --notes
    #[arg(long, value_name = "FOLDER")]
    pub(super) annotate: Option<PathBuf>,
    /// Show every column and every file, also where many are alike
    #[arg(long)]
    pub(super) columns: bool,
    /// Write into `cqi.toml` beside the files how they were read, for you to correct
    #[arg(long)]
    pub(super) write_mapping: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum CheckFormat {
    /// For people
    Text,
    /// For scripts
    Json,
    /// For editors and code scanning: SARIF 2.1.0
    Sarif,
}

#[derive(Args, Debug)]
pub(super) struct ExplainArguments {
    /// The folder that `cqi run` wrote
    pub(super) out: PathBuf,
    /// The site, by id
    pub(super) site: String,
    /// The standard, section or item, by id
    pub(super) id: String,
    /// The school year
    #[arg(value_parser = year)]
    pub(super) year: SchoolYear,
    /// Only this source
    #[arg(long, value_parser = source)]
    pub(super) source: Option<EvidenceSource>,
}

#[derive(Args, Debug)]
pub(super) struct ChartArguments {
    /// The folder that `cqi run` wrote, or a file or folder with self-assessments and observations
    #[arg(value_name = "OUT-OR-INPUT")]
    pub(super) from: Option<PathBuf>,
    /// The kind of chart; without one, they are listed
    pub(super) kind: Option<String>,
    /// The site, by id or name, for charts of one site
    #[arg(long)]
    pub(super) site: Option<String>,
    /// The standard, by number, id or name, where there is a chart for each
    #[arg(long)]
    pub(super) standard: Option<String>,
    /// Only this source, where there is a chart for each
    #[arg(long, value_parser = source)]
    pub(super) source: Option<EvidenceSource>,
    /// As things stood in this school year: later ones are left out
    #[arg(long, value_parser = year)]
    pub(super) year: Option<SchoolYear>,
    /// The file to write, .svg or .png, or the folder to write to; otherwise SVG files here
    #[arg(long, short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    pub(super) force: bool,
    /// A rule pack by id, or a folder with one; otherwise those of the run
    #[arg(long, value_name = "PACK-OR-FOLDER")]
    pub(super) rules: Vec<String>,
    /// The day to plan for; otherwise that of the run, or today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) as_of: Option<NaiveDate>,
}

#[derive(Args, Debug)]
pub(super) struct NetworkArguments {
    /// The folder that `cqi run` wrote, with its Parquet files
    pub(super) out: PathBuf,
}

#[derive(Args, Debug)]
pub(super) struct TemplateArguments {
    /// The instrument, by id or name; without one, they are listed
    pub(super) instrument: Option<String>,
    /// The list of sites to pick from
    #[arg(long, value_name = "FILE")]
    pub(super) sites: Option<PathBuf>,
    /// The school year of all forms, such as 2025-26; otherwise people pick it
    #[arg(long, value_parser = year)]
    pub(super) year: Option<SchoolYear>,
    /// How forms lie; otherwise `form` for self-assessments and `rows` for observations
    #[arg(long, value_enum)]
    pub(super) layout: Option<TemplateLayout>,
    /// A rule pack by id, or a folder with one; may be given more than once
    #[arg(long, value_name = "PACK-OR-FOLDER")]
    pub(super) rules: Vec<String>,
    /// The workbook to write, or the folder to write it to; otherwise `INSTRUMENT.xlsx` here
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum TemplateLayout {
    /// One form a sheet, the items down the page, with room for evidence
    Form,
    /// One form a row, the items in columns
    Rows,
}

#[derive(Subcommand, Debug)]
pub(super) enum PlanCommand {
    /// What was done, how old each status is, and what the scores say since
    ///
    /// Name the trackers, and the ratings beside them: without ratings nothing is said about scores.
    Progress(PlanArguments),
    /// What a plan lacks: owners, days, measures, a low score behind each step
    ///
    /// Name the trackers, last year's too, and the ratings beside them: without ratings nothing is said
    /// about what comes first and about low scores. Exit code 1 where anything is missing.
    Lint(PlanArguments),
}

#[derive(Args, Debug)]
pub(super) struct PlanArguments {
    #[command(flatten)]
    pub(super) material: Material,
}

#[derive(Subcommand, Debug)]
pub(super) enum RulesCommand {
    /// What there is
    List {
        /// A rule pack by id, or a folder with one; otherwise the packs that ship
        pack: Option<String>,
    },
    /// What one rule file says
    Show {
        /// The id of an instrument, standards, crosswalk, scoring or other rule file
        id: String,
        /// A rule pack by id, or a folder with one
        #[arg(long, value_name = "PACK-OR-FOLDER")]
        rules: Option<String>,
    },
    /// Whether a pack is sound: every fault at once
    Check {
        /// Rule packs by id, or folders with one; otherwise the packs that ship. Name the folder of
        /// a pack that another builds on, too
        #[arg(value_name = "PACK")]
        packs: Vec<String>,
    },
    /// Run the worked cases of a pack
    Test {
        /// A folder with cases, or one case; otherwise the cases that ship
        path: Option<PathBuf>,
        /// Packs that the cases may name beside those that ship
        #[arg(long, value_name = "FOLDER")]
        rules: Vec<PathBuf>,
    },
    /// The JSON Schema of a kind of rule file, for editors
    Schema {
        /// scale, instrument, standards, crosswalk, scoring, targets, analysis, link, actions, goals,
        /// plan, matching, words, pack or settings
        kind: String,
    },
}

fn year(text: &str) -> Result<SchoolYear, String> {
    text.parse().map_err(|_| format!("`{text}` is not a school year such as 2024-25"))
}

fn years(text: &str) -> Result<(SchoolYear, SchoolYear), String> {
    let (first, last) = text.split_once("..").unwrap_or((text, text));
    let (first, last) = (year(first)?, year(last)?);
    if last < first {
        return Err(format!("{last} comes before {first}"));
    }
    Ok((first, last))
}

fn source(text: &str) -> Result<EvidenceSource, String> {
    [EvidenceSource::SelfAssessment, EvidenceSource::Observation]
        .into_iter()
        .find(|source| source.id() == text)
        .ok_or_else(|| "write self-assessment or observation".to_owned())
}

/// The years that a settings file names, read as the command line reads them.
pub(super) fn years_of_settings(text: &str) -> Result<(SchoolYear, SchoolYear), String> {
    years(text)
}
