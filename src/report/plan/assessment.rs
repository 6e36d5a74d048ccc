//! I Assessment: what was looked at, what was found, and what cannot be told.

use super::{Block, Cell, Subject, in_short, proposals, table, text, unknown, years};
use crate::{
    analysis::SpreadBasis,
    language::{Language, facts, say},
    model::{Basis, EvidenceSource, SchoolYear},
    plan::{Age, SourceEvidence, StandardEvidence, ToolUsed},
    report::{figure, say, scale},
    rulebook::kind::{Part, PlanChart, PlanField},
};

pub(super) fn blocks(subject: Subject<'_>, part: &Part) -> Vec<Block> {
    let heading = |name| Block::Heading { level: 2, text: subject.language().say(name, &[]) };
    let mut blocks = vec![heading("plan-in-short"), Block::List(in_short::lines(subject))];
    let scale = scale::note(subject.study, std::iter::once(subject.plan));
    blocks.extend(scale.map(Block::Note));
    blocks.extend(subject.charts(PlanChart::Standards, figure::standards));
    blocks.push(heading("plan-by-standard"));
    blocks.push(results(subject));
    blocks.push(Block::Note(how_to_read(subject)));
    blocks.extend(years::blocks(subject));
    blocks.extend(unknown::blocks(subject));
    blocks.push(heading("plan-where-from"));
    blocks.push(tools(subject));
    blocks.extend(people(subject, part));
    blocks
}

fn results(subject: Subject<'_>) -> Block {
    let language = subject.language();
    let years = subject.plan.evidence.iter().flat_map(|known| &known.sources);
    let newest = years.map(|evidence| evidence.school_year).max();
    let rows = subject.framework.standard.iter().map(|standard| {
        let known = subject.plan.evidence.iter().find(|known| *known.standard == *standard.id);
        let focus = subject.plan.focus.iter().any(|focus| *focus.standard == *standard.id);
        let name = format!("{}. {}", standard.number, standard.name);
        let name = if focus { Cell::Strong(name) } else { text(name) };
        let side = |source| text(side(language, known, source, newest));
        vec![name, side(EvidenceSource::SelfAssessment), side(EvidenceSource::Observation)]
    });
    table(
        &caption(subject, newest),
        &[
            (&say!(language, "plan-standard"), 30),
            (&say::source(language, EvidenceSource::SelfAssessment), 35),
            (&say::source(language, EvidenceSource::Observation), 35),
        ],
        rows.collect(),
    )
}

/// The year and the targets of the scores in the table.
fn caption(subject: Subject<'_>, newest: Option<SchoolYear>) -> String {
    let language = subject.language();
    let Some(year) = newest else { return say!(language, "plan-scores-without-year") };
    let year = year.to_string();
    let known = subject.plan.evidence.iter().flat_map(|known| &known.sources);
    let mut targets: Vec<String> = known
        .filter_map(|evidence| evidence.target.as_ref().map(|line| say::target(language, line)))
        .collect();
    targets.sort();
    targets.dedup();
    let or = |first: String, second| say!(language, "plan-or", first = first, second = second);
    match targets.into_iter().reduce(or) {
        Some(target) => say!(language, "plan-scores-with-target", year = year, target = target),
        None => say!(language, "plan-scores", year = year),
    }
}

/// A score with its range and who is behind it; on the line below, the change in a year.
fn side(
    language: Language,
    known: Option<&StandardEvidence>,
    source: EvidenceSource,
    newest: Option<SchoolYear>,
) -> String {
    let Some(evidence) = known.and_then(|known| of(known, source)) else {
        let is_tried =
            known.is_some_and(|known| known.without_score.iter().any(|it| it.source == source));
        let name = if is_tried { "plan-too-little-rated" } else { "plan-no-evidence" };
        return language.say(name, &[]);
    };
    let mut score = score_beside_target(evidence);
    if let Some(range) = &evidence.interval {
        score = format!("{score} ({})", say::interval(language, range, evidence.spread_basis));
    }
    let name = match (newest == Some(evidence.school_year), evidence.age) {
        (true, _) => "plan-score",
        (false, Age::Current) => "plan-score-of-year",
        (false, Age::Older) => "plan-score-of-older-year",
    };
    let (behind, year) = (behind(language, evidence), evidence.school_year.to_string());
    let score = language.say(name, &facts!(score = score, behind = behind, year = year));
    match &evidence.from_year_before {
        Some(change) => {
            let change = say::change_short(language, change);
            format!("{score}\n{}", say!(language, "plan-change-in-a-year", change = change))
        }
        None => score,
    }
}

/// Who is behind a score, in few words: `4 activities`.
fn behind(language: Language, evidence: &SourceEvidence) -> String {
    let n = evidence.n_responses;
    match (evidence.source, evidence.basis) {
        (EvidenceSource::Observation, _) => say!(language, "plan-behind-observed", n = n),
        (EvidenceSource::SelfAssessment, Basis::Consensus) => {
            say!(language, "plan-behind-agreed", n = n)
        }
        (EvidenceSource::SelfAssessment, Basis::Individual) => {
            say!(language, "plan-behind-alone", n = n)
        }
    }
}

/// A score as it stands in the assessment.
pub(super) fn score_beside_target(evidence: &SourceEvidence) -> String {
    match &evidence.target {
        Some(target) => say::score_against(&evidence.score, &target.value),
        None => say::score(&evidence.score),
    }
}

/// What a source says about a standard.
pub(super) fn of(known: &StandardEvidence, source: EvidenceSource) -> Option<&SourceEvidence> {
    known.sources.iter().find(|evidence| evidence.source == source)
}

fn how_to_read(subject: Subject<'_>) -> String {
    let mut sentences = vec![say!(subject.language(), "plan-how-to-read")];
    let any = |is: &dyn Fn(&SourceEvidence) -> bool| {
        subject.plan.evidence.iter().flat_map(|known| &known.sources).any(is)
    };
    if any(&|it| fewer_than_forms(subject, it)) {
        sentences.push(say!(subject.language(), "plan-fewer-people"));
    }
    if any(&|it| is_agreed(it) && it.interval.is_none()) {
        sentences.push(say!(subject.language(), "plan-agreed-no-range"));
    }
    if any(&|it| is_agreed(it) && it.interval.is_some()) {
        sentences.push(say!(subject.language(), "plan-agreed-with-range"));
    }
    if any(&|evidence| evidence.spread_basis == Some(SpreadBasis::Assumed)) {
        sentences.push(say!(subject.language(), "plan-assumed"));
    }
    sentences.push(subject.framework.derived_note.clone());
    sentences.join(" ")
}

/// Whether somebody who filled in the tool is not behind this score.
fn fewer_than_forms(subject: Subject<'_>, evidence: &SourceEvidence) -> bool {
    let is_meant = |tool: &&ToolUsed| {
        tool.source == evidence.source
            && tool.instrument == evidence.instrument
            && tool.school_year == evidence.school_year
            && tool.basis == evidence.basis
    };
    let used = subject.plan.tools.iter().find(is_meant);
    used.is_some_and(|tool| evidence.n_responses < tool.n_responses)
}

fn is_agreed(evidence: &SourceEvidence) -> bool {
    evidence.source == EvidenceSource::SelfAssessment && evidence.basis == Basis::Consensus
}

fn tools(subject: Subject<'_>) -> Block {
    let language = subject.language();
    let rows = subject.plan.tools.iter().map(|tool| {
        vec![
            text(tool_and_source(subject, tool)),
            text(tool.school_year.to_string()),
            text(say::dates(language, tool.first_date, tool.last_date)),
            text(say::looks(language, tool.source, tool.basis, tool.n_responses)),
        ]
    });
    table(
        &say!(language, "plan-tools-caption"),
        &[
            (&say!(language, "plan-tool"), 26),
            (&say!(language, "plan-school-year"), 14),
            (&say!(language, "plan-dates"), 30),
            (&say!(language, "plan-based-on"), 30),
        ],
        rows.collect(),
    )
}

/// `Observation (DoS)`, and the source alone where the tool is called the same.
fn tool_and_source(subject: Subject<'_>, used: &ToolUsed) -> String {
    let tool = subject.tool(&used.instrument);
    let source = say::source(subject.language(), used.source);
    if tool == source { tool } else { format!("{source} ({tool})") }
}

/// The fields of this part that people fill in.
fn people(subject: Subject<'_>, part: &Part) -> Vec<Block> {
    let told_above = ["critical_items", "cannot_tell", "focus", "not_chosen"];
    let fields: Vec<PlanField> = part
        .field
        .iter()
        .filter(|field| !told_above.contains(&field.id.as_str()))
        .cloned()
        .collect();
    let forms = subject.forms_with(&fields, &proposals::known(subject));
    if forms.is_empty() {
        return forms;
    }
    let text = say!(subject.language(), "plan-to-fill-in");
    std::iter::once(Block::Heading { level: 2, text }).chain(forms).collect()
}
