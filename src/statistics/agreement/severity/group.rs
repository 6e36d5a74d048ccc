//! Observers linked by shared sites, and what their visits say of the differences between them.

use std::collections::BTreeMap;

use super::links::{Links, Site};

/// A square table, row by row.
pub(super) type Matrix = Vec<Vec<f64>>;

/// Two or more observers who are linked; tables and lists have an entry for each of them.
pub(super) struct Group {
    /// In ascending order.
    pub(super) members: Vec<usize>,
    /// What the visits tell of observers once sites are taken out: `diag(n_j) - sum n_j n_l / n`.
    pub(super) information: Matrix,
    /// The sums of their values' deviations from the site means.
    deviations: Vec<f64>,
    /// The generalised inverse of the information.
    pub(super) inverse: Matrix,
    /// Add up to 0.
    pub(super) offsets: Vec<f64>,
}

impl Group {
    pub(super) fn all(links: &Links<'_>) -> Vec<Group> {
        let members = links.members();
        let mut sites = vec![Vec::new(); members.len()];
        for site in &links.sites {
            // All who were at a site are in one group.
            if let Some((observer, _)) = site.first() {
                sites[links.groups[*observer]].push(site);
            }
        }
        let linked = members.into_iter().zip(sites).filter(|(members, _)| 2 <= members.len());
        linked.map(|(members, sites)| Group::of(members, &sites)).collect()
    }

    fn of(members: Vec<usize>, sites: &[&Site]) -> Group {
        let mut information = vec![vec![0.0; members.len()]; members.len()];
        let mut deviations = vec![0.0; members.len()];
        for site in sites {
            let tally = tally(site, &members);
            let visits: f64 = tally.values().map(|(visits, _)| visits).sum();
            let sum: f64 = tally.values().map(|(_, sum)| sum).sum();
            for (one, (own, own_sum)) in &tally {
                information[*one][*one] += own;
                deviations[*one] += own_sum - own * sum / visits;
                for (other, (theirs, _)) in &tally {
                    information[*one][*other] -= own * theirs / visits;
                }
            }
        }
        let inverse = generalised_inverse(&information);
        let mut group = Group { members, information, deviations, inverse, offsets: Vec::new() };
        group.offsets = group.solved_by(&group.inverse);
        group
    }

    /// Each member with their offset.
    pub(super) fn by_member(&self) -> impl Iterator<Item = (usize, f64)> {
        self.members.iter().copied().zip(self.offsets.iter().copied())
    }

    /// The deviations times a table.
    pub(super) fn solved_by(&self, table: &Matrix) -> Vec<f64> {
        let product = |row: &Vec<f64>| row.iter().zip(&self.deviations).map(|(a, b)| a * b).sum();
        table.iter().map(product).collect()
    }

    /// The squares that observers explain beyond sites.
    pub(super) fn explained(&self) -> f64 {
        self.offsets.iter().zip(&self.deviations).map(|(offset, sum)| offset * sum).sum()
    }

    pub(super) fn trace(&self) -> f64 {
        self.information.iter().enumerate().map(|(member, row)| row[member]).sum()
    }
}

/// How many visits each member made to a site and the sum of their values, by the member's place.
fn tally(site: &Site, members: &[usize]) -> BTreeMap<usize, (f64, f64)> {
    let mut tally = BTreeMap::new();
    for (observer, value) in site {
        let Ok(member) = members.binary_search(observer) else {
            continue;
        };
        let (visits, sum) = tally.entry(member).or_insert((0.0, 0.0));
        *visits += 1.0;
        *sum += value;
    }
    tally
}

/// The inverse but for what all observers have in common, of which visits tell nothing: something
/// is added to that before, and taken away after.
fn generalised_inverse(information: &Matrix) -> Matrix {
    let members = information.len() as f64;
    let scale =
        information.iter().enumerate().map(|(member, row)| row[member]).sum::<f64>() / members;
    let shift = |table: Matrix, by: f64| -> Matrix {
        table.into_iter().map(|row| row.into_iter().map(|cell| cell + by).collect()).collect()
    };
    let whole = shift(information.clone(), scale / members);
    shift(inverse(whole), -1.0 / (scale * members))
}

/// The inverse of a symmetric table that is positive definite (Gauss and Jordan, in place).
pub(super) fn inverse(mut table: Matrix) -> Matrix {
    for pivot in 0..table.len() {
        let mut row = table[pivot].clone();
        let scale = row[pivot].recip();
        row[pivot] = 1.0;
        for cell in &mut row {
            *cell *= scale;
        }
        for (_, other) in table.iter_mut().enumerate().filter(|(index, _)| *index != pivot) {
            let factor = std::mem::replace(&mut other[pivot], 0.0);
            for (cell, by) in other.iter_mut().zip(&row) {
                *cell -= factor * by;
            }
        }
        table[pivot] = row;
    }
    table
}
