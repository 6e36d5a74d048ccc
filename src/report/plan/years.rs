//! Which way the standards go over the years.

use super::{Block, Cell, Subject, table, text};
use crate::{
    analysis::MaySay,
    language::{Language, say},
    model::EvidenceSource,
    plan::{SourceEvidence, StandardEvidence},
    report::say,
};

/// A row for each standard with three years or more that can be compared. None without any.
pub(super) fn blocks(subject: Subject<'_>) -> Vec<Block> {
    let language = subject.language();
    let rows: Vec<Vec<Cell>> = subject
        .framework
        .standard
        .iter()
        .filter_map(|standard| {
            let known = subject.plan.evidence.iter().find(|it| *it.standard == *standard.id)?;
            let sides = [EvidenceSource::SelfAssessment, EvidenceSource::Observation]
                .map(|source| side(language, known, source));
            let told = sides.iter().any(Option::is_some);
            let [own, seen] = sides.map(|side| text(side.unwrap_or_default()));
            told.then(|| vec![text(format!("{}. {}", standard.number, standard.name)), own, seen])
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let mut note = say!(language, "plan-years-how-to-read");
    if any_linked(subject) {
        note = format!("{note} {}", say!(language, "plan-years-linked"));
    }
    vec![
        Block::Heading { level: 2, text: say!(language, "plan-years") },
        table(
            &say!(language, "plan-years-caption"),
            &[
                (&say!(language, "plan-standard"), 30),
                (&say::source(language, EvidenceSource::SelfAssessment), 35),
                (&say::source(language, EvidenceSource::Observation), 35),
            ],
            rows,
        ),
        Block::Note(note),
    ]
}

fn any_linked(subject: Subject<'_>) -> bool {
    let all = subject.plan.evidence.iter().flat_map(|known| &known.sources);
    all.filter_map(|evidence| evidence.trend.as_ref()).any(|trend| !trend.linked.is_empty())
}

fn side(language: Language, known: &StandardEvidence, source: EvidenceSource) -> Option<String> {
    let evidence: &SourceEvidence = known.sources.iter().find(|it| it.source == source)?;
    let trend = evidence.trend.as_ref()?;
    (MaySay::TooShortToTest <= trend.may_say).then(|| say::trend(language, trend))
}
