//! Which observers saw the same sites.

use std::collections::BTreeMap;

use super::Visit;

/// Visits by site and observer, and which observers are linked by shared sites.
pub(super) struct Links<'a> {
    /// In the order in which they first come.
    pub(super) observers: Vec<&'a str>,
    /// How many each observer made.
    pub(super) visits: Vec<usize>,
    /// For each observer the group in which they are linked; groups are numbered as they come.
    pub(super) groups: Vec<usize>,
    pub(super) sites: Vec<Site>,
}

/// The visits of a site: which observer, which value.
pub(super) type Site = Vec<(usize, f64)>;

impl<'a> Links<'a> {
    pub(super) fn of(all: &[Visit<'a>]) -> Links<'a> {
        let mut observers = Numbers::default();
        let mut names = Numbers::default();
        let mut sites: Vec<Site> = Vec::new();
        for visit in all {
            let site = names.of(visit.site);
            sites.resize_with(names.names.len(), Vec::new);
            sites[site].push((observers.of(visit.observer), visit.value));
        }
        let observers = observers.names;
        let mut visits = vec![0; observers.len()];
        for (observer, _) in sites.iter().flatten() {
            visits[*observer] += 1;
        }
        Links { visits, groups: linked(&sites, observers.len()), observers, sites }
    }

    /// The observers of each group.
    pub(super) fn members(&self) -> Vec<Vec<usize>> {
        let count = self.groups.iter().max().map_or(0, |last| last + 1);
        let mut members = vec![Vec::new(); count];
        for (observer, group) in self.groups.iter().enumerate() {
            members[*group].push(observer);
        }
        members
    }
}

/// Names numbered in the order in which they first come.
#[derive(Default)]
struct Numbers<'a> {
    names: Vec<&'a str>,
    by_name: BTreeMap<&'a str, usize>,
}

impl<'a> Numbers<'a> {
    fn of(&mut self, name: &'a str) -> usize {
        let next = self.names.len();
        let number = *self.by_name.entry(name).or_insert(next);
        if number == next {
            self.names.push(name);
        }
        number
    }
}

/// The group of each observer, so that all who were at one site are in one group.
fn linked(sites: &[Site], observers: usize) -> Vec<usize> {
    // Each observer points to one before them in the same group; the first points to themselves.
    let mut before: Vec<usize> = (0..observers).collect();
    for site in sites {
        for pair in site.windows(2) {
            let (one, other) = (first_of(&mut before, pair[0].0), first_of(&mut before, pair[1].0));
            before[one.max(other)] = one.min(other);
        }
    }
    let firsts: Vec<usize> =
        (0..observers).map(|observer| first_of(&mut before, observer)).collect();
    let mut numbers = BTreeMap::new();
    let number = |first: usize| {
        let next = numbers.len();
        *numbers.entry(first).or_insert(next)
    };
    firsts.into_iter().map(number).collect()
}

fn first_of(before: &mut [usize], observer: usize) -> usize {
    let mut at = observer;
    while before[at] != at {
        // Halves the way for the next who ask.
        before[at] = before[before[at]];
        at = before[at];
    }
    at
}
