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

/// All tables of a run.
pub fn tables(study: &Study) -> Vec<DataTable> {
    let table = |name, frame| DataTable { name, frame };
    let mut tables = vec![
        table("ratings", tables::ratings(study)),
        table("scores", tables::scores(study)),
        table("changes", tables::changes(study)),
        table("trends", trends::trends(study)),
        table("network", across::network(study)),
        table("network_trends", trends::network_trends(study)),
        table("funnel", across::funnel(study)),
        table("gaps", across::gaps(study)),
        table("network_gaps", across::network_gaps(study)),
        table("groups", across::groups(study)),
        table("spreads", trends::spreads(study)),
        table("agreement", agreement::agreement(study)),
        table("observers", agreement::observers(study)),
        table("reliability", agreement::reliability(study)),
        table("priorities", tables::priorities(study)),
        table("challenges", network::challenges(study)),
        table("needs", network::needs(study)),
        table("partners", network::partners(study)),
        table("workings", workings::workings(study)),
    ];
    let summary = site_summary(study);
    tables.extend(summary.map(|it| table("grantee_summary", network::summary(&it))));
    tables
}

impl DataTable {
    /// The columns, in order.
    pub fn columns(&self) -> Vec<String> {
        self.frame.get_column_names().into_iter().map(ToString::to_string).collect()
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
        let guarded = texts.apply_into_string_amortized(|text, out| {
            if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                out.push('\'');
            }
            out.push_str(text);
        });
        guarded.into_column()
    });
    frame_of(columns.collect())
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
