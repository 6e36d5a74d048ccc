//! A filled-in form as it stands in its sheet, before its site and year are known.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    marks::{Mark, Marks},
    page::{Leaf, Page, Spot},
};
use crate::{
    diagnostic::{Code, Diagnostic},
    ingest::Cell,
    model::{CellRef, SaidBy},
    rulebook::{LayoutName, kind::Instrument},
};

/// A filled-in form as it stands in its sheet.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    pub(super) leaf: Leaf,
    pub(super) instrument: &'a Instrument,
    pub(super) layout: LayoutName,
    pub(super) header: usize,
    /// Where it starts.
    pub(super) first: Spot,
    pub(super) given: BTreeMap<Arc<str>, Given>,
    /// The fields that a mapping has given, which tell this form from others.
    pub(super) mapped: BTreeSet<Arc<str>>,
    /// The lines above its table that are no labels: one of them may name its site.
    pub(super) titles: Arc<[Given]>,
    /// What heads its column of ratings, where nothing else tells these ratings from those beside.
    pub(super) heading: Option<Given>,
    /// Whether it cannot be told which of its columns hold which ratings.
    pub(super) is_unclear: bool,
    /// Whether its row holds a single cell, as a remark under a table does.
    pub(super) is_lone_cell: bool,
    pub(super) marks: Marks,
    /// How many cells for ratings hold nothing.
    pub(super) blank: usize,
    /// What was noticed in its cells.
    pub(super) told: Vec<Diagnostic>,
}

/// What a form says about itself.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Given {
    /// Without spaces around it.
    pub(super) text: String,
    pub(super) cell: Cell,
    /// None where the settings say it, or a name.
    pub(super) at: Option<Spot>,
    /// The name that says it, if one does.
    pub(super) named: Option<SaidBy>,
}

impl Given {
    /// None where nothing stands.
    pub(super) fn at(page: &Page<'_>, spot: Spot) -> Option<Given> {
        let text = page.text(spot).into_owned();
        let given = Given { text, cell: page.cell(spot).clone(), at: Some(spot), named: None };
        if given.text.is_empty() { None } else { Some(given) }
    }

    pub(super) fn set(text: &str) -> Given {
        let text = text.trim().to_owned();
        Given { cell: Cell::Text(text.clone()), text, at: None, named: None }
    }
}

impl Draft<'_> {
    pub(super) fn page(&self) -> Page<'_> {
        self.leaf.page()
    }

    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.given.get(field).map(|given| given.text.as_str())
    }

    pub(super) fn names_no_site(&self) -> bool {
        ["site", "site_id", "cds_code"].iter().all(|field| self.text(field).is_none())
    }

    /// Whether it has no column of ratings.
    pub(super) fn lacks_ratings(&self) -> bool {
        self.is_unclear || self.told.iter().any(|told| told.code == Code::MissingColumn)
    }

    /// The rows of its page that may still be shown or compared once it is read.
    pub(super) fn rows_to_keep(&self) -> impl Iterator<Item = usize> {
        let given = self.given.values().chain(self.titles.iter()).chain(&self.heading);
        let spots = given.filter_map(|given| given.at).chain([self.first]);
        let repeated = self.repeated_marks().map(|mark| mark.at);
        spots.chain(repeated).map(|(row, _)| row).chain([self.header])
    }

    /// Ratings of items that stand here more than once.
    pub(super) fn repeated_marks(&self) -> impl Iterator<Item = Mark<'_>> {
        let mut counts = vec![0_usize; self.instrument.item.len()];
        self.marks.iter().for_each(|mark| counts[mark.item] += 1);
        self.marks.iter().filter(move |mark| 1 < counts[mark.item])
    }

    pub(super) fn first_cell(&self) -> CellRef {
        self.page().at(self.first)
    }

    /// The diagnostic at the cell of what is given; at the form's first cell where the settings
    /// give it.
    pub(super) fn tell_given(&self, diagnostic: Diagnostic, given: &Given) -> Diagnostic {
        self.tell(diagnostic, given.at.unwrap_or(self.first))
    }

    pub(super) fn tell(&self, diagnostic: Diagnostic, spot: Spot) -> Diagnostic {
        self.page().tell(diagnostic, Some(self.header), spot)
    }
}
