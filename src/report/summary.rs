//! The summary for the yearly report: a row a site, by name and never by score.
//!
//! What we do not know stays open for people, with a hint.

use std::collections::BTreeSet;

use super::{Block, Cell, Table, say};
use crate::{
    language::{Language, say},
    model::{Basis, EvidenceSource, Site, SiteId},
    network::{SiteNeeds, Start},
    pipeline::Study,
    plan::{Plan, ToolUsed},
    rulebook::kind::{MatchingRules, StepState},
    tracker::{self, Vocabulary},
};

/// The table with its words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SiteSummary {
    /// The language that it is written in.
    pub language: Language,
    pub title: String,
    /// What it is for.
    pub note: String,
    /// What stands below it.
    pub footer: String,
    pub columns: Vec<SummaryColumn>,
    /// The sites with a plan, by name.
    pub rows: Vec<SummaryRow>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SummaryColumn {
    pub id: String,
    pub label: String,
    /// What stands or is to be written there.
    pub help: String,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SummaryRow {
    pub site: SiteId,
    /// One a column; none where people fill it in.
    pub cells: Vec<Option<String>>,
}

/// None where the rules hold no such table, or no site has a plan.
pub fn site_summary(study: &Study) -> Option<SiteSummary> {
    let template = study.rulebook.plans.values().next()?.grantee_summary.as_ref()?;
    let vocabulary = Vocabulary::new(study.language, &study.rulebook);
    let mut about: Vec<About<'_>> = study
        .plans
        .values()
        .filter_map(|plan| About::of(study, plan, vocabulary.as_ref()))
        .collect();
    about.sort_by_key(|about| (&about.site.name, &about.site.id));
    let columns = template.column.iter().map(|column| SummaryColumn {
        id: column.id.clone(),
        label: column.label.clone(),
        help: column.help.clone(),
    });
    let row = |about: &About<'_>| SummaryRow {
        site: about.site.id.clone(),
        cells: template.column.iter().map(|column| about.known(&column.id)).collect(),
    };
    (!about.is_empty()).then(|| SiteSummary {
        language: study.language,
        title: template.title.clone(),
        note: template.r#use.clone(),
        footer: template.footer.clone(),
        columns: columns.collect(),
        rows: about.iter().map(row).collect(),
    })
}

impl SiteSummary {
    /// As a table of a report.
    pub(super) fn block(&self) -> Block {
        let cell = |known: &Option<String>, column: &SummaryColumn| match known {
            Some(text) => Cell::Text(text.clone()),
            None => Cell::Blank(to_fill_in(self.language, &column.help)),
        };
        let row = |row: &SummaryRow| {
            row.cells.iter().zip(&self.columns).map(|(known, column)| cell(known, column)).collect()
        };
        Block::Table(Table {
            caption: self.note.clone(),
            head: self.columns.iter().map(|column| column.label.clone()).collect(),
            rows: self.rows.iter().map(row).collect(),
            widths: vec![1; self.columns.len()],
        })
    }
}

/// A hint that nobody takes for an answer: `to fill in: such as 5 of 8`.
fn to_fill_in(language: Language, help: &str) -> String {
    let mut letters = help.trim_end_matches('.').chars();
    match letters.next() {
        Some(first) => {
            let hint = format!("{}{}", first.to_lowercase(), letters.as_str());
            say!(language, "summary-fill-in-hint", hint = hint)
        }
        None => say!(language, "summary-fill-in"),
    }
}

/// What is known about a site.
struct About<'a> {
    study: &'a Study,
    site: &'a Site,
    plan: &'a Plan,
    vocabulary: Option<&'a Vocabulary<'a>>,
}

impl<'a> About<'a> {
    fn of(
        study: &'a Study,
        plan: &'a Plan,
        vocabulary: Option<&'a Vocabulary<'a>>,
    ) -> Option<About<'a>> {
        let site = study.observations.sites.get(&plan.site)?;
        Some(About { study, site, plan, vocabulary })
    }

    /// What stands in a column; none for what people fill in.
    fn known(&self, column: &str) -> Option<String> {
        match column {
            "site" => Some(self.site.name.clone()),
            "cds_fein" => self.site.cds_code.as_ref().map(ToString::to_string),
            "school_year" => Some(self.plan.school_year.to_string()),
            "funding" => said(self.site.grants.join(", ")),
            "tools" => Some(self.tools()),
            "dates" => Some(self.dates()),
            "stakeholders" => said(self.roles()),
            "raters" => Some(self.raters()),
            "observations" => Some(self.visits()),
            "focus" => Some(self.focus()),
            "support" => said(self.support()),
            "actions_done" => self.actions_done(),
            _ => None,
        }
    }

    fn tools(&self) -> String {
        let known = &self.study.rulebook.instruments;
        let mut names: Vec<String> = Vec::new();
        for tool in self.latest() {
            let name = known.get(&*tool.instrument).map(|it| it.short_name.clone());
            let name = name.unwrap_or_else(|| tool.instrument.to_string());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    }

    fn dates(&self) -> String {
        let tools = self.latest();
        let firsts = tools.iter().filter_map(|tool| tool.first_date);
        let lasts = tools.iter().filter_map(|tool| tool.last_date);
        say::dates(self.study.language, firsts.min(), lasts.max())
    }

    /// The roles of those who rated in these years: groups, and no names.
    fn roles(&self) -> String {
        let years: BTreeSet<_> = self.latest().iter().map(|tool| tool.school_year).collect();
        let rows = say::rows_of(self.study, &self.site.id);
        let rows = rows.iter().filter(|row| years.contains(&row.form.school_year));
        let roles: BTreeSet<&str> = rows
            .filter_map(|row| row.form.response.fields.get("role"))
            .map(|role| &**role)
            .collect();
        roles.into_iter().collect::<Vec<_>>().join(", ")
    }

    /// The tools of the latest year of a source.
    fn used(&self, source: EvidenceSource) -> Vec<&'a ToolUsed> {
        let of_source = || self.plan.tools.iter().filter(|tool| tool.source == source);
        let newest = of_source().map(|tool| tool.school_year).max();
        of_source().filter(|tool| Some(tool.school_year) == newest).collect()
    }

    /// The tools of the latest year of each source.
    fn latest(&self) -> Vec<&'a ToolUsed> {
        let mut tools = self.used(EvidenceSource::SelfAssessment);
        tools.extend(self.used(EvidenceSource::Observation));
        tools
    }

    fn raters(&self) -> String {
        let (language, tools) = (self.study.language, self.used(EvidenceSource::SelfAssessment));
        let told = tools.iter().map(|tool| match tool.basis {
            Basis::Individual => tool.n_responses.to_string(),
            Basis::Consensus => say!(language, "summary-agreed"),
        });
        let told: Vec<String> = told.collect();
        if told.is_empty() { say!(language, "summary-none") } else { told.join(", ") }
    }

    fn visits(&self) -> String {
        let tools = self.used(EvidenceSource::Observation);
        let visits = tools.iter().map(|tool| tool.n_responses);
        match visits.reduce(|all, more| all + more) {
            Some(visits) => visits.to_string(),
            None => say!(self.study.language, "summary-none"),
        }
    }

    fn focus(&self) -> String {
        let names: Vec<String> = self
            .plan
            .focus
            .iter()
            .map(|focus| say::standard(self.study, &focus.standard))
            .collect();
        if names.is_empty() {
            return say!(self.study.language, "summary-no-focus");
        }
        names.join("; ")
    }

    /// Steps done, of those that were not dropped; none where no status is known.
    fn actions_done(&self) -> Option<String> {
        let tracker = self.study.trackers.of(&self.site.id, self.plan.school_year)?;
        let vocabulary = self.vocabulary?;
        let progress =
            tracker::progress(&tracker.parts, Some(self.plan), self.study.as_of, vocabulary);
        let states = progress.steps.iter().map(|step| step.status.as_ref().map(|it| it.state));
        let kept: Vec<_> = states.filter(|state| *state != Some(StepState::Dropped)).collect();
        let done = kept.iter().filter(|state| **state == Some(StepState::Done)).count();
        let any = kept.iter().any(Option::is_some);
        any.then(|| {
            say!(self.study.language, "summary-actions-done", done = done, all = kept.len())
        })
    }

    /// What would help with the standards in focus, by the rules.
    fn support(&self) -> String {
        let all = &self.study.network.needs;
        let place = all.binary_search_by(|needs| needs.site.cmp(&self.site.id));
        let needs = place.ok().map(|place| &all[place]);
        let rules = self.study.rulebook.matching_rules();
        let Some((needs, rules)) = needs.zip(rules) else { return String::new() };
        let help = needs.needs.iter().map(|need| self.help(&need.standard, needs, rules));
        let help = help.collect::<Vec<_>>().join("; ");
        if help.is_empty() {
            return help;
        }
        say!(self.study.language, "summary-support", help = help)
    }

    fn help(&self, standard: &str, needs: &SiteNeeds, rules: &MatchingRules) -> String {
        let name = say::standard(self.study, standard);
        let near =
            needs.partners.iter().any(|it| it.gives.iter().any(|given| **given == *standard));
        let challenge = self.study.network.challenges.iter().find(|it| *it.standard == *standard);
        let start = challenge.and_then(|challenge| challenge.start);
        let help = match (near, start) {
            (true, _) => say!(self.study.language, "summary-talk"),
            (false, Some(Start::Session)) => rules.coaching.session.clone(),
            (false, _) => rules.coaching.coaching.clone(),
        };
        format!("{name}: {help}")
    }
}

fn said(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_is_no_answer() {
        let told = |language, help| to_fill_in(language, help);
        assert_eq!(told(Language::English, "Such as 5 of 8."), "to fill in: such as 5 of 8");
        assert_eq!(told(Language::English, ""), "to fill in");
        assert_eq!(
            told(Language::Spanish, "Fecha, o “aún no”."),
            "por completar: fecha, o “aún no”"
        );
    }
}
