//! Where all sites together and the sites that can be compared go different ways.

use super::{Block, NetworkLine, NetworkPoint, Study, say, short_name};
use crate::language::facts;

/// A sentence for each such line: a mean that falls while every site rises would mislead.
pub(super) fn blocks(study: &Study, shown: &[(&NetworkLine, &NetworkPoint)]) -> Vec<Block> {
    let told: Vec<String> =
        shown.iter().filter_map(|(line, point)| differing(study, line, point)).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let why = say!(study.language, "network-composition-why");
    vec![Block::Paragraph(why), Block::List(told)]
}

/// With as many decimals as it takes to see which way each went.
fn differing(study: &Study, line: &NetworkLine, point: &NetworkPoint) -> Option<String> {
    let change = point.from_year_before.as_ref().filter(|change| change.directions_differ())?;
    let same = change.same_sites.as_ref()?;
    let before = point.mean.clone() - change.difference.clone();
    let name = if before < point.mean {
        "network-composition-all-rose"
    } else {
        "network-composition-all-fell"
    };
    let facts = facts!(
        standard = short_name(study, &line.topic.id),
        source = say::source_lower(study.language, line.topic.source),
        since = change.since.to_string(),
        before = say::score_against(&before, &point.mean),
        now = say::score_against(&point.mean, &before),
        sites = same.sites,
        same_before = say::score_against(&same.before, &same.now),
        same_now = say::score_against(&same.now, &same.before),
        joined = change.joined.len(),
        left = change.left.len(),
    );
    Some(study.language.say(name, &facts))
}
