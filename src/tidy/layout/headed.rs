//! Several columns of ratings beside the items, each headed by what it is of: a year, a round, a
//! segment, a site.

use std::collections::BTreeMap;

use super::{Reader, aside::is_summary, blocks::Block, rated::is_rated};
use crate::tidy::{
    draft::Given,
    headings::{Means, normal},
    mapping::Column,
    page::Spot,
    telling::fields_in,
};

/// A column of ratings, and its heading where that alone does not tell what it is of.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Headed {
    pub(super) column: Column,
    pub(super) heading: Option<Given>,
}

impl Headed {
    /// A column that is known to hold ratings.
    pub(super) fn by_name(column: &Column) -> Headed {
        Headed { column: column.clone(), heading: None }
    }

    /// Ratings that do not stand in a column of their own.
    pub(super) fn nothing() -> Headed {
        let means = Means::Field("rating".into());
        Headed { column: Column { at: 0, means, set: BTreeMap::new() }, heading: None }
    }
}

impl Reader<'_, '_> {
    /// The columns of ratings of a table, where there are several or no heading says `Rating`.
    pub(super) fn headed(&self, block: &Block<'_>, items: &[(usize, usize)]) -> Vec<Headed> {
        let named = self.named_alike(block);
        let own = named.is_empty();
        let columns = if own { self.rated_and_unknown(block, items) } else { named };
        let headed: Vec<Headed> = columns
            .into_iter()
            .filter_map(|at| {
                self.headed_column(
                    at,
                    if own { Some((self.header, at)) } else { self.above_of(block, at) },
                )
            })
            .collect();
        let unclear = headed.iter().filter(|one| one.heading.is_some()).count();
        let is_one_unclear = headed.len() == 1 && unclear == 1;
        if is_one_unclear { Vec::new() } else { headed }
    }

    /// Two columns or more with the same heading, which says `Rating`.
    fn named_alike(&self, block: &Block<'_>) -> Vec<usize> {
        let heading = |at: usize| normal(&self.page.text((self.header, at)));
        let is_rating = |at: &usize| {
            let field = self.vocabulary.field(&heading(*at));
            block.item_column < *at && field.is_some_and(|(field, _)| *field == *"rating")
        };
        let all: Vec<usize> = self.page.filled(self.header).filter(is_rating).collect();
        let Some(&first) = all.first() else { return Vec::new() };
        let alike: Vec<usize> =
            all.into_iter().filter(|&at| heading(at) == heading(first)).collect();
        if 1 < alike.len() { alike } else { Vec::new() }
    }

    fn rated_and_unknown(&self, block: &Block<'_>, items: &[(usize, usize)]) -> Vec<usize> {
        if !self.rating_columns().is_empty() {
            return Vec::new();
        }
        let is_known = |at: &usize| {
            let is_total = is_summary(&self.page.text((self.header, *at)), self.words);
            is_total || self.columns.iter().any(|column| column.at == *at)
        };
        let is_rated = |at: &usize| is_rated(&self.page, *at, items, self.vocabulary, self.rulers);
        let all = self.page.filled(self.header).filter(|&at| block.item_column < at);
        all.filter(|at| !is_known(at)).filter(is_rated).collect()
    }

    /// The nearest cell above the heading, or the one to its left that heads several columns.
    fn above_of(&self, block: &Block<'_>, at: usize) -> Option<Spot> {
        let row = self.header.checked_sub(1)?;
        let mut columns = (block.item_column + 1..=at).rev();
        columns.find(|&at| !self.page.text((row, at)).is_empty()).map(|at| (row, at))
    }

    fn headed_column(&self, at: usize, words: Option<Spot>) -> Option<Headed> {
        let means = Means::Field("rating".into());
        let heading = Given::at(&self.page, words?)?;
        let set = fields_in(&heading.text, self.vocabulary, self.words);
        let is_told = set.is_some();
        let column = Column { at, means, set: set.unwrap_or_else(|| key_of(at)) };
        Some(Headed { column, heading: (!is_told).then_some(heading) })
    }
}

/// Ratings in other columns are of another form, whatever it is.
fn key_of(at: usize) -> BTreeMap<std::sync::Arc<str>, String> {
    BTreeMap::from([("column".into(), at.to_string())])
}
