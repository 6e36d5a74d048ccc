//! Sites and standards: every site by every standard, by name.

use super::{Block, MOST_ROWS, Study, heading, say};
use crate::report::{Chart, Figure, figure};

/// On the first page, where the sites have room there: the source that speaks to most. The figure
/// says itself what it is.
pub(super) fn blocks(study: &Study) -> Vec<Block> {
    if MOST_ROWS < study.plans.len() {
        return Vec::new();
    }
    first(study).into_iter().flat_map(|figure| with_notes(study, figure)).collect()
}

/// In the appendix: what has no room there.
pub(super) fn of_the_rest(study: &Study) -> Vec<Block> {
    let on_first_page = first(study).filter(|_| study.plans.len() <= MOST_ROWS);
    let mut figures = figure::heat_map(study, None);
    figures.retain(|figure| on_first_page.as_ref().is_none_or(|first| first.id != figure.id));
    with_heading(study, if study.plans.len() < FEWEST_SITES { Vec::new() } else { figures })
}

/// One site is no map.
const FEWEST_SITES: usize = 2;

/// The figure with the most scores; the first one of equals.
fn first(study: &Study) -> Option<Figure> {
    if study.plans.len() < FEWEST_SITES {
        return None;
    }
    let scores = |figure: &Figure| match &figure.chart {
        Chart::HeatMap(map) => map.rows.iter().flat_map(|row| &row.cells).flatten().count(),
        _ => 0,
    };
    figure::heat_map(study, None).into_iter().rev().max_by_key(scores)
}

fn with_heading(study: &Study, figures: Vec<Figure>) -> Vec<Block> {
    if figures.is_empty() {
        return Vec::new();
    }
    let title = heading(1, say!(study.language, "network-heat"));
    let figures = figures.into_iter().flat_map(|figure| with_notes(study, figure));
    std::iter::once(title).chain(figures).collect()
}

/// A map, what it leaves out, and how few is few where some scores rest on few.
fn with_notes(study: &Study, figure: Figure) -> Vec<Block> {
    let mut notes = Vec::new();
    if let Chart::HeatMap(map) = &figure.chart {
        notes.extend(map.left_out.clone());
        if map.rows.iter().flat_map(|row| &row.cells).flatten().any(|cell| cell.thin) {
            let n = study.rulebook.care().fewest_looks;
            notes.push(say!(study.language, "network-heat-few", n = n));
        }
    }
    let note = (!notes.is_empty()).then(|| Block::Note(notes.join(" ")));
    std::iter::once(Block::figure(figure)).chain(note).collect()
}
