//! What is behind the assessment, in charts: for those who want to look closer.

use super::{Block, Subject};
use crate::{language::say, report::figure, rulebook::kind::PlanChart};

pub(super) fn blocks(subject: Subject<'_>) -> Vec<Block> {
    let charts = [
        subject.charts(PlanChart::SelfAndObservation, figure::views),
        subject.charts(PlanChart::Change, figure::change),
        subject.charts(PlanChart::Profile, figure::profiles),
        subject.charts(PlanChart::Levels, figure::shares),
    ]
    .concat();
    if charts.is_empty() {
        return Vec::new();
    }
    let text = say!(subject.language(), "plan-closer-look");
    let heading = Block::Heading { level: 1, text };
    let note = Block::Note(say!(subject.language(), "plan-not-needed"));
    [Block::PageBreak, heading, note].into_iter().chain(charts).collect()
}
