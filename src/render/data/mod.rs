//! The data files of a run: tables for R, Python and spreadsheets, as CSV and Parquet.
//!
//! Numbers are written in full; rounding is for pages. In CSV a text that a
//! spreadsheet would take for a formula gets an apostrophe before it; in Parquet
//! every text stands as it is.

mod across;
mod agreement;
mod dictionary;
mod network;
mod tables;
mod trends;
mod workings;

use polars::prelude::*;
use polars_io::{
    SerWriter,
    prelude::{CsvWriter, ParquetReader, ParquetWriter},
};

use crate::{pipeline::Study, report::site_summary};

pub use dictionary::dictionary;

/// A table of a run.
#[derive(Clone, Debug)]
pub struct DataTable {
    /// `ratings`, `scores`, `changes`, `trends`, `network`, `network_trends`, `funnel`, `gaps`,
    /// `network_gaps`, `groups`, `spreads`, `agreement`, `observers`, `reliability`, `priorities`,
    /// `challenges`, `needs`, `partners`, `grantee_summary` or `workings`.
    pub name: &'static str,
    frame: DataFrame,
}

/// All tables of a run. Each is made when its turn comes: those of large networks take much room.
pub fn tables(study: &Study) -> impl Iterator<Item = DataTable> {
    TABLES.iter().filter_map(|(name, frame)| {
        let frame = frame(study)?;
        Some(DataTable { name, frame })
    })
}

/// None where a run has nothing to put in it.
type Frame = fn(&Study) -> Option<DataFrame>;

const TABLES: [(&str, Frame); 20] = [
    ("ratings", |study| Some(tables::ratings(study))),
    ("scores", |study| Some(tables::scores(study))),
    ("changes", |study| Some(tables::changes(study))),
    ("trends", |study| Some(trends::trends(study))),
    ("network", |study| Some(across::network(study))),
    ("network_trends", |study| Some(trends::network_trends(study))),
    ("funnel", |study| Some(across::funnel(study))),
    ("gaps", |study| Some(across::gaps(study))),
    ("network_gaps", |study| Some(across::network_gaps(study))),
    ("groups", |study| Some(across::groups(study))),
    ("spreads", |study| Some(trends::spreads(study))),
    ("agreement", |study| Some(agreement::agreement(study))),
    ("observers", |study| Some(agreement::observers(study))),
    ("reliability", |study| Some(agreement::reliability(study))),
    ("priorities", |study| Some(tables::priorities(study))),
    ("challenges", |study| Some(network::challenges(study))),
    ("needs", |study| Some(network::needs(study))),
    ("partners", |study| Some(network::partners(study))),
    ("workings", |study| Some(workings::workings(study))),
    ("grantee_summary", |study| site_summary(study).map(|summary| network::summary(&summary))),
];

/// The names of a table's columns, in order, for the dictionary.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Columns {
    pub table: &'static str,
    pub names: Vec<String>,
}

impl DataTable {
    pub fn columns(&self) -> Columns {
        let names = self.frame.get_column_names().into_iter().map(ToString::to_string).collect();
        Columns { table: self.name, names }
    }

    /// As CSV, in UTF-8 with a header row.
    ///
    /// # Panics
    ///
    /// When memory runs out.
    pub fn csv(&self) -> Vec<u8> {
        let mut frame = harmless(&self.frame);
        let mut bytes = Vec::new();
        CsvWriter::new(&mut bytes)
            .finish(&mut frame)
            .expect("writing to memory does not end early");
        bytes
    }

    /// As Parquet.
    ///
    /// # Panics
    ///
    /// When memory runs out.
    pub fn parquet(&self) -> Vec<u8> {
        let mut frame = self.frame.clone();
        let mut bytes = Vec::new();
        ParquetWriter::new(&mut bytes)
            .finish(&mut frame)
            .expect("writing to memory does not end early");
        bytes
    }
}

/// The rows of a table that was written as Parquet, cell by cell as text; none where the bytes are
/// no such table.
pub fn rows(parquet: &[u8]) -> Option<Vec<std::collections::BTreeMap<String, String>>> {
    use polars_io::SerReader;
    let frame = ParquetReader::new(std::io::Cursor::new(parquet)).finish().ok()?;
    let names: Vec<String> = frame.get_column_names().iter().map(ToString::to_string).collect();
    let row = |place: usize| {
        let cells = frame.get(place).unwrap_or_default();
        names.iter().cloned().zip(cells.iter().map(shown)).collect()
    };
    Some((0..frame.height()).map(row).collect())
}

fn shown(value: &AnyValue<'_>) -> String {
    match value {
        AnyValue::Null => String::new(),
        AnyValue::String(text) => (*text).to_owned(),
        AnyValue::StringOwned(text) => text.to_string(),
        other => other.to_string(),
    }
}

/// The frame with an apostrophe before every text that starts as a formula does.
fn harmless(frame: &DataFrame) -> DataFrame {
    let columns = frame.columns().iter().map(|column| {
        let Ok(texts) = column.str() else { return column.clone() };
        if !texts.iter().flatten().any(starts_a_formula) {
            return column.clone();
        }
        let guarded = texts.apply_into_string_amortized(|text, out| {
            if starts_a_formula(text) {
                out.push('\'');
            }
            out.push_str(text);
        });
        guarded.into_column()
    });
    frame_of(columns.collect())
}

fn starts_a_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A frame of columns that are equally long, as ours are by construction.
fn frame_of(columns: Vec<Column>) -> DataFrame {
    DataFrame::new_infer_height(columns).expect("every column has a cell for every row")
}

/// A column of texts.
fn texts<'a>(name: &str, cells: impl Iterator<Item = Option<String>> + 'a) -> Column {
    Column::new(name.into(), cells.collect::<Vec<Option<String>>>())
}

/// A column of numbers.
fn numbers(name: &str, cells: impl Iterator<Item = Option<f64>>) -> Column {
    Column::new(name.into(), cells.collect::<Vec<Option<f64>>>())
}

/// A column of counts.
fn counts(name: &str, cells: impl Iterator<Item = Option<u64>>) -> Column {
    Column::new(name.into(), cells.collect::<Vec<Option<u64>>>())
}
