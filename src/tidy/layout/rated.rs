//! Whether cells hold ratings, whatever heads them.

use super::Rulers;
use crate::{
    model::Rating,
    tidy::{
        headings::Vocabulary,
        page::{Page, Spot, is_blank},
        rating::Ruler,
    },
};

/// How many rows are looked at to see what a column holds.
const SAMPLE: usize = 120;

/// Whether a column holds ratings: most of what stands in it beside the items can be read as one.
pub(super) fn is_rated(
    page: &Page<'_>,
    at: usize,
    items: &[(usize, usize)],
    vocabulary: &Vocabulary<'_>,
    rulers: &Rulers<'_>,
) -> bool {
    let (mut ratings, mut filled) = (0, 0);
    for &(row, item) in items.iter().take(SAMPLE) {
        let cell = page.cell((row, at));
        let Some(ruler) = ruler_of(vocabulary, rulers, item).filter(|_| !is_blank(cell)) else {
            continue;
        };
        filled += 1;
        let rating = ruler.rating(cell, &vocabulary.instrument.item[item]);
        ratings += usize::from(rating.is_some_and(|rating| rating != Rating::Unusable));
    }
    0 < ratings && filled <= 2 * ratings
}

/// Whether the cell is a level of the scale, as the columns of a grid are headed.
pub(super) fn is_level(
    page: &Page<'_>,
    spot: Spot,
    items: &[(usize, usize)],
    vocabulary: &Vocabulary<'_>,
    rulers: &Rulers<'_>,
) -> bool {
    let Some(&(_, item)) = items.first() else { return false };
    let ruler = ruler_of(vocabulary, rulers, item);
    let read = |ruler: &Ruler<'_>| ruler.rating(page.cell(spot), &vocabulary.instrument.item[item]);
    matches!(ruler.and_then(read), Some(Rating::Value(_)))
}

pub(super) fn ruler_of<'r, 'a>(
    vocabulary: &Vocabulary<'a>,
    rulers: &'r Rulers<'a>,
    item: usize,
) -> Option<&'r Ruler<'a>> {
    let instrument = vocabulary.instrument;
    let scale = instrument.item[item].scale.as_ref().unwrap_or(&instrument.scale);
    rulers.get(scale.as_str())
}
