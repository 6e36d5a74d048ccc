//! I Assessment: what was looked at, what was found, and what cannot be told.

use std::{cmp::Ordering, collections::BTreeMap};

use super::{Block, Cell, Subject, own_view, table, text, years};
use crate::{
    analysis::{ChangeReading, SpreadBasis, Verdict},
    diagnostic::{all_of, count},
    model::{EvidenceSource, Exact, SchoolYear},
    plan::{
        Age, NoEvidence, NoEvidenceReason, Reason, SourceEvidence, StandardEvidence,
        StrengthReason, ToolUsed,
    },
    report::{
        figure::{self, MOST_MOVERS, Mover, movers},
        say,
    },
    rulebook::kind::{Part, PlanField},
};

pub(super) fn blocks(subject: Subject<'_>, part: &Part) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading { level: 2, text: "In short".to_owned() },
        Block::List(in_short(subject)),
    ];
    blocks.extend(figure::standards(subject.study, subject.plan).map(Block::figure));
    blocks.push(Block::Heading { level: 2, text: "What we found, by standard".to_owned() });
    blocks.push(results(subject));
    blocks.push(Block::Note(how_to_read(subject)));
    blocks.extend(years::blocks(subject));
    blocks.extend(unknown(subject));
    blocks.push(Block::Heading { level: 2, text: "Where this comes from".to_owned() });
    blocks.push(tools(subject));
    blocks.extend(people(subject, part));
    blocks
}

/// The page in a few sentences: what cannot wait, what is strong, what moved, what comes next.
fn in_short(subject: Subject<'_>) -> Vec<String> {
    let plan = subject.plan;
    let mut lines = Vec::new();
    for reason in plan.focus.iter().flat_map(|focus| &focus.reasons) {
        if let Reason::CriticalItem { because, .. } = reason {
            lines.push(because.clone());
        }
    }
    if let Some(strength) = &plan.strength {
        let name = subject.standard_name(&strength.standard);
        let at = score(&strength.evidence);
        let why = match strength.why {
            StrengthReason::SurelyAtTarget => "clearly at or above target",
            StrengthReason::AtTarget => "at or above target",
            StrengthReason::ClosestToTarget => "closest to target",
            StrengthReason::HighestScore => "the highest of all",
        };
        lines.push(format!("A strength to protect: {name} ({at}), {why}."));
    }
    let movers: Vec<Mover<'_>> = movers(plan).into_iter().take(MOST_MOVERS).collect();
    lines.extend(movers.iter().map(|it| moved(subject, it)));
    lines.extend(over_the_years(subject));
    lines.extend(in_a_year(subject, &movers));
    lines.extend(own_view::lines(subject));
    let names: Vec<String> =
        plan.focus.iter().map(|focus| subject.standard_name(&focus.standard)).collect();
    if names.is_empty() {
        lines.push("Nothing that was rated is below target.".to_owned());
    } else {
        let names = all_of(names.iter().map(String::as_str));
        lines.push(format!("To work on in {}: {names}.", plan.school_year));
    }
    let unknown = plan.no_evidence.len();
    if 0 < unknown {
        let standards = count(unknown, "standard");
        lines.push(format!("Not known yet: {standards} without evidence. That is not a zero."));
    }
    lines
}

/// What improves or declines over five years or more: a line for each source and direction.
fn over_the_years(subject: Subject<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for source in [EvidenceSource::SelfAssessment, EvidenceSource::Observation] {
        for (word, verdict) in
            [("Improving", Verdict::Improving), ("Declining", Verdict::Declining)]
        {
            let goes = |known: &&StandardEvidence| {
                let trend = of(known, source).and_then(|evidence| evidence.trend.as_ref());
                trend.is_some_and(|trend| trend.verdict == verdict)
            };
            let known = subject.plan.evidence.iter().filter(goes);
            let names: Vec<String> = known.map(|it| subject.standard_name(&it.standard)).collect();
            if !names.is_empty() {
                let by = say::by(subject.study.language, source);
                lines.push(format!("{word} over the years, in {by}: {}.", names.join("; ")));
            }
        }
    }
    lines
}

/// What else went clearly up or down since the year before: a line for each source and direction.
fn in_a_year(subject: Subject<'_>, told: &[Mover<'_>]) -> Vec<String> {
    let mut lines = Vec::new();
    for source in [EvidenceSource::SelfAssessment, EvidenceSource::Observation] {
        for (way, order) in [("up", Ordering::Greater), ("down", Ordering::Less)] {
            let names: Vec<String> = subject
                .plan
                .evidence
                .iter()
                .filter(|known| of(known, source).is_some_and(|it| went(it, order)))
                .filter(|known| told.iter().all(|(one, ..)| one.standard != known.standard))
                .map(|known| subject.standard_name(&known.standard))
                .collect();
            if !names.is_empty() {
                let (by, names) = (say::by(subject.study.language, source), names.join("; "));
                let also = if told.is_empty() { "C" } else { "Also c" };
                lines.push(format!("{also}learly {way} since the year before, in {by}: {names}."));
            }
        }
    }
    lines
}

fn went(evidence: &SourceEvidence, order: Ordering) -> bool {
    evidence.age == Age::Current
        && evidence.from_year_before.as_ref().is_some_and(|change| {
            change.reading == ChangeReading::BeyondNoise
                && change.difference.cmp(&Exact::ZERO) == order
        })
}

/// A change that is clear, and what the other source says beside it.
fn moved(subject: Subject<'_>, (known, evidence, change): &Mover<'_>) -> String {
    let name = subject.standard_name(&known.standard);
    let by = say::by(subject.study.language, evidence.source);
    let score = say::score(&evidence.score);
    let mut told = format!(
        "{name}: {score} in {by}, {}.",
        say::moved(subject.study.language, &evidence.score, change)
    );
    for other in known.sources.iter().filter(|other| other.source != evidence.source) {
        if let Some(change) = &other.from_first_year {
            let by = say::by(subject.study.language, other.source);
            let score = say::score(&other.score);
            let moved = say::moved(subject.study.language, &other.score, change);
            told = format!("{told} In {by}: {score}, {moved}.");
        }
    }
    told
}

/// A score with its source, as `2.58, observation`.
fn score(evidence: &SourceEvidence) -> String {
    let value = match &evidence.target {
        Some(target) => say::score_against(&evidence.score, &target.value),
        None => say::score(&evidence.score),
    };
    format!("{value}, {}", say::source_lower(crate::language::Language::English, evidence.source))
}

fn results(subject: Subject<'_>) -> Block {
    let years = subject.plan.evidence.iter().flat_map(|known| &known.sources);
    let newest = years.clone().map(|evidence| evidence.school_year).max();
    let rows = subject.framework.standard.iter().map(|standard| {
        let known = subject.plan.evidence.iter().find(|known| *known.standard == *standard.id);
        let focus = subject.plan.focus.iter().any(|focus| *focus.standard == *standard.id);
        let name = format!("{}. {}", standard.number, standard.name);
        let name = if focus { Cell::Strong(name) } else { text(name) };
        let side = |source| text(side(known, source, newest));
        vec![
            name,
            side(EvidenceSource::SelfAssessment),
            side(EvidenceSource::Observation),
            text(changes(known)),
        ]
    });
    let year = newest.map_or(String::new(), |year| format!(" in {year}"));
    let target = |line| say::target(subject.study.language, line);
    let mut targets: Vec<String> =
        years.filter_map(|evidence| evidence.target.as_ref().map(target)).collect();
    targets.sort();
    targets.dedup();
    let target = if targets.is_empty() {
        String::new()
    } else {
        format!("; target {}", targets.join(" or "))
    };
    table(
        &format!("Scores by standard{year}{target}; this year\u{2019}s focus in bold"),
        &[("Standard", 30), ("Self-assessment", 20), ("Observation", 26), ("Change in a year", 24)],
        rows.collect(),
    )
}

fn side(
    known: Option<&StandardEvidence>,
    source: EvidenceSource,
    newest: Option<SchoolYear>,
) -> String {
    let Some(evidence) = known.and_then(|known| of(known, source)) else {
        let reason =
            known.and_then(|known| known.without_score.iter().find(|none| none.source == source));
        return reason
            .map_or("no evidence".to_owned(), |_| "too little was rated for a score".to_owned());
    };
    let value = match &evidence.target {
        Some(target) => say::score_against(&evidence.score, &target.value),
        None => say::score(&evidence.score),
    };
    let sure = evidence.interval.map_or(String::new(), |it| {
        format!(
            " ({})",
            say::interval(crate::language::Language::English, &it, evidence.spread_basis)
        )
    });
    let year = match (newest == Some(evidence.school_year), evidence.age) {
        (true, _) => String::new(),
        (false, Age::Current) => format!(", {}", evidence.school_year),
        (false, Age::Older) => format!(", {}, older", evidence.school_year),
    };
    format!("{value}{sure}, n\u{a0}=\u{a0}{}{year}", evidence.n_responses)
}

fn of(known: &StandardEvidence, source: EvidenceSource) -> Option<&SourceEvidence> {
    known.sources.iter().find(|evidence| evidence.source == source)
}

/// A line for each source that can be compared with the year before.
fn changes(known: Option<&StandardEvidence>) -> String {
    let told: Vec<String> = known
        .iter()
        .flat_map(|known| &known.sources)
        .filter_map(|evidence| {
            let change = evidence.from_year_before.as_ref()?;
            let source = match evidence.source {
                EvidenceSource::SelfAssessment => "self",
                EvidenceSource::Observation => "observed",
            };
            Some(format!(
                "{source} {}",
                say::change_short(crate::language::Language::English, change)
            ))
        })
        .collect();
    if told.is_empty() { "nothing to compare".to_owned() } else { told.join("\n") }
}

fn how_to_read(subject: Subject<'_>) -> String {
    format!(
        "How to read this: first the score, in brackets its 95% range (where the true value most \
         likely lies), then n, the number of people or visits behind it. A rating that a group agreed \
         on counts as one; its range cannot be told, and so a change is given without a word on \
         whether it is clear. Self-assessment and observation stand side by side and are never \
         averaged. A change that is not clear has beside it how large it would need to be.{} {}",
        assumed(subject),
        subject.framework.derived_note
    )
}

/// Said where a range rests on what the rules assume.
fn assumed(subject: Subject<'_>) -> &'static str {
    let mut sources = subject.plan.evidence.iter().flat_map(|known| &known.sources);
    if sources.any(|evidence| evidence.spread_basis == Some(SpreadBasis::Assumed)) {
        " Assumed: there are too few visits, over all sites, to tell how much they vary; the range rests \
         on what the rules take to be usual."
    } else {
        ""
    }
}

/// Standards that nothing speaks to, and what could.
fn unknown(subject: Subject<'_>) -> Vec<Block> {
    if subject.plan.no_evidence.is_empty() {
        return Vec::new();
    }
    let lines = subject.plan.no_evidence.iter().map(|none| unknown_line(subject, none)).collect();
    vec![
        Block::Heading { level: 2, text: "What we cannot tell yet".to_owned() },
        Block::Paragraph(
            "There is no evidence on these standards. They are not zero; they are not known."
                .to_owned(),
        ),
        Block::List(lines),
    ]
}

fn unknown_line(subject: Subject<'_>, none: &NoEvidence) -> String {
    let name = subject.standard_name(&none.standard);
    let reasons: Vec<String> = none
        .reasons
        .iter()
        .map(|reason| match reason {
            NoEvidenceReason::NotSeenBy { because, instead, .. } if instead.is_empty() => {
                because.clone()
            }
            NoEvidenceReason::NotSeenBy { because, instead, .. } => {
                format!("{because} What could tell: {}.", instead.join(", "))
            }
            NoEvidenceReason::NoScore(none) => format!(
                "{} in {}: {}.",
                subject.tool(&none.instrument),
                none.school_year,
                none.reason
            ),
        })
        .collect();
    if reasons.is_empty() { name } else { format!("{name}. {}", reasons.join(" ")) }
}

fn tools(subject: Subject<'_>) -> Block {
    let rows = subject.plan.tools.iter().map(|tool| {
        vec![
            text(tool_and_source(subject, tool)),
            text(tool.school_year.to_string()),
            text(say::dates(subject.study.language, tool.first_date, tool.last_date)),
            text(say::looks(subject.study.language, tool.source, tool.basis, tool.n_responses)),
        ]
    });
    table(
        "Tools behind this plan",
        &[("Tool", 26), ("School year", 14), ("Dates", 30), ("Based on", 30)],
        rows.collect(),
    )
}

/// `Observation (DoS)`, and the source alone where the tool is called the same.
fn tool_and_source(subject: Subject<'_>, used: &ToolUsed) -> String {
    let (tool, source) =
        (subject.tool(&used.instrument), say::source(subject.study.language, used.source));
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
    let mut known = BTreeMap::new();
    if let Some(strength) = &subject.plan.strength {
        known.insert("strengths", subject.standard_name(&strength.standard));
    }
    let needs: Vec<String> =
        subject.plan.focus.iter().map(|focus| subject.standard_name(&focus.standard)).collect();
    known.insert("needs", needs.join("; "));
    let forms = subject.forms_with(&fields, &known);
    if forms.is_empty() {
        return forms;
    }
    let heading = Block::Heading { level: 2, text: "For the team to fill in".to_owned() };
    std::iter::once(heading).chain(forms).collect()
}
