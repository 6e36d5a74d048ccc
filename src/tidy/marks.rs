//! The ratings of a form, in little room: a network has many, and most say one of a few things.

use std::sync::Arc;

use super::page::Spot;
use crate::model::Rating;

/// Among how many readings before it one that is alike is looked for.
const ALIKE: usize = 12;

/// A rating of a form.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Mark<'m> {
    /// Its place in the instrument.
    pub(super) item: usize,
    pub(super) rating: &'m Rating,
    pub(super) written: &'m Arc<str>,
    pub(super) at: Spot,
}

/// The ratings of a form.
#[derive(Clone, Default, Debug)]
pub(super) struct Marks {
    /// What they say, and how it is written.
    said: Vec<(Rating, Arc<str>)>,
    all: Vec<Kept>,
}

/// A mark, with the place of what it says.
#[derive(Clone, Copy, Debug)]
struct Kept {
    item: u32,
    said: u32,
    at: (u32, u32),
}

impl Marks {
    pub(super) fn push(&mut self, item: usize, rating: Rating, written: &str, at: Spot) {
        let near = self.said.iter().enumerate().rev().take(ALIKE);
        let alike =
            |(_, said): &(usize, &(Rating, Arc<str>))| *said.1 == *written && said.0 == rating;
        let place = near.into_iter().find(alike).map(|(place, _)| place);
        let said = place.unwrap_or_else(|| {
            self.said.push((rating, written.into()));
            self.said.len() - 1
        });
        let at = (narrow(at.0), narrow(at.1));
        self.all.push(Kept { item: narrow(item), said: narrow(said), at });
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Mark<'_>> {
        self.all.iter().map(|kept| {
            let (rating, written) = &self.said[kept.said as usize];
            let at = (kept.at.0 as usize, kept.at.1 as usize);
            Mark { item: kept.item as usize, rating, written, at }
        })
    }

    /// Leaves out those that stand in these cells, and puts the others in the order of theirs.
    pub(super) fn settle(&mut self, left_out: &[Spot]) {
        let is_left_out = |at: (u32, u32)| left_out.contains(&(at.0 as usize, at.1 as usize));
        self.all.retain(|kept| left_out.is_empty() || !is_left_out(kept.at));
        self.all.sort_by_key(|kept| kept.at);
    }
}

/// Sheets have fewer rows and columns, and instruments fewer items, than this can count.
fn narrow(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
