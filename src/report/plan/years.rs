//! Which way the standards go over the years.

use super::{Block, Cell, Subject, table, text};
use crate::{
    analysis::MaySay,
    model::EvidenceSource,
    plan::{SourceEvidence, StandardEvidence},
    report::say,
};

/// A row for each standard with three years or more that can be compared. None without any.
pub(super) fn blocks(subject: Subject<'_>) -> Vec<Block> {
    let rows: Vec<Vec<Cell>> = subject
        .framework
        .standard
        .iter()
        .filter_map(|standard| {
            let known = subject.plan.evidence.iter().find(|it| *it.standard == *standard.id)?;
            let sides = [EvidenceSource::SelfAssessment, EvidenceSource::Observation]
                .map(|source| side(known, source));
            let told = sides.iter().any(Option::is_some);
            let [own, seen] = sides.map(|side| text(side.unwrap_or_default()));
            told.then(|| vec![text(format!("{}. {}", standard.number, standard.name)), own, seen])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let note = if any_linked(subject) {
        format!("{HOW_TO_READ} {WHERE_LINKED}")
    } else {
        HOW_TO_READ.to_owned()
    };
    vec![
        Block::Heading { level: 2, text: "Over the years".to_owned() },
        table(
            "Which way each standard goes, for lines of three years or more",
            &[("Standard", 30), ("Self-assessment", 35), ("Observation", 35)],
            rows,
        ),
        Block::Note(note),
    ]
}

const HOW_TO_READ: &str = "Per year: the slope of a line through all years, with its 95% range. \
    Improving or declining is said from five years on, and only where chance alone would hardly give \
    as steep a line, given how many sites were looked at. \u{201c}Would show\u{201d} is the \
    smallest change a year that so few ratings could show; a smaller one may be there and not be seen. \
    Where the tool or the way of rating changed, years before and after are not compared.";

const WHERE_LINKED: &str = "Where a line is linked over such a change, a rule says how older scores are \
    carried to the scale of the newer tool, and the range takes in how far off that may be. Scores and \
    charts show what was rated, and still break there.";

fn any_linked(subject: Subject<'_>) -> bool {
    let all = subject.plan.evidence.iter().flat_map(|known| &known.sources);
    all.filter_map(|evidence| evidence.trend.as_ref()).any(|trend| !trend.linked.is_empty())
}

fn side(known: &StandardEvidence, source: EvidenceSource) -> Option<String> {
    let evidence: &SourceEvidence = known.sources.iter().find(|it| it.source == source)?;
    let trend = evidence.trend.as_ref()?;
    (MaySay::TooShortToTest <= trend.may_say)
        .then(|| say::trend(crate::language::Language::English, trend))
}
