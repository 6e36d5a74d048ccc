//! The ratings of a form, in little room: a network has many, and most say one of a few things.

use std::sync::Arc;

use super::page::Spot;
use crate::model::{Answer, Rating};

/// Among how many readings before it one that is alike is looked for.
const ALIKE: usize = 12;

/// A rating of a form.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Mark<'m> {
    /// Its place in the instrument.
    pub(super) item: usize,
    pub(super) answer: &'m Arc<Answer>,
    pub(super) at: Spot,
}

/// The ratings of a form.
#[derive(Clone, Default, Debug)]
pub(super) struct Marks {
    answers: Vec<Arc<Answer>>,
    all: Vec<Kept>,
}

/// A mark, with the place of its answer.
#[derive(Clone, Copy, Debug)]
struct Kept {
    item: u32,
    answer: u32,
    at: (u32, u32),
}

impl Marks {
    pub(super) fn push(&mut self, item: usize, rating: Rating, written: &str, at: Spot) {
        let mut near = self.answers.iter().enumerate().rev().take(ALIKE);
        let alike = near.find(|(_, known)| *known.written == *written && known.rating == rating);
        let answer = alike.map_or(self.answers.len(), |(place, _)| place);
        if answer == self.answers.len() {
            self.answers.push(Arc::new(Answer { rating, written: written.into() }));
        }
        let at = (narrow(at.0), narrow(at.1));
        self.all.push(Kept { item: narrow(item), answer: narrow(answer), at });
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Mark<'_>> {
        self.all.iter().map(|kept| {
            let at = (kept.at.0 as usize, kept.at.1 as usize);
            Mark { item: kept.item as usize, answer: &self.answers[kept.answer as usize], at }
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
