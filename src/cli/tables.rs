//! The data files of a finished run.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Result, bail};

use super::files;
use crate::render::data;

/// What stands in a row, by column.
pub(super) type Row = BTreeMap<String, String>;

/// The rows of the table `name` in the folder of a run.
pub(super) fn rows(out: &Path, name: &str) -> Result<Vec<Row>> {
    let path = out.join("data").join(format!("{name}.parquet"));
    let bytes = files::read(&path)?;
    match data::rows(&bytes) {
        Some(rows) => Ok(rows),
        None => bail!("{} is not a table that cqi wrote; run `cqi run` again", path.display()),
    }
}
