//! Where all sites together and the sites that can be compared go different ways.

use super::{Block, NetworkLine, NetworkPoint, Study, say, short_name};
use crate::{
    analysis::{NetworkChange, SameSites},
    diagnostic::{all_of, count},
    model::Exact,
};

/// Said in words, because a mean over all sites that falls while every site rises misleads.
pub(super) fn blocks(study: &Study, shown: &[(&NetworkLine, &NetworkPoint)]) -> Vec<Block> {
    let told: Vec<String> =
        shown.iter().filter_map(|(line, point)| differing(study, line, point)).collect();
    if told.is_empty() {
        return Vec::new();
    }
    let why = "Below, the mean over all sites went one way, and the sites that were rated in both \
               years went the other. What the same sites did is the change; the rest comes from \
               which sites took part.";
    vec![Block::Paragraph(why.to_owned()), Block::List(told)]
}

fn differing(study: &Study, line: &NetworkLine, point: &NetworkPoint) -> Option<String> {
    let change = point.from_year_before.as_ref().filter(|change| change.directions_differ())?;
    let same = change.same_sites.as_ref()?;
    let before = point.mean.clone() - change.difference.clone();
    let mut others = vec![count(change.joined.len(), "site") + " joined"];
    others.push(count(change.left.len(), "site") + " left");
    Some(format!(
        "{}, {}: the mean over all sites {}, since {}. {}.",
        short_name(study, &line.topic.id),
        say::source(line.topic.source).to_lowercase(),
        went(&before, &point.mean),
        change.since,
        while_same(same, change)
    ))
}
