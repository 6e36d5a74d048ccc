//! Offsets by least squares, and how much observers differ.

use super::{
    super::{Undefined, mean, written},
    group::{Group, inverse},
    links::{Links, Site},
};
use crate::statistics::Variance;

/// What can be said of observers, one entry for each.
pub(super) struct Solution {
    /// None for an observer who shares no site with another.
    pub(super) estimates: Vec<Option<Estimate>>,
    pub(super) error: Result<Variance, Undefined>,
    pub(super) between: Result<f64, Undefined>,
}

#[derive(Clone, Copy)]
pub(super) struct Estimate {
    pub(super) offset: f64,
    pub(super) standard_error: Option<f64>,
    pub(super) shrunken: Option<f64>,
    pub(super) shrunken_error: Option<f64>,
}

impl Solution {
    pub(super) fn of(links: &Links<'_>) -> Result<Solution, Undefined> {
        let groups = Group::all(links);
        let mut by_observer = vec![0.0; links.observers.len()];
        for (member, offset) in groups.iter().flat_map(Group::by_member) {
            by_observer[member] = written(offset)?;
        }
        let error = error(links, &groups, &by_observer);
        let known = error.ok().map(|error| error.value);
        let between = error.and_then(|error| between(&groups, error.value));
        let mut estimates = vec![None; links.observers.len()];
        for group in &groups {
            let found = offsets(group, known, between.ok());
            for (member, estimate) in group.members.iter().zip(found) {
                estimates[*member] = Some(estimate);
            }
        }
        Ok(Solution { estimates, error, between })
    }
}

/// What is left of the visits when site and observer are taken out.
fn error(links: &Links<'_>, groups: &[Group], offsets: &[f64]) -> Result<Variance, Undefined> {
    let visits: usize = links.visits.iter().sum();
    let contrasts: usize = groups.iter().map(|group| group.members.len() - 1).sum();
    let freedom = visits - links.sites.len() - contrasts;
    let left = written(squares(&links.sites, offsets))?;
    let all = squares(&links.sites, &vec![0.0; offsets.len()]);
    // What is so little beside what there was is rounding.
    if freedom == 0 || left <= 1e-12 * all {
        return Err(Undefined::NothingLeft);
    }
    let degrees_of_freedom = freedom as f64;
    Ok(Variance { value: left / degrees_of_freedom, degrees_of_freedom })
}

/// The squares about the mean of each site, once the observers' offsets are taken from the visits.
fn squares(sites: &[Site], offsets: &[f64]) -> f64 {
    let about_mean = |site: &Site| {
        let values = || site.iter().map(|(observer, value)| value - offsets[*observer]);
        let centre = mean(values()).unwrap_or_default();
        values().map(|value| (value - centre).powi(2)).sum::<f64>()
    };
    sites.iter().map(about_mean).sum()
}

/// The variance between observers.
fn between(groups: &[Group], error: f64) -> Result<f64, Undefined> {
    if groups.is_empty() {
        return Err(Undefined::NothingShared);
    }
    let explained: f64 = groups.iter().map(Group::explained).sum();
    let contrasts: f64 = groups.iter().map(|group| group.members.len() as f64 - 1.0).sum();
    let trace: f64 = groups.iter().map(Group::trace).sum();
    written(((explained - error * contrasts) / trace).max(0.0))
}

fn offsets(group: &Group, error: Option<f64>, between: Option<f64>) -> Vec<Estimate> {
    let drawn = error.zip(between).map(|(error, between)| shrunken(group, error, between));
    let estimate = |(member, offset): (usize, &f64)| Estimate {
        offset: *offset,
        standard_error: error.map(|error| (error * group.inverse[member][member]).sqrt()),
        shrunken: drawn.as_ref().map(|drawn| drawn[member].0),
        shrunken_error: drawn.as_ref().and_then(|drawn| drawn[member].1),
    };
    group.offsets.iter().enumerate().map(estimate).collect()
}

/// Each offset drawn toward 0, with its standard error. Where observers do not differ all are 0,
/// and nothing is known of how wrong that is.
fn shrunken(group: &Group, error: f64, between: f64) -> Vec<(f64, Option<f64>)> {
    if between <= 0.0 {
        return vec![(0.0, None); group.members.len()];
    }
    let mut ridged = group.information.clone();
    for (member, row) in ridged.iter_mut().enumerate() {
        row[member] += error / between;
    }
    let inverse = inverse(ridged);
    let offsets = group.solved_by(&inverse);
    let errors = inverse.iter().enumerate().map(|(member, row)| (error * row[member]).sqrt());
    offsets.into_iter().zip(errors.map(Some)).collect()
}
