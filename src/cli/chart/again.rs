//! What a run was made from, so that it can be read again.

use std::{collections::BTreeMap, path::Path};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::{
    super::args::{ChartArguments, Material, ReportLanguage, years_of_settings},
    files,
};
use crate::{model::SchoolYear, pipeline::Study};

const RECORD: &str = "run.json";

/// What is read, and what was read by the run that is meant.
pub(super) struct Again {
    pub(super) material: Material,
    /// The files of the run and their fingerprints; empty without a run.
    before: BTreeMap<String, String>,
}

impl Again {
    /// How many files are not what they were in the run, or are new, or gone.
    pub(super) fn changed(&self, study: &Study) -> usize {
        if self.before.is_empty() {
            return 0;
        }
        let now: BTreeMap<String, &str> =
            study.inputs.iter().map(|it| (it.source.to_string(), it.sha256.as_str())).collect();
        let gone = self.before.keys().filter(|name| !now.contains_key(*name)).count();
        let is_other = |(name, sha256): &(&String, &&str)| {
            self.before.get(*name).is_none_or(|before| before != *sha256)
        };
        gone + now.iter().filter(is_other).count()
    }
}

/// The material of the run whose folder `from` is, or `from` itself.
pub(super) fn material(from: &Path, arguments: &ChartArguments) -> Result<Again> {
    let record = from.join(RECORD);
    let mut again = if record.is_file() {
        recorded(&record)?
    } else {
        let material = Material {
            inputs: vec![from.to_owned()],
            rules: Vec::new(),
            sites: None,
            years: None,
            as_of: None,
            lang: None,
            jobs: None,
        };
        Again { material, before: BTreeMap::new() }
    };
    let material = &mut again.material;
    if !arguments.rules.is_empty() {
        material.rules.clone_from(&arguments.rules);
    }
    material.as_of = arguments.as_of.or(material.as_of);
    if let Some(year) = arguments.year {
        let (first, last) = material.years.unwrap_or((SchoolYear::starting(1900), year));
        material.years = Some((first, last.min(year)));
    }
    Ok(again)
}

fn recorded(path: &Path) -> Result<Again> {
    let not_ours = || {
        format!("{} does not say what the run was made from: run `cqi run` again", path.display())
    };
    let record: Value = serde_json::from_slice(&files::read(path)?).with_context(not_ours)?;
    let asked = &record["asked_for"];
    let texts = |value: &Value| -> Vec<String> {
        let all = value.as_array().into_iter().flatten();
        all.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let inputs = texts(&asked["inputs"]);
    if inputs.is_empty() {
        bail!("{}", not_ours());
    }
    if let Some(gone) = inputs.iter().find(|input| !Path::new(input).exists()) {
        bail!(
            "the run was made from {gone}, which is not there: go to the folder where `cqi run` was typed, \
             or name the files instead of {}",
            path.parent().unwrap_or(path).display()
        );
    }
    let years = record["years"].as_str().map(years_of_settings).transpose();
    let sha256 = |file: &Value| {
        Some((file["file"].as_str()?.to_owned(), file["sha256"].as_str()?.to_owned()))
    };
    Ok(Again {
        material: Material {
            inputs: inputs.into_iter().map(Into::into).collect(),
            rules: texts(&asked["rules"]),
            sites: asked["sites"].as_str().map(Into::into),
            years: years.map_err(anyhow::Error::msg)?,
            as_of: record["as_of"].as_str().and_then(|day| day.parse().ok()),
            lang: record["language"].as_str().and_then(ReportLanguage::tagged),
            jobs: None,
        },
        before: record["inputs"].as_array().into_iter().flatten().filter_map(sha256).collect(),
    })
}
