//! Which way the standards go over the years.

use super::{Block, Subject, table, text};
use crate::{
    analysis::MaySay,
    language::{Language, say},
    model::EvidenceSource,
    plan::{SourceEvidence, StandardEvidence},
    report::say,
};

/// A row for each standard with three years or more that can be compared, and one for those of which
/// the same is said. None without any.
pub(super) fn blocks(subject: Subject<'_>) -> Vec<Block> {
    let language = subject.language();
    let told = told(subject);
    if told.is_empty() {
        return Vec::new();
    }
    let rows = told
        .into_iter()
        .map(|(names, [own, seen])| vec![text(names.join("\n")), text(own), text(seen)]);
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
            rows.collect(),
        ),
        Block::Note(note),
    ]
}

/// What is said of standards by each source, in their order; last what is said of several.
fn told(subject: Subject<'_>) -> Vec<(Vec<String>, [String; 2])> {
    let mut told: Vec<(Vec<String>, [String; 2])> = Vec::new();
    for standard in &subject.framework.standard {
        let known = subject.plan.evidence.iter().find(|it| *it.standard == *standard.id);
        let Some(known) = known else { continue };
        let sides = [EvidenceSource::SelfAssessment, EvidenceSource::Observation]
            .map(|source| side(subject.language(), known, source).unwrap_or_default());
        if sides.iter().all(String::is_empty) {
            continue;
        }
        let name = format!("{}. {}", standard.number, standard.name);
        match told.iter_mut().find(|(_, known)| *known == sides) {
            Some((names, _)) => names.push(name),
            None => told.push((vec![name], sides)),
        }
    }
    told.sort_by_key(|(names, _)| 1 < names.len());
    told
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
