//! Where all sites together and the sites that can be compared go different ways.

use super::{Block, NetworkLine, NetworkPoint, Study, say, short_name};
use crate::{
    analysis::NetworkChange,
    diagnostic::{count, count_of},
    model::Exact,
};

/// A sentence for each such line: a mean that falls while every site rises would mislead.
pub(super) fn blocks(study: &Study, shown: &[(&NetworkLine, &NetworkPoint)]) -> Vec<Block> {
    let told: Vec<String> =
        shown.iter().filter_map(|(line, point)| differing(study, line, point)).collect();
    if told.is_empty() {
        Vec::new()
    } else {
        vec![Block::Paragraph(WHY.to_owned()), Block::List(told)]
    }
}

const WHY: &str = "Here the mean over all sites and the sites that were rated in both years went different \
    ways. What changed is what the same sites did; the rest comes from which sites took part.";

fn differing(study: &Study, line: &NetworkLine, point: &NetworkPoint) -> Option<String> {
    let change = point.from_year_before.as_ref().filter(|change| change.directions_differ())?;
    let same = change.same_sites.as_ref()?;
    let before = point.mean.clone() - change.difference.clone();
    Some(format!(
        "{}, {}: since {} the mean over all sites {}, and that of the {} rated in both years {} ({}).",
        short_name(study, &line.topic.id),
        say::source_lower(study.language, line.topic.source),
        change.since,
        went(&before, &point.mean),
        count(same.sites, "site"),
        went(&same.before, &same.now),
        came_and_went(change)
    ))
}

/// `rose from 2.50 to 2.70`, with as many decimals as it takes to see it.
fn went(before: &Exact, now: &Exact) -> String {
    let way = if before < now { "rose" } else { "fell" };
    format!("{way} from {} to {}", say::score_against(before, now), say::score_against(now, before))
}

fn came_and_went(change: &NetworkChange) -> String {
    let joined = count_of(change.joined.len(), "site", "sites");
    format!("{joined} joined, {} left", change.left.len())
}
